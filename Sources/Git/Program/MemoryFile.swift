internal import CLibgit2

/// Bytes that a child can open by a path, kept in memory: a file system may be full or read-only.
struct MemoryFile: ~Copyable {
    private let descriptor: Int32

    /// Throws ``GitError/system(call:path:code:)`` where the system has no such files.
    init(_ bytes: [UInt8]) throws(GitError) {
        descriptor = reverie_memory_file()
        guard descriptor >= 0 else { throw FileSystem.failure("create in memory", "a file") }
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                writeBytes(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let error = FileSystem.failure("write in memory", "a file")
                close(descriptor)
                throw error
            }
            sent += count
        }
    }

    deinit { close(descriptor) }

    /// Its name for other processes of the same user, as long as the value lives.
    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }
}
