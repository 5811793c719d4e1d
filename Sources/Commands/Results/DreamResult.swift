import Git
import Render
import ReverieCore

/// What a dream came to.
struct DreamResult: Presentable {
    static let schema = "reverie.dream/1"

    let store: StoreName
    let dream: Dream?
    let base: Snapshot
    let summary: ChangeSummary?
    let evidence: [Evidence.Rule: Int]

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .optional(dream?.id)),
            JSON.Field("engine", .optional(dream?.provenance?.engine)),
            JSON.Field("snapshot", .optional(dream?.head.snapshotID.description)),
            JSON.Field("tree", .optional(dream?.head.treeID.description)),
            JSON.Field("base", .string(base.snapshotID.description)),
            JSON.Field(
                "sessions", .array((dream?.provenance?.sessions ?? []).map(JSON.string))),
            JSON.Field(
                "evidence",
                .object(counts.map { JSON.Field($0.rule.rawValue, .integer($0.count)) })),
        ] + (summary?.fields ?? [])
    }

    private var counts: [(rule: Evidence.Rule, count: Int)] {
        Evidence.Rule.allCases.compactMap { rule in evidence[rule].map { (rule, $0) } }
    }

    func lines(width: Int) -> [Message] {
        guard let dream, let summary else {
            return ["nothing to propose: production stays as it is"]
        }
        let first: Message = "dream \(dream.id): \(summary.message)"
        guard !counts.isEmpty else { return [first] }
        let parts: [Message] = counts.map { "\($0.count) \($0.rule.rawValue)" }
        return [first, .joined(parts, separator: ", ")]
    }
}
