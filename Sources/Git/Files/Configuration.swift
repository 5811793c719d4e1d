internal import CLibgit2

/// Reads values from git's configuration files, which are data here and never run anything.
public enum Configuration {
    /// The value of a key in one file; nil when the file, or the key in it, is not there.
    public static func value(of key: String, inFile path: String) -> String? {
        Libgit2.start()
        guard FileSystem.size(of: path) != nil || FileSystem.linkTarget(path) != nil else {
            return nil
        }
        var configuration: OpaquePointer?
        guard git_config_open_ondisk(&configuration, path) == 0 else { return nil }
        defer { git_config_free(configuration) }
        var buffer = git_buf()
        guard git_config_get_string_buf(&buffer, configuration, key) == 0 else { return nil }
        defer { git_buf_dispose(&buffer) }
        return buffer.ptr.map { String(cString: $0) }
    }
}
