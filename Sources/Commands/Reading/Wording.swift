import Git
import Guardrails
import Render
import ReverieCore

/// Words that several commands have for the same thing.
enum Wording {
    /// How a list counts: `1 memory`, `2 memories`.
    static func count(_ number: Int, _ one: StaticString, _ many: StaticString) -> Message {
        number == 1 ? "1 \(literal: one)" : "\(number) \(literal: many)"
    }

    /// Somebody else's text, cut to so many columns; what is cut off shows as three dots.
    static func clipped(_ text: String, columns limit: Int) -> Message {
        let whole = Message("\(text)")
        guard whole.columns > limit else { return whole }
        var kept = ""
        var used = 0
        for character in text {
            let columns = Message("\(String(character))").columns
            guard used + columns <= limit - 3 else { break }
            kept.append(character)
            used += columns
        }
        return "\(kept)..."
    }

    /// Lines of a label and what it says, wrapped below itself.
    static func labelled(_ rows: [(label: StaticString, text: Message)], width: Int) -> [Message] {
        let indentation = (rows.map { "\($0.label)".count }.max() ?? 0) + 2
        return rows.flatMap { label, text in
            let lines =
                text.columns <= width - indentation
                ? [text] : text.wrapped(width: max(20, width - indentation))
            return lines.enumerated().map { index, line in
                let padding = Message.spaces(
                    indentation - (index == 0 ? "\(label)".count : 0))
                let head: Message = index == 0 ? "\(literal: label)" : ""
                return head.styled(.faint) + padding + line
            }
        }
    }

    /// A text as lines of at most so many columns, each behind some spaces.
    static func indented(_ text: Message, by columns: Int, width: Int) -> [Message] {
        text.wrapped(width: max(20, width - columns)).map { Message.spaces(columns) + $0 }
    }

    /// An object's name for JSON.
    static func json(_ objectID: ObjectID?) -> JSON { .optional(objectID?.description) }

    /// A person or program for JSON.
    static func json(_ actor: Actor) -> JSON {
        .object([
            JSON.Field("name", .string(actor.name)), JSON.Field("email", .string(actor.email)),
            JSON.Field("kind", .string(actor.kind.rawValue)),
        ])
    }

    /// What the hosted service called a dream, and what it cost, for JSON.
    static func json(_ hosted: HostedOrigin?) -> JSON {
        guard let hosted else { return .null }
        var fields = [
            JSON.Field("dream", .optional(hosted.dream)),
            JSON.Field("input", .string(hosted.input)),
            JSON.Field("output", .string(hosted.output)),
        ]
        if let usage = hosted.usage {
            fields.append(
                JSON.Field(
                    "usage",
                    .object([
                        JSON.Field("inputTokens", .integer(usage.input)),
                        JSON.Field("outputTokens", .integer(usage.output)),
                        JSON.Field("cachedTokens", .integer(usage.cached)),
                    ])))
        }
        return .object(fields)
    }

    /// Overrides for JSON.
    static func json(_ overrides: [Override]) -> JSON {
        .array(
            overrides.map {
                .object([
                    JSON.Field("id", .string($0.violationID)),
                    JSON.Field("owner", .string($0.owner)),
                    JSON.Field("reason", .string($0.reason)),
                ])
            })
    }

    /// One line for each rule that somebody let be broken.
    static func lines(for overrides: [Override]) -> [Message] {
        overrides.map {
            Message("override").styled(.warning) + " \($0.violationID) by \($0.owner): \($0.reason)"
        }
    }

    /// How a snapshot is called where there is room for one word: `v3`, or the first digits of its name.
    static func name(of snapshotID: ObjectID?, in versions: [ObjectID: Int]) -> Message {
        guard let snapshotID else { return "nothing" }
        return versions[snapshotID].map { "v\($0)" } ?? "\(snapshotID.short)"
    }
}

extension Store {
    /// The number of every snapshot that is a version.
    func versionNumbers() throws(CoreError) -> [ObjectID: Int] {
        Dictionary(try versions().map { ($0.objectID, $0.number) }) { first, _ in first }
    }
}
