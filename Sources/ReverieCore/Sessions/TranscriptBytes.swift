internal import Git

/// The bytes of a transcript; whoever reads them has one piece of them in memory.
public struct TranscriptBytes {
    /// The bytes that follow; nil behind the last.
    public typealias Next = () throws(CoreError) -> [UInt8]?

    private let start: () throws(CoreError) -> Next

    /// Bytes that `start` begins to read from the first one on, as often as it is called.
    public init(_ start: @escaping () throws(CoreError) -> Next) { self.start = start }

    /// Bytes that are there already.
    public init(_ content: [UInt8]) {
        self.init { () throws(CoreError) in
            var left: [UInt8]? = content
            return { () throws(CoreError) in
                defer { left = nil }
                return left
            }
        }
    }

    /// Those of an ordinary file, as many as it has now; links are not followed.
    public init(file path: String, size: Int) {
        self.init { () throws(CoreError) in
            let file: FilePieces
            do throws(GitError) { file = try FilePieces(of: path, size: size) } catch {
                throw .git(error)
            }
            return { () throws(CoreError) in
                do throws(GitError) { return try file.next() } catch { throw .git(error) }
            }
        }
    }

    /// Begins to read from the first byte on.
    public func pieces() throws(CoreError) -> Next { try start() }

    /// The same bytes, of which `meter` takes in what is read.
    public func measured(by meter: TranscriptMeter) -> TranscriptBytes {
        TranscriptBytes { () throws(CoreError) in
            let next = try start()
            return { () throws(CoreError) in
                let piece = try next()
                if let piece { meter.add(piece) }
                return piece
            }
        }
    }
}

/// Size and digest of a transcript.
public struct TranscriptDigest: Sendable, Hashable {
    /// Number of bytes.
    public let size: Int
    /// The 32 bytes of the SHA-256.
    let sha256: [UInt8]
}

/// Finds size and digest of bytes that somebody reads from the first to the last.
public final class TranscriptMeter {
    private var running = Digest.Running()
    private var size = 0

    /// Begins.
    public init() {}

    func add(_ piece: [UInt8]) {
        running.add(piece)
        size += piece.count
    }

    /// What was read; asked for once, after the last byte.
    public func digest() -> TranscriptDigest {
        TranscriptDigest(size: size, sha256: running.finish())
    }
}
