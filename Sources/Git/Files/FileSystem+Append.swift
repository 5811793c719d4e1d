extension FileSystem {
    /// Adds to the end of a file, making it if need be, and puts it on disk before returning.
    public static func append(_ content: [UInt8], to path: String) throws(GitError) {
        try Faults.reach("open", path)
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        try writeAll(content, to: descriptor, path: path)
        try Faults.reach("fsync", path)
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }
}
