public import Render

/// What kept a command from answering, ready to be shown to the person who called it.
///
/// Messages are lower case without a full stop, what failed first, names in single quotes:
/// `cannot open 'x': permission denied`.
public struct Failure: Error, Sendable, Hashable {
    /// What kind of thing went wrong; the kind alone decides the exit status.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A judged no: refused by policy, conflicts, a check that failed.
        case refused
        /// The words, a ref or the content given are wrong.
        case invalid
        /// It cannot be done here and now: no repository, corrupt, locked, lost race, missed `--expect`, permission, disk.
        case unavailable
        /// A bug of ours.
        case bug
        /// Somebody pressed Ctrl-C.
        case interrupted

        /// The exit status of the program.
        public var status: Int32 {
            switch self {
            case .refused: 1
            case .invalid: 2
            case .unavailable: 3
            case .bug: 70
            case .interrupted: 130
            }
        }
    }

    /// What kind of thing went wrong.
    public var kind: Kind
    /// One sentence.
    public var message: Message
    /// Lines below the sentence that say more, shown as they are.
    public var details: [Message] = []
    /// Commands to paste, each with a reason after `#` where it is not plain.
    public var hints: [Message]
    /// What lay below, outermost first.
    public var causes: [Message]

    /// Makes a failure.
    public init(_ kind: Kind, _ message: Message, hints: [Message] = [], causes: [Message] = []) {
        self.kind = kind
        self.message = message
        self.hints = hints
        self.causes = causes
    }

    /// A judged no.
    public static func refused(
        _ message: Message, hints: [Message] = [], causes: [Message] = []
    ) -> Failure { Failure(.refused, message, hints: hints, causes: causes) }

    /// Wrong words, ref or content.
    public static func invalid(
        _ message: Message, hints: [Message] = [], causes: [Message] = []
    ) -> Failure { Failure(.invalid, message, hints: hints, causes: causes) }

    /// Cannot be done here and now.
    public static func unavailable(
        _ message: Message, hints: [Message] = [], causes: [Message] = []
    ) -> Failure { Failure(.unavailable, message, hints: hints, causes: causes) }

    /// A bug of ours.
    public static func bug(_ message: Message, causes: [Message] = []) -> Failure {
        Failure(.bug, message, causes: causes)
    }

    /// What standard error shows.
    var lines: [Message] {
        [Message("error:").styled(.danger) + " \(message)"]
            + details + causes.map { Message("cause:").styled(.faint) + " \($0)" }
            + hints.map { Message("hint:").styled(.warning) + " \($0)" }
    }

    /// The document for standard output when `--json` was given.
    var json: JSON {
        var fields = [
            JSON.Field("kind", .string(kind.rawValue)),
            JSON.Field("status", .integer(Int(kind.status))),
            JSON.Field("message", .message(message)),
            JSON.Field("hints", .array(hints.map(JSON.message))),
            JSON.Field("causes", .array(causes.map(JSON.message))),
        ]
        if !details.isEmpty {
            fields.append(JSON.Field("details", .array(details.map(JSON.message))))
        }
        return JSON.document(schema: "reverie.error/1", [JSON.Field("error", .object(fields))])
    }
}
