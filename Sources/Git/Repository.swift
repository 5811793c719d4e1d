internal import CLibgit2

/// An open git repository: reads objects, references and configuration, and never writes through libgit2.
///
/// Not for use from several threads at once.
public struct Repository: ~Copyable {
    let pointer: OpaquePointer
    let database: OpaquePointer
    let trees = TreeCache()
    private let isFromEnvironment: Bool

    /// Absolute path of the git directory, without a trailing slash.
    public let gitDirectory: String
    /// Absolute path of the directory that all work trees share; the git directory itself in most cases.
    public let commonDirectory: String
    /// Absolute path of the work tree; nil in a bare repository.
    public let workTree: String?

    /// Where opening looks.
    public enum Discovery: Sendable {
        /// At the path and in the folders above it.
        case upwards
        /// At the path alone.
        case exact
        /// Where git's environment says, as inside a hook (quarantined objects included).
        case environment
    }

    /// Opens the repository at, or above, a folder.
    ///
    /// Throws ``GitError/noRepository(path:)``, ``GitError/foreignOwner(path:)`` or
    /// ``GitError/unsupportedFormat(path:what:)``.
    public init(path: String, discovery: Discovery) throws(GitError) {
        Libgit2.start()
        var flags: UInt32 = 0
        switch discovery {
        case .upwards: break
        case .exact: flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
        case .environment:
            flags = GIT_REPOSITORY_OPEN_FROM_ENV.rawValue
            // libgit2 refuses to open with these, and finds both without them.
            unsetenv("GIT_WORK_TREE")
            unsetenv("GIT_COMMON_DIR")
        }
        var opened: OpaquePointer?
        let code = git_repository_open_ext(
            &opened, discovery == .environment ? nil : path, flags, nil)
        guard code == 0, let opened else { throw Self.openError(path: path, code: code) }
        var odb: OpaquePointer?
        let odbCode = git_repository_odb(&odb, opened)
        guard odbCode == 0, let odb else {
            let error = GitError.lastLibraryError(step: "open the object database", code: odbCode)
            git_repository_free(opened)
            throw error
        }
        pointer = opened
        database = odb
        isFromEnvironment = discovery == .environment
        gitDirectory = Self.text(git_repository_path(opened))
        commonDirectory = Self.text(git_repository_commondir(opened))
        workTree =
            git_repository_is_bare(opened) == 1 ? nil : Self.text(git_repository_workdir(opened))
    }

    /// Opens the same objects once more, for another thread.
    init(beside other: borrowing Repository) throws(GitError) {
        try self.init(
            path: other.commonDirectory,
            discovery: other.isFromEnvironment ? .environment : .exact)
    }

    deinit {
        git_odb_free(database)
        git_repository_free(pointer)
    }

    private static func openError(path: String, code: Int32) -> GitError {
        let error = GitError.lastLibraryError(step: "open the repository", code: code)
        guard case .library(_, _, let words) = error else { return error }
        switch code {
        case GIT_ENOTFOUND.rawValue: return .noRepository(path: path)
        case GIT_EOWNER.rawValue: return .foreignOwner(path: path)
        default: break
        }
        if words.contains("extension") || words.contains("repository version") {
            return .unsupportedFormat(path: path, what: words)
        }
        return error
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer else { return "" }
        let text = String(cString: pointer)
        return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Looks again for packs that other processes have added.
    public func refresh() { _ = git_odb_refresh(database) }

    /// Whether the repository borrows objects from another one.
    public var hasAlternates: Bool {
        FileSystem.size(of: commonDirectory + "/objects/info/alternates").map { $0 > 0 } ?? false
    }
}
