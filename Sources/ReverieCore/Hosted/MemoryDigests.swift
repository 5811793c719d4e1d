public import Git

/// The memories of snapshots by the digests under which a hosted store lists them.
///
/// Remembers what it computed: snapshots of one store share most of their memories.
public final class MemoryDigests {
    private let repository: MemoryRepository
    private var known: [ObjectID: String] = [:]
    private var blobs: [String: ObjectID] = [:]

    /// Digests of a repository's memories.
    public init(_ repository: MemoryRepository) { self.repository = repository }

    /// SHA-256 (64 hexadecimal digits) of every memory of a tree, by path without a leading slash.
    public func digests(in treeID: ObjectID) throws(CoreError) -> [String: String] {
        var digests: [String: String] = [:]
        for (path, entry) in try repository.files(in: treeID) where entry.kind != .submodule {
            digests[try MemoryPath(bytes: path).description] = try digest(of: entry.objectID)
        }
        return digests
    }

    /// Content of a memory that was met under a digest; nil when none was.
    public func content(of digest: String) throws(CoreError) -> [UInt8]? {
        guard let blobID = blobs[digest] else { return nil }
        return try repository.content(of: blobID)
    }

    private func digest(of blobID: ObjectID) throws(CoreError) -> String {
        if let digest = known[blobID] { return digest }
        let digest = Digest.sha256(try repository.content(of: blobID))
        known[blobID] = digest
        blobs[digest] = blobID
        return digest
    }
}
