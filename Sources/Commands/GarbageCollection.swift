import Git
import Render
import ReverieCore

/// Ends promises whose time is over, and tidies up.
enum GarbageCollection: Command {
    static let dryRun = Parameter.flag(
        "dry-run", short: "n", "say what would go and why the rest stays, change nothing")

    static let declaration = Declaration(
        name: "gc", topic: .keeping,
        summary: "let go what nobody is promised any more, and tidy up",
        discussion: """
            A fallback goes eight credited days after it was superseded, never one of the last three and never one on \
            hold. Time is credited from one entry of the journal to the next, at most a day at once: a clock that \
            jumps ends no promise. Closed dreams go after the same time. Everything that production ever \
            was stays in its history; what goes is the promise to keep it, whatever becomes of that history.

            Objects are packed, references too; no object is thrown away. Run it once a day.
            """,
        parameters: [dryRun],
        examples: [
            Declaration.Example("reverie gc --dry-run", "what would go, and why the rest stays"),
            Declaration.Example("reverie gc", "end what is over, pack the rest"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try arguments[dryRun] ? context.store() : context.storeToChange()
        context.progress("packing")
        let maintained = try context.attempt { () throws(CoreError) in
            try store.maintain(dryRun: arguments[dryRun])
        }
        context.present(
            MaintenanceResult(
                store: store, maintained: maintained,
                versions: try context.attempt { () throws(CoreError) in
                    try store.versionNumbers()
                }))
        return .success
    }
}

/// What maintenance let go, and why the rest stays.
struct MaintenanceResult: Presentable {
    static let schema = "reverie.gc/1"

    let store: Store
    let maintained: Maintained
    let versions: [ObjectID: Int]

    private func count(expired: Bool) -> Int {
        maintained.retained.count { ($0.verdict == .expires) == expired }
    }

    /// The reference without what all references of the store begin with.
    private func name(_ item: Retained) -> String {
        let prefix = "refs/tags/\(store.name)/"
        return item.reference.hasPrefix(prefix)
            ? String(item.reference.dropFirst(prefix.count)) : item.reference
    }

    private func word(_ verdict: RetentionVerdict) -> String {
        switch verdict {
        case .expires: "expires"
        case .running: "running"
        case .amongLast: "amongLast"
        case .held: "held"
        case .unknownAge: "unknownAge"
        }
    }

    private func why(_ item: Retained) -> Message {
        switch item.verdict {
        case .expires:
            item.age.map { "its time is over: superseded \(Moments.span($0)) ago, as credited" }
                ?? "its time is over"
        case .running(let left): "its time runs for another \(Moments.span(left))"
        case .amongLast: "one of the last three"
        case .held(let reason): reason.map { "held: \($0)" } ?? "held"
        case .unknownAge: "the journal does not say how old it is"
        }
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.name.description)),
            JSON.Field("dryRun", .bool(maintained.isDryRun)),
            JSON.Field("expired", .integer(count(expired: true))),
            JSON.Field("kept", .integer(count(expired: false))),
            JSON.Field(
                "retained",
                .array(
                    maintained.retained.map { item in
                        var left: Int64?
                        if case .running(let seconds) = item.verdict { left = seconds }
                        var reason: String?
                        if case .held(let words) = item.verdict { reason = words }
                        return .object([
                            JSON.Field("reference", .string(item.reference)),
                            JSON.Field("snapshot", Wording.json(item.snapshotID)),
                            JSON.Field("verdict", .string(word(item.verdict))),
                            JSON.Field("age", item.age.map { .integer(Int($0)) } ?? .null),
                            JSON.Field("left", left.map { .integer(Int($0)) } ?? .null),
                            JSON.Field("reason", .optional(reason)),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        let rows = maintained.retained.map { item -> [Message] in
            let goes = item.verdict == .expires
            let verb: Message = goes ? (maintained.isDryRun ? "would go" : "gone") : "stays"
            return [
                goes ? verb.styled(.warning) : verb, Message("\(name(item))").styled(.place),
                Wording.name(of: item.snapshotID, in: versions), why(item),
            ]
        }
        let (gone, kept) = (count(expired: true), count(expired: false))
        let verb: Message = maintained.isDryRun ? "would go" : "gone"
        return Columns(rows).lines + [
            "\(Wording.count(gone, "promise", "promises")) \(verb), \(kept) kept"
                + (maintained.isDryRun
                    ? "; nothing was changed" : "; objects and references packed")
        ]
    }
}
