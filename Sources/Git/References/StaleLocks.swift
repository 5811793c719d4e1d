/// Lock files that a killed git process left behind.
public enum StaleLocks {
    /// Removes the locks that keep a reference from moving if they are stale; true when something was removed.
    ///
    /// Only for the holder of the lease: then none of our own git processes lives, and what remains is a lock
    /// of a process that is gone or of somebody else's git. Somebody else's is recognised by its descriptor
    /// (Linux, `/proc`) or by its youth; `age` is in seconds of the machine's clock, which also dates files.
    public static func remove(
        forReference name: String, in commonDirectory: String, age: Int64,
        holding lease: borrowing Lease
    ) throws(GitError) -> Bool {
        var removed = false
        let now = Int64(time(nil))
        // Git locks HEAD too when it moves the branch that HEAD names.
        for name in [name + ".lock", "HEAD.lock", "packed-refs.lock", "packed-refs.new"] {
            let path = commonDirectory + "/" + name
            guard let status = FileSystem.status(of: path), status.kind == .file,
                now - status.seconds >= age, !isOpen(path)
            else { continue }
            try FileSystem.remove(path)
            removed = true
        }
        return removed
    }

    /// Whether a process that we may look at has the file open.
    static func isOpen(_ path: String) -> Bool {
        guard let processes = try? FileSystem.list("/proc"),
            let wanted = FileSystem.realPath(path)
        else { return false }
        for process in processes
        where process.name.first.map({ (0x30...0x39).contains($0) }) == true {
            let folder = "/proc/" + String(decoding: process.name, as: UTF8.self) + "/fd"
            guard let descriptors = try? FileSystem.list(folder) else { continue }
            for descriptor in descriptors {
                let link = folder + "/" + String(decoding: descriptor.name, as: UTF8.self)
                if FileSystem.linkTarget(link) == wanted { return true }
            }
        }
        return false
    }
}

extension FileSystem {
    /// Where a symbolic link points; nil when the path is none.
    public static func linkTarget(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4097)
        let count = readlink(path, &buffer, 4096)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
