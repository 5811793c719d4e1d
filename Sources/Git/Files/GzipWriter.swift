internal import CZlib

/// Compresses into the gzip format (RFC 1952) without time or name, so that equal content gives equal bytes.
public struct GzipWriter: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private var output: [UInt8] = []

    /// Starts an empty file.
    public init() throws(GitError) {
        stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = deflateInit2_(
            stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            throw GitError.system(call: "deflate", path: "", code: ENOMEM)
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Adds content.
    public mutating func add(_ content: [UInt8]) throws(GitError) {
        try run(content, flush: Z_NO_FLUSH)
    }

    /// The whole file.
    public consuming func finish() throws(GitError) -> [UInt8] {
        try run([], flush: Z_FINISH)
        return output
    }

    private mutating func run(_ content: [UInt8], flush: Int32) throws(GitError) {
        var content = content
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var produced = content.isEmpty && flush == Z_NO_FLUSH ? 0 : buffer.count
        var consumed = 0
        while produced == buffer.count {
            let size = buffer.count
            let left = content.count - consumed
            let code = content.withUnsafeMutableBufferPointer { source in
                buffer.withUnsafeMutableBufferPointer { target in
                    stream.pointee.next_in = source.baseAddress.map { $0 + consumed }
                    stream.pointee.avail_in = UInt32(left)
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(size)
                    return deflate(stream, flush)
                }
            }
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
                throw GitError.system(call: "deflate", path: "", code: EINVAL)
            }
            consumed = content.count - Int(stream.pointee.avail_in)
            produced = size - Int(stream.pointee.avail_out)
            output.append(contentsOf: buffer[..<produced])
        }
        stream.pointee.next_in = nil
        stream.pointee.avail_in = 0
    }
}
