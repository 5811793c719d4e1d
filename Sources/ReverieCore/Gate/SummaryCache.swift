internal import Git
internal import Guardrails

/// Keeps the summary of one tree of a store in two files, so that a small move is judged by what it changes.
///
/// May be deleted at any time and is never believed when it is damaged; only writers write it.
struct SummaryCache {
    let folder: String
    let name: StoreName

    /// Largest file that is read, in bytes.
    private static let limit = 1 << 28

    private var path: String { "\(folder)/\(name).summary" }
    /// Says of which tree the summary is; replaced alone when a move changes nothing that the summary holds.
    private var treePath: String { "\(folder)/\(name).tree" }

    /// The summary that is kept, and the tree that it is of.
    func load() -> (treeID: ObjectID, summary: StoreSummary)? {
        guard let note = try? FileSystem.read(treePath, limit: 100), note.count == 48,
            let treeID = ObjectID(String(decoding: note.prefix(40), as: UTF8.self)),
            let bytes = try? FileSystem.read(path, limit: Self.limit),
            StoreSummary.checksum(in: bytes) == Array(note.suffix(8)),
            let summary = StoreSummary(bytes: bytes)
        else { return nil }
        return (treeID, summary)
    }

    /// Keeps a summary; failing is no failure.
    func save(_ summary: StoreSummary, of treeID: ObjectID) {
        guard (try? FileSystem.createFolder(folder)) != nil else { return }
        let bytes = summary.bytes
        let checksum = StoreSummary.checksum(in: bytes)
        if (try? FileSystem.read(path, limit: Self.limit)) != bytes {
            guard (try? FileSystem.replaceDisposable(path, with: bytes)) != nil else { return }
        }
        try? FileSystem.replaceDisposable(
            treePath, with: Array(treeID.description.utf8) + checksum)
    }
}

extension MemoryRepository {
    /// Files by which work is saved and whose loss changes nothing.
    var cacheFolder: String { privateFolder + "/cache" }
}
