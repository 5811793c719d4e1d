#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Platform {
    /// What stands behind an open descriptor.
    enum FileKind: Hashable {
        case regular
        case folder
        case other
    }

    /// An open file or folder; closed with its last use.
    struct OpenFile: ~Copyable {
        fileprivate let descriptor: Int32
        let kind: FileKind

        fileprivate init(descriptor: Int32, kind: FileKind) {
            self.descriptor = descriptor
            self.kind = kind
        }

        deinit {
            close(descriptor)
        }

        /// Opens an entry of this folder without following a link or waiting for a pipe.
        func open(entry name: [CChar]) throws(Code) -> OpenFile {
            try Platform.openFile(name, in: descriptor, flags: O_NOFOLLOW | O_NONBLOCK)
        }

        /// The content, or nothing when there is more than the limit.
        func content(limit: Int) throws(Code) -> [UInt8]? {
            var bytes: [UInt8] = []
            while true {
                let part = try Platform.read(descriptor, atMost: 1 << 16)
                if part.isEmpty { return bytes }
                bytes += part
                if bytes.count > limit { return nil }
            }
        }

        /// The names in this folder as bytes with a zero at the end, in no order.
        func names() throws(Code) -> [[CChar]] {
            let copy = dup(descriptor)
            guard copy >= 0 else { throw Code.last }
            guard let stream = fdopendir(copy) else {
                let code = Code.last
                close(copy)
                throw code
            }
            defer { closedir(stream) }
            var names: [[CChar]] = []
            errno = 0
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    let start = UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
                    return Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
                }
                names.append(name)
                errno = 0
            }
            if errno != 0 { throw Code.last }
            return names
        }
    }

    /// Opens what the caller named, links included; a pipe is waited for, as `cat` does.
    static func openFile(path: String) throws(Code) -> OpenFile {
        try openFile(Array(path.utf8CString), in: AT_FDCWD, flags: 0)
    }

    fileprivate static func openFile(
        _ name: [CChar], in folder: Int32, flags: Int32
    ) throws(Code) -> OpenFile {
        while true {
            let descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | flags)
            if descriptor >= 0 {
                return OpenFile(descriptor: descriptor, kind: kind(of: descriptor))
            }
            if errno != EINTR { throw Code.last }
        }
    }

    private static func kind(of descriptor: Int32) -> FileKind {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { return .other }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return .regular
        case S_IFDIR: return .folder
        default: return .other
        }
    }
}
