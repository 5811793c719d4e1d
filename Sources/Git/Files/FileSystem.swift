/// The few things Reverie does with files, each with its error and, where it changes the disk, durable.
public enum FileSystem {
    /// What stands at a path.
    public struct Status: Sendable, Hashable {
        /// The kinds of files that matter here.
        public enum Kind: Sendable, Hashable {
            /// An ordinary file.
            case file
            /// A folder.
            case folder
            /// A symbolic link.
            case link
            /// A device, socket or pipe.
            case other
        }

        /// What it is.
        public let kind: Kind
        /// Size in bytes.
        public let size: Int
        /// Time of the last change of the content, in seconds since 1970.
        public let seconds: Int64
        /// Fraction of the same, in nanoseconds.
        public let nanoseconds: Int64
        /// Time of the last change of the file's own data (`ctime`), in seconds.
        public let changeSeconds: Int64
        /// Fraction of the same, in nanoseconds.
        public let changeNanoseconds: Int64
        /// Inode number.
        public let inode: UInt64
        /// Device number.
        public let device: UInt64
        /// Whether the owner may execute it.
        public let isExecutable: Bool
        /// Number of names that the file has.
        public let links: Int
    }

    /// What stands at a path, a link not followed; nil when there is nothing.
    public static func status(of path: String) -> Status? {
        var found = stat()
        guard lstat(path, &found) == 0 else { return nil }
        return Status(found)
    }

    /// Size in bytes of an ordinary file; nil when there is none.
    public static func size(of path: String) -> Int? {
        guard let status = status(of: path), status.kind == .file else { return nil }
        return status.size
    }

    /// Whether something stands at the path.
    public static func exists(_ path: String) -> Bool { status(of: path) != nil }

    /// Whether the path leads to a folder, links followed.
    public static func isFolder(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }

    /// The path without links, dots and doubled slashes; nil when nothing stands there.
    public static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The content of an ordinary file, at most `limit` bytes (EFBIG beyond that); links are not followed.
    public static func read(_ path: String, limit: Int = .max) throws(GitError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { throw failure("stat", path) }
        guard found.st_mode & S_IFMT == S_IFREG else {
            throw GitError.system(call: "read", path: path, code: EINVAL)
        }
        guard Int(found.st_size) <= limit else {
            throw GitError.system(call: "read", path: path, code: EFBIG)
        }
        return try readAll(descriptor, path: path, expected: Int(found.st_size), limit: limit)
    }

    static func readAll(
        _ descriptor: Int32, path: String, expected: Int, limit: Int
    ) throws(GitError) -> [UInt8] {
        var content: [UInt8] = []
        var step = expected + 1
        while true {
            let start = content.count
            var got = 0
            let piece = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
                got = readBytes(descriptor, buffer.baseAddress, step)
                count = max(0, got)
            }
            // Mostly the first piece is all there is, and may be large: it is not copied.
            if start == 0 { content = piece } else { content.append(contentsOf: piece) }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw failure("read", path) }
            if got == 0 { return content }
            guard start + got <= limit else {
                throw GitError.system(call: "read", path: path, code: EFBIG)
            }
            step = 1 << 16
        }
    }

    /// Names in a folder with what stands there, by name; `.` and `..` left out.
    public static func list(_ folder: String) throws(GitError) -> [(name: [UInt8], status: Status)]
    {
        guard let stream = opendir(folder) else { throw failure("open", folder) }
        defer { closedir(stream) }
        var result: [(name: [UInt8], status: Status)] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw failure("read", folder) }
                break
            }
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                Array(raw.prefix { $0 != 0 })
            }
            if name == [0x2E] || name == [0x2E, 0x2E] { continue }
            var found = stat()
            let terminated = name.map { CChar(bitPattern: $0) } + [0]
            if fstatat(dirfd(stream), terminated, &found, AT_SYMLINK_NOFOLLOW) != 0 {
                // Gone between the two calls: as if it had never been listed.
                if errno == ENOENT { continue }
                throw failure("stat", folder)
            }
            result.append((name, Status(found)))
        }
        return result.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    static func failure(_ call: String, _ path: String) -> GitError {
        .system(call: call, path: path, code: errno)
    }
}

extension FileSystem.Status {
    fileprivate init(_ found: stat) {
        switch found.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        size = Int(found.st_size)
        seconds = Int64(found.st_mtim.tv_sec)
        nanoseconds = Int64(found.st_mtim.tv_nsec)
        changeSeconds = Int64(found.st_ctim.tv_sec)
        changeNanoseconds = Int64(found.st_ctim.tv_nsec)
        inode = UInt64(found.st_ino)
        device = UInt64(found.st_dev)
        isExecutable = found.st_mode & S_IXUSR != 0
        links = Int(found.st_nlink)
    }
}
