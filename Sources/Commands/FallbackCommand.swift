import Git
import Render
import ReverieCore

/// Lists what can be made production again.
enum FallbackCommand: Command {
    static let declaration = Declaration(
        name: "fallback", topic: .reverting, summary: "list what can be restored, and until when",
        discussion: """
            Before production moves, what it pointed at is pinned: neither gc nor a deleted branch can take it away. It \
            is kept for seven days at least, the last three for as long as they are among the last three. After that \
            it is still in production's history, but nothing is promised any more.
            """,
        examples: [
            Declaration.Example("reverie fallback", "what can be restored, newest first"),
            Declaration.Example("reverie revert --to fallback/3", "restore one of them"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let listing = try context.attempt { () throws(CoreError) in
            var verdicts: [Int: RetentionVerdict] = [:]
            let prefix = store.references.fallbacks
            for kept in try store.retentionPlan() where kept.reference.hasPrefix(prefix) {
                if let number = Int(kept.reference.dropFirst(prefix.count)) {
                    verdicts[number] = kept.verdict
                }
            }
            return FallbackListing(
                fallbacks: try store.fallbacks(), verdicts: verdicts, moments: Moments(context),
                tool: context.program.name, store: store.name)
        }
        if listing.fallbacks.isEmpty, !context.isJSON {
            context.note("production has its first version only; there is nothing to go back to")
        }
        context.present(listing)
        return .success
    }
}

/// What can be made production again.
struct FallbackListing: Presentable {
    static let schema = "reverie.fallback/1"
    let fallbacks: [Store.Fallback]
    /// Why each is kept, by its number.
    let verdicts: [Int: RetentionVerdict]
    let moments: Moments
    let tool: String
    let store: StoreName

    /// What to type to restore one.
    static func command(_ fallback: Store.Fallback, tool: String, store: StoreName) -> Message {
        let chosen: Message = store == .standard ? "" : " --store \(word: store.description)"
        let target: Message =
            fallback.version.map { "v\($0)" } ?? "fallback/\(fallback.number)"
        return "\(tool)\(chosen) revert --to \(target)"
    }

    private func verdict(_ fallback: Store.Fallback) -> RetentionVerdict {
        verdicts[fallback.number] ?? .unknownAge
    }

    private func until(_ fallback: Store.Fallback) -> Message {
        if case .held = verdict(fallback) { return "until it is released" }
        if let until = fallback.until, until >= moments.now {
            return "until \(moments.minute(until)) at least"
        }
        switch verdict(fallback) {
        case .amongLast: return "while it is among the last three"
        case .running: return "another day or so"
        case .expires: return "until the next maintenance"
        case .held, .unknownAge: return "until somebody decides"
        }
    }

    private func why(_ fallback: Store.Fallback) -> Message {
        switch verdict(fallback) {
        case .amongLast: "one of the last three"
        case .running: "its time is not over"
        case .expires: "its time is over"
        case .held(let reason): reason.map { "held: \($0)" } ?? "held"
        case .unknownAge: "its age is not known"
        }
    }

    private func name(_ verdict: RetentionVerdict) -> String {
        switch verdict {
        case .amongLast: "amongLast"
        case .running: "running"
        case .expires: "expires"
        case .held: "held"
        case .unknownAge: "unknownAge"
        }
    }

    var fields: [JSON.Field] {
        [
            JSON.Field(
                "fallbacks",
                .array(
                    fallbacks.map { fallback in
                        .object([
                            JSON.Field("number", .integer(fallback.number)),
                            JSON.Field("snapshot", Wording.json(fallback.snapshotID)),
                            JSON.Field("version", fallback.version.map(JSON.integer) ?? .null),
                            JSON.Field("until", Moments.json(fallback.until)),
                            JSON.Field("kept", .string(name(verdict(fallback)))),
                            JSON.Field(
                                "supersededBy", .optional(fallback.supersededBy?.kind.rawValue)),
                            JSON.Field("supersededAt", Moments.json(fallback.supersededBy?.clock)),
                            JSON.Field("dream", .optional(fallback.supersededBy?.dream)),
                            JSON.Field(
                                "command",
                                .message(Self.command(fallback, tool: tool, store: store))),
                        ])
                    }))
        ]
    }

    func lines(width: Int) -> [Message] {
        let heads = Columns(
            fallbacks.map { fallback in
                [
                    Self.command(fallback, tool: tool, store: store).styled(.place),
                    until(fallback),
                ]
            }
        ).lines
        return zip(heads, fallbacks).flatMap { head, fallback in
            var told: [Message] = ["\(fallback.snapshotID.short), \(why(fallback))"]
            if let move = fallback.supersededBy {
                let dream: Message = move.dream.map { " of dream \($0)" } ?? ""
                told.append(
                    "superseded \(moments.ago(move.clock)) by the \(move.kind.rawValue)\(dream)")
            }
            return [head]
                + Wording.indented(.joined(told, separator: "; "), by: 4, width: width)
        }
    }
}
