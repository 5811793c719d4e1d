extension FileSystem {
    /// Creates a folder and those above it; one that exists is left alone.
    public static func createFolder(_ path: String) throws(GitError) {
        if isFolder(path) { return }
        if let cut = path.lastIndex(of: "/"), cut != path.startIndex {
            try createFolder(String(path[..<cut]))
        }
        try Faults.reach("mkdir", path)
        guard mkdir(path, 0o777) == 0 || (errno == EEXIST && isFolder(path)) else {
            throw failure("mkdir", path)
        }
    }

    /// Writes a new file and puts it on disk before returning; what stood there is replaced.
    public static func write(_ content: [UInt8], to path: String, mode: UInt32 = 0o666)
        throws(GitError)
    {
        try write(to: path, mode: mode) { descriptor throws(GitError) in
            try writeAll(content, to: descriptor, path: path)
        }
    }

    /// The same, where somebody else writes into the open file.
    static func write(
        to path: String, mode: UInt32, filling: (Int32) throws(GitError) -> Void
    ) throws(GitError) {
        try Faults.reach("open", path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure("open", path) }
        do throws(GitError) {
            try Faults.reach("write", path)
            try filling(descriptor)
            try Faults.reach("fsync", path)
            guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
        } catch {
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw failure("close", path) }
    }

    static func writeAll(_ content: [UInt8], to descriptor: Int32, path: String)
        throws(GitError)
    {
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { buffer in
                writeBytes(
                    descriptor, buffer.baseAddress.map { $0 + written }, content.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("write", path) }
            written += count
        }
    }

    /// Replaces a file in one step: readers see the old content or the new one, also after a crash.
    public static func replace(_ path: String, with content: [UInt8], mode: UInt32 = 0o666)
        throws(GitError)
    {
        let draft = path + ".reverie-\(getpid())"
        do throws(GitError) {
            try write(content, to: draft, mode: mode)
            try rename(draft, to: path)
        } catch {
            unlink(draft)
            throw error
        }
        try flushFolder(of: path)
    }

    /// Replaces a file that may be lost: in one step for readers, not flushed, for a crash costs only time.
    public static func replaceDisposable(_ path: String, with content: [UInt8]) throws(GitError) {
        let draft = path + ".reverie-\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw failure("open", draft) }
        do throws(GitError) {
            try writeAll(content, to: descriptor, path: draft)
        } catch {
            close(descriptor)
            unlink(draft)
            throw error
        }
        guard close(descriptor) == 0, renameFile(draft, path) == 0 else {
            let error = failure("rename", path)
            unlink(draft)
            throw error
        }
    }

    /// Gives a file another name on the same file system; not yet flushed.
    public static func rename(_ path: String, to target: String) throws(GitError) {
        try Faults.reach("rename", target)
        guard renameFile(path, target) == 0 else { throw failure("rename", target) }
    }

    /// Puts a file's content on disk.
    public static func flush(_ path: String) throws(GitError) {
        try Faults.reach("fsync", path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    /// Puts the names in a folder on disk.
    public static func flushFolder(_ folder: String) throws(GitError) { try flush(folder) }

    /// Puts the names in the folder around a path on disk.
    public static func flushFolder(of path: String) throws(GitError) {
        guard let cut = path.lastIndex(of: "/") else { return try flush(".") }
        try flush(cut == path.startIndex ? "/" : String(path[..<cut]))
    }

    /// Takes a name away; a name that is not there is no error.
    public static func remove(_ path: String) throws(GitError) {
        try Faults.reach("unlink", path)
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("unlink", path) }
    }

    /// Takes away a folder that is empty; one that is not, or not there, is left alone.
    @discardableResult
    public static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 }

    /// Takes away a folder and all below it, links not followed.
    public static func removeTree(_ path: String) throws(GitError) {
        guard let found = status(of: path) else { return }
        guard found.kind == .folder else { return try remove(path) }
        for entry in try list(path) {
            try removeTree(path + "/" + String(decoding: entry.name, as: UTF8.self))
        }
        try Faults.reach("rmdir", path)
        guard rmdir(path) == 0 || errno == ENOENT else { throw failure("rmdir", path) }
    }
}
