internal import CLibgit2

/// What could not be done in a git repository, with the objects concerned.
public enum GitError: Error, Sendable, Equatable {
    /// libgit2 refused: the attempted step, its code and its own words (empty when it gave none).
    case library(step: String, code: Int32, words: String)
    /// There is no repository at or above the folder.
    case noRepository(path: String)
    /// The repository belongs to somebody else and is not declared safe.
    case foreignOwner(path: String)
    /// The repository stores objects or references in a form that libgit2 does not read.
    case unsupportedFormat(path: String, what: String)
    /// An object that is named by another one is missing or damaged.
    case unreadable(object: ObjectID)
    /// A system call failed.
    case system(call: String, path: String, code: Int32)
    /// No `git` program could be found.
    case gitMissing
    /// A git command ended with another status than 0.
    case program(arguments: [String], status: Int32, words: String)
    /// No signature was made: the key and what `ssh-keygen` said.
    case notSigned(key: String, words: String)
    /// A reference is no longer what the caller expected: somebody else moved it first.
    case referenceMoved(name: String, expected: ObjectID, found: ObjectID?)
    /// A reference stayed locked until the deadline.
    case referenceLocked(name: String, words: String)
    /// Not a valid object, reference or path name.
    case invalidName(String)

    static func lastLibraryError(step: String, code: Int32) -> GitError {
        var words = ""
        if let error = git_error_last(), let message = error.pointee.message {
            words = String(cString: message)
        }
        return .library(step: step, code: code, words: words)
    }
}

/// Starts libgit2 once and settles what it may look at.
enum Libgit2 {
    private static let started: Bool = {
        git_libgit2_init()
        // Objects are checked against their names on every read; half the point of content addressing.
        _ = reverie_git_strict_hash_verification(1)
        // The objects that a new tree names are in the same pack, not yet in the repository.
        _ = reverie_git_strict_object_creation(0)
        // Only the repository's own configuration is read; a user's may run programs or change formats.
        for level in [
            GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
            GIT_CONFIG_LEVEL_PROGRAMDATA,
        ] {
            _ = reverie_git_ignore_configuration(level.rawValue)
        }
        // Or a pack is mapped as a whole, and what was read of it stays in memory.
        _ = reverie_git_map_at_most(1 << 22, 1 << 24)
        return true
    }()

    static func start() { _ = started }

    /// Runs one call of libgit2 and turns its code into an error.
    static func check(_ step: String, _ code: Int32) throws(GitError) {
        guard code < 0 else { return }
        throw GitError.lastLibraryError(step: step, code: code)
    }
}
