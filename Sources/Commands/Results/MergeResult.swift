import Git
import Render
import ReverieCore

/// A merge that was carried out, or had nothing to do.
struct MergeResult: Presentable {
    static let schema = "reverie.merge/1"

    let store: StoreName
    let dream: String
    let moved: Moved?
    var leftOut: [String] = []
    var edited: [String] = []
    let summary: ChangeSummary

    var fields: [JSON.Field] {
        [
            JSON.Field("outcome", .string(moved == nil ? "nothing" : "merged")),
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .string(dream)),
            JSON.Field("leftOut", .array(leftOut.map(JSON.string))),
            JSON.Field("edited", .array(edited.map(JSON.string))),
        ] + (moved?.fields ?? Moved.noFields) + summary.fields
    }

    private var notTaken: [Message] {
        var lines: [Message] = []
        if !leftOut.isEmpty {
            lines.append(
                "left out: " + Wording.count(leftOut.count, "change", "changes") + " ("
                    + .joined(leftOut.prefix(8).map { "\($0)" }, separator: " ")
                    + (leftOut.count > 8 ? " ..." : "") + ")")
        }
        if !edited.isEmpty {
            lines.append("with other words: " + Wording.count(edited.count, "change", "changes"))
        }
        return lines
    }

    func lines(width: Int) -> [Message] {
        guard let moved else {
            return ["nothing to merge: production has everything that dream \(dream) proposes"]
        }
        return [
            "dream \(dream) is production: version \(moved.version ?? 0) (\(moved.to.short))",
            summary.message,
        ] + notTaken
    }
}
