extension FileSystem {
    /// The `errno` of a full disk.
    public static let diskFull: Int32 = ENOSPC

    /// Bytes that an ordinary process may still write on the file system of a path; nil when unknown.
    public static func freeBytes(at path: String) -> Int64? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        return Int64(clamping: facts.f_bavail) * Int64(clamping: facts.f_frsize)
    }
}
