extension FileSystem {
    /// Lets a symbolic link point somewhere else, in one step and durably.
    public static func replaceLink(_ path: String, to target: String) throws(GitError) {
        let draft = path + ".reverie-\(getpid())"
        unlink(draft)
        try Faults.reach("symlink", path)
        guard symlink(target, draft) == 0 else { throw failure("symlink", path) }
        do throws(GitError) { try rename(draft, to: path) } catch {
            unlink(draft)
            throw error
        }
        try flushFolder(of: path)
    }

    /// Puts everything on disk that was written so far; for many files cheaper than one flush each.
    ///
    /// `sync(2)`, which on Linux waits until the writing is done.
    public static func flushEverything() throws(GitError) {
        try Faults.reach("sync", "/")
        sync()
    }

    /// Whether the file system of a folder takes names that differ in case for one.
    public static func confusesCase(in folder: String) throws(GitError) -> Bool {
        let lower = folder + "/.reverie-case-\(getpid())"
        let descriptor = open(lower, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("open", lower) }
        close(descriptor)
        defer { unlink(lower) }
        return exists(folder + "/.REVERIE-CASE-\(getpid())")
    }
}
