internal import CLibgit2

/// Reads blobs on a thread other than the one that has the repository.
///
/// Has a handle of its own, which only one thread may use at a time; that is what makes handing it over safe.
public final class BlobReader: @unchecked Sendable {
    private let repository: Repository

    /// Whether several readers can be at work at once; libgit2 may have been built without locks.
    public static var areIndependent: Bool {
        Libgit2.start()
        return git_libgit2_features() & Int32(GIT_FEATURE_THREADS.rawValue) != 0
    }

    /// A reader of the objects of a repository; throws what opening it throws.
    public init(beside repository: borrowing Repository) throws(GitError) {
        self.repository = try Repository(beside: repository)
    }

    /// The content of a blob, as ``Repository/blob(_:limit:)`` reads it.
    public func blob(_ objectID: ObjectID) throws(GitError) -> [UInt8] {
        try repository.blob(objectID)
    }
}
