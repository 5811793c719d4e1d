internal import CLibgit2

/// The index of a work tree: what git believes was last written to each file.
///
/// Entries are set from the values that we know, so that neither filters nor attributes of the repository
/// have a say in what a memory is.
public struct WorkTreeIndex: ~Copyable {
    private let pointer: OpaquePointer

    /// One file as the index has it.
    public struct Entry: Sendable, Hashable {
        /// Path from the top of the work tree, as bytes.
        public let path: [UInt8]
        /// The blob that was written there.
        public let blobID: ObjectID
        /// Size, times and inode when it was written; compared with the file's to see an edit cheaply.
        let fingerprint: [Int64]
    }

    /// Opens the index of a git directory; a missing file is an empty index.
    public init(gitDirectory: String) throws(GitError) {
        Libgit2.start()
        var opened: OpaquePointer?
        try Libgit2.check("open the index", git_index_open(&opened, gitDirectory + "/index"))
        guard let opened else {
            throw .library(step: "open the index", code: -1, words: "")
        }
        pointer = opened
    }

    deinit { git_index_free(pointer) }

    /// All entries of stage 0.
    public func entries() -> [Entry] {
        (0..<git_index_entrycount(pointer)).compactMap { position in
            guard let entry = git_index_get_byindex(pointer, position)?.pointee,
                let path = entry.path,
                git_index_entry_stage(git_index_get_byindex(pointer, position)) == 0
            else { return nil }
            return Entry(
                path: Array(String(cString: path).utf8), blobID: ObjectID(entry.id),
                fingerprint: [
                    Int64(entry.mtime.seconds), Int64(entry.mtime.nanoseconds),
                    Int64(entry.ctime.seconds), Int64(entry.ctime.nanoseconds),
                    Int64(entry.file_size), Int64(entry.ino),
                ])
        }
    }

    /// Notes that a blob stands in a file whose present status is `status`.
    public func set(path: String, blobID: ObjectID, status: FileSystem.Status) throws(GitError) {
        let code = path.withCString { name in
            var entry = git_index_entry()
            entry.path = name
            entry.id = blobID.oid
            entry.mode = UInt32(GIT_FILEMODE_BLOB.rawValue)
            entry.file_size = UInt32(truncatingIfNeeded: status.size)
            entry.mtime = git_index_time(
                seconds: Int32(truncatingIfNeeded: status.seconds),
                nanoseconds: UInt32(truncatingIfNeeded: status.nanoseconds))
            entry.ctime = git_index_time(
                seconds: Int32(truncatingIfNeeded: status.changeSeconds),
                nanoseconds: UInt32(truncatingIfNeeded: status.changeNanoseconds))
            entry.ino = UInt32(truncatingIfNeeded: status.inode)
            entry.dev = UInt32(truncatingIfNeeded: status.device)
            return git_index_add(pointer, &entry)
        }
        try Libgit2.check("note '\(path)' in the index", code)
    }

    /// Forgets a file.
    public func remove(path: String) throws(GitError) {
        let code = git_index_remove(pointer, path, 0)
        if code == GIT_ENOTFOUND.rawValue { return }
        try Libgit2.check("take '\(path)' out of the index", code)
    }

    /// Writes the index.
    public func write() throws(GitError) {
        try Libgit2.check("write the index", git_index_write(pointer))
    }
}

extension WorkTreeIndex.Entry {
    /// Whether a file with this status is surely still what the index has, without reading it.
    ///
    /// A file whose time of change is not older than `indexWritten` (seconds) may have been changed again
    /// in the same moment, so it is never sure; git calls such entries racy.
    public func isSurelyUnchanged(_ status: FileSystem.Status, indexWritten: Int64) -> Bool {
        guard status.kind == .file, status.seconds < indexWritten else { return false }
        return fingerprint == [
            Int64(Int32(truncatingIfNeeded: status.seconds)),
            Int64(UInt32(truncatingIfNeeded: status.nanoseconds)),
            Int64(Int32(truncatingIfNeeded: status.changeSeconds)),
            Int64(UInt32(truncatingIfNeeded: status.changeNanoseconds)),
            Int64(UInt32(truncatingIfNeeded: status.size)),
            Int64(UInt32(truncatingIfNeeded: status.inode)),
        ]
    }
}
