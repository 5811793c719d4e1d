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
        let listing = FallbackListing(
            fallbacks: try context.attempt { () throws(CoreError) in try store.fallbacks() },
            moments: Moments(context), tool: context.program.name, store: store.name)
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

    private func isOver(_ fallback: Store.Fallback) -> Bool {
        fallback.until.map { $0 < moments.now } ?? true
    }

    private func until(_ fallback: Store.Fallback) -> Message {
        if fallback.isAmongLast, isOver(fallback) { return "one of the last three" }
        guard let until = fallback.until else { return "unknown" }
        return isOver(fallback) ? "expired, still there" : moments.minute(until)
    }

    private func why(_ fallback: Store.Fallback) -> Message {
        if !isOver(fallback), let until = fallback.until {
            let left = Moments.span(until - moments.now)
            return fallback.isAmongLast ? "\(left), and one of the last three" : "\(left)"
        }
        return fallback.isAmongLast ? "as long as it is one of them" : "nothing is promised"
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
                            JSON.Field("amongLast", .bool(fallback.isAmongLast)),
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
                    "until \(until(fallback))",
                ]
            }
        ).lines
        return zip(heads, fallbacks).flatMap { head, fallback in
            var told: [Message] = ["kept: \(why(fallback))"]
            if let move = fallback.supersededBy {
                let dream: Message = move.dream.map { " of dream \($0)" } ?? ""
                told.append("before the \(move.kind.rawValue)\(dream) \(moments.ago(move.clock))")
            }
            return [head]
                + Wording.indented(.joined(told, separator: "; "), by: 4, width: width)
        }
    }
}
