/// An open file that is read piece by piece, no further than the size that it had when it was opened.
///
/// What somebody appends meanwhile is not seen, so that several readings of a growing file read the same.
public final class FilePieces {
    private let descriptor: Int32
    private let path: String
    private var left: Int

    /// Size of a piece, in bytes.
    private static let pieceSize = 1 << 18

    /// Opens an ordinary file, of which `size` bytes shall be read; links are not followed.
    public init(of path: String, size: Int) throws(GitError) {
        descriptor = try FileSystem.openOrdinaryFile(path)
        self.path = path
        left = size
    }

    deinit { close(descriptor) }

    /// The bytes that follow; nil behind the last.
    public func next() throws(GitError) -> [UInt8]? {
        let wanted = min(left, Self.pieceSize)
        guard wanted > 0 else { return nil }
        while true {
            var got = 0
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                got = readBytes(descriptor, buffer.baseAddress, wanted)
                count = max(0, got)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw FileSystem.failure("read", path) }
            left = got == 0 ? 0 : left - got
            return got == 0 ? nil : piece
        }
    }
}

extension FileSystem {
    /// A descriptor of an ordinary file, for reading; links are not followed, and a pipe is not waited for.
    static func openOrdinaryFile(_ path: String) throws(GitError) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
        var found = stat()
        guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw GitError.system(call: "read", path: path, code: EINVAL)
        }
        return descriptor
    }
}
