/// The right to move references, held by at most one process of a repository at a time.
///
/// A kernel lock on a file: it ends with the last process that has the descriptor, so a `git` child which
/// outlives a killed parent keeps everybody else out until it is done.
public struct Lease: ~Copyable {
    let descriptor: Int32

    /// Who holds a lease, as written by the holder.
    public struct Holder: Sendable, Hashable {
        /// What the holder wrote about itself; one line.
        public let note: String
    }

    /// Takes the lease if nobody holds it; nil when somebody does.
    ///
    /// `note` is written into the file for those who wait.
    public static func take(at path: String, note: String) throws(GitError) -> Lease? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            let code = errno
            close(descriptor)
            if code == EWOULDBLOCK { return nil }
            throw GitError.system(call: "flock", path: path, code: code)
        }
        let line = Array((note + "\n").utf8)
        // Best effort: the note helps a person who waits, the lock itself does not depend on it.
        if ftruncate(descriptor, 0) == 0 {
            _ = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        }
        return Lease(descriptor: descriptor)
    }

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Who holds the lease now; nil when it is free or the holder left no note.
    public static func holder(at path: String) -> Holder? {
        guard let bytes = try? FileSystem.read(path, limit: 4096) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let line = text.split(separator: "\n").first else { return nil }
        return Holder(note: String(line))
    }

    /// Whether some process holds the lease now.
    public static func isHeld(at path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    /// Whether two descriptors of this file system exclude each other: locking works here.
    public static func works(at path: String) throws(GitError) -> Bool {
        guard let first = try take(at: path, note: "") else { return true }
        let second = try take(at: path, note: "")
        switch consume second {
        case .some: return false
        case .none: break
        }
        _ = consume first
        return true
    }
}
