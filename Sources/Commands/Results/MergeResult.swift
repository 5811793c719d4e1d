import Git
import Render
import ReverieCore

/// A merge that was carried out, or had nothing to do.
struct MergeResult: Presentable {
    static let schema = "reverie.merge/1"

    let store: StoreName
    let dream: String
    let moved: Moved?
    let summary: ChangeSummary

    var fields: [JSON.Field] {
        [
            JSON.Field("outcome", .string(moved == nil ? "nothing" : "merged")),
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .string(dream)),
        ] + (moved?.fields ?? Moved.noFields) + summary.fields
    }

    func lines(width: Int) -> [Message] {
        guard let moved else {
            return ["nothing to merge: production has everything that dream \(dream) proposes"]
        }
        return [
            "dream \(dream) is production: version \(moved.version ?? 0) (\(moved.to.short))",
            summary.message,
        ]
    }
}
