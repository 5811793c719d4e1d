internal import CZlib

/// Reads what a gzip file holds, piece by piece (RFC 1952; members after one another are one content).
public struct GzipReader: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutablePointer<UInt8>
    private var isOver = false
    /// Number of bytes handed out so far.
    public private(set) var count = 0

    private static let inputSize = 1 << 16
    /// Widest window, header and check sum of gzip expected.
    private static let windowBits: Int32 = 15 + 16

    /// Opens an ordinary file; links are not followed.
    public init(path: String) throws(GitError) {
        let descriptor = try FileSystem.openOrdinaryFile(path)
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = inflateInit2_(
            stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            close(descriptor)
            throw GitError.system(call: "inflate", path: path, code: ENOMEM)
        }
        self.descriptor = descriptor
        self.path = path
        self.stream = stream
        input = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.inputSize)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
        close(descriptor)
    }

    /// The next `wanted` bytes, or fewer where the content ends.
    ///
    /// Throws `inflate` with `EILSEQ` where the file is damaged or cut off.
    public mutating func read(_ wanted: Int) throws(GitError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: wanted)
        var filled = 0
        while filled < wanted, !isOver {
            if stream.pointee.avail_in == 0, try refill() == 0 { throw damaged }
            let space = wanted - filled
            let code = output.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_out = buffer.baseAddress.map { $0 + filled }
                stream.pointee.avail_out = UInt32(space)
                return inflate(stream, Z_NO_FLUSH)
            }
            filled += space - Int(stream.pointee.avail_out)
            stream.pointee.next_out = nil
            stream.pointee.avail_out = 0
            switch code {
            case Z_OK, Z_BUF_ERROR: continue
            case Z_STREAM_END:
                if stream.pointee.avail_in == 0, try refill() == 0 {
                    isOver = true
                } else if inflateReset(stream) != Z_OK {
                    throw damaged
                }
            default: throw damaged
            }
        }
        output.removeSubrange(filled...)
        count += filled
        return output
    }

    private var damaged: GitError { .system(call: "inflate", path: path, code: EILSEQ) }

    /// Reads more of the file and answers how much that was; 0 at its end.
    private func refill() throws(GitError) -> Int {
        while true {
            let got = readBytes(descriptor, input, Self.inputSize)
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw FileSystem.failure("read", path) }
            stream.pointee.next_in = input
            stream.pointee.avail_in = UInt32(got)
            return got
        }
    }
}
