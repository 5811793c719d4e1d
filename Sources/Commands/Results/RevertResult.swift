import Git
import Guardrails
import Render
import ReverieCore

/// What a revert did, or would do.
struct RevertResult: Presentable {
    static let schema = "reverie.revert/1"

    let store: StoreName
    let plan: RevertPlan
    let targetName: Message
    /// What changes, as far as it is known.
    var summary = ChangeSummary.unknown
    /// The start of the command that undoes it.
    let tool: Message
    /// Whether it was more than a question.
    var isCarriedOut = false
    /// The move; nil when production was like that already, or for a question.
    var moved: Moved?
    /// Direct writes that go out of production.
    var writesSince: Int

    init(
        store: StoreName, plan: RevertPlan, targetName: Message, tool: Message
    ) {
        self.store = store
        self.plan = plan
        self.targetName = targetName
        self.tool = tool
        writesSince = plan.writesSince
    }

    /// The command that makes production what it was before; nil when nothing happened.
    private var undo: Message? {
        moved?.version.map { "\(tool) revert --to fallback/\($0) -m REASON" }
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("dryRun", .bool(!isCarriedOut)),
            JSON.Field("changed", .bool(moved != nil)),
            JSON.Field("store", .string(store.description)),
            JSON.Field(
                "target",
                .object([
                    JSON.Field("snapshot", .string(plan.target.snapshotID.description)),
                    JSON.Field("tree", .string(plan.target.treeID.description)),
                    JSON.Field("made", .integer(Int(plan.target.author.seconds))),
                ])),
        ] + (moved?.fields ?? Moved.noFields) + summary.fields + [
            JSON.Field(
                "lost",
                .array(
                    (moved?.judged?.verdict.violations ?? []).filter(\.blocks).map(
                        ViolationLines.json))),
            JSON.Field("writesOut", .integer(writesSince)),
            JSON.Field("dreamsReturning", .array(plan.returning.map { .string($0) })),
            JSON.Field("undo", undo.map(JSON.message) ?? .null),
        ]
    }

    func lines(width: Int) -> [Message] {
        guard isCarriedOut else {
            return ["would make production the store of \(targetName) again", summary.message]
                + writes("would go") + returning("would be") + ["nothing was changed"]
        }
        guard let moved else { return ["nothing to do: production is the store of \(targetName)"] }
        return [
            "production is the store of \(targetName) again: version \(moved.version ?? 0) (\(moved.to.short))",
            summary.message,
        ] + lost(width: width) + writes("went") + returning("is")
            + (undo.map { ["undo: \($0)"] } ?? [])
    }

    /// Rules that went with the store that was replaced; nobody is kept from going back because of them.
    private func lost(width: Int) -> [Message] {
        let lost = (moved?.judged?.verdict.violations ?? []).filter(\.blocks)
        guard !lost.isEmpty else { return [] }
        let what = Wording.count(lost.count, "rule", "rules")
        return [Message("what goes with it breaks").styled(.warning) + " \(what):"]
            + ViolationLines(violations: lost).lines(width: width)
    }

    /// Whoever goes back to before a dream was taken back gets what it did again, and may not expect it.
    private func returning(_ verb: Message) -> [Message] {
        plan.returning.flatMap { dream in
            [
                Message("dream \(dream) was taken back and \(verb) in production again")
                    .styled(.warning),
                "  take it back: \(tool) revert --dream \(word: dream) -m REASON",
            ]
        }
    }

    private func writes(_ verb: Message) -> [Message] {
        guard writesSince > 0 else { return [] }
        let what: Message = "\(writesSince) direct \(writesSince == 1 ? "write" : "writes") since"
        return [
            "\(what) \(verb) out of production and \(writesSince == 1 ? "stays" : "stay") restorable"
        ]
    }
}
