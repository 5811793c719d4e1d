extension FileSystem {
    /// The content of an ordinary file of ours that nobody else may read or write; nil where somebody may.
    ///
    /// What was opened is what is judged, so that nobody can exchange the file in between. A link is not followed.
    public static func readPrivate(_ path: String, limit: Int) throws(GitError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { throw failure("stat", path) }
        guard found.st_mode & S_IFMT == S_IFREG else {
            throw GitError.system(call: "read", path: path, code: EINVAL)
        }
        guard found.st_uid == geteuid(), found.st_mode & 0o077 == 0 else { return nil }
        guard Int(found.st_size) <= limit else {
            throw GitError.system(call: "read", path: path, code: EFBIG)
        }
        return try readAll(descriptor, path: path, expected: Int(found.st_size), limit: limit)
    }
}
