import Git
import Render
import ReverieCore

/// A snapshot that was written as one archive.
struct ArchiveResult: Presentable {
    static let schema = "reverie.archive/1"

    let store: StoreName
    let file: String
    let archived: Archived

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("snapshot", Wording.json(archived.snapshotID)),
            JSON.Field("tree", Wording.json(archived.treeID)),
            JSON.Field("memories", .integer(archived.files)),
            JSON.Field("file", .string(file)),
            JSON.Field("bytes", .integer(archived.bytes)),
            JSON.Field("sha256", .string(archived.digest)),
        ]
    }

    func lines(width: Int) -> [Message] {
        [
            "'\(file)' is \(archived.snapshotID.short), \(Wording.count(archived.files, "memory", "memories")), \(archived.bytes) bytes",
            "sha256 \(archived.digest)",
        ]
    }
}
