internal import Git
internal import Guardrails

/// Keeps the summary of one tree of a store in a file, so that a small move is judged by what it changes.
///
/// May be deleted at any time and is never believed when it is damaged; only writers write it.
struct SummaryCache {
    let folder: String
    let name: StoreName

    /// Largest file that is read, in bytes.
    private static let limit = 1 << 28

    private var path: String { "\(folder)/\(name).summary" }

    /// The summary that is kept, and the tree that it is of.
    func load() -> (treeID: ObjectID, summary: StoreSummary)? {
        guard let bytes = try? FileSystem.read(path, limit: Self.limit),
            let (name, summary) = StoreSummary.read(bytes), let treeID = ObjectID(name)
        else { return nil }
        return (treeID, summary)
    }

    /// Keeps a summary; failing is no failure.
    func save(_ summary: StoreSummary, of treeID: ObjectID) {
        guard (try? FileSystem.createFolder(folder)) != nil else { return }
        try? FileSystem.replaceDisposable(path, with: summary.bytes(of: treeID.description))
    }
}

extension MemoryRepository {
    /// Files by which work is saved and whose loss changes nothing.
    var cacheFolder: String { privateFolder + "/cache" }
}
