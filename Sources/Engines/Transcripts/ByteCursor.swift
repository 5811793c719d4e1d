internal import ReverieCore

/// A place in bytes that come in pieces: looks one byte ahead, counts lines, and keeps what it is told to.
struct ByteCursor {
    private let next: () throws(EngineError) -> [UInt8]?
    private var piece: [UInt8] = []
    private var position = 0
    /// The line of the byte ahead, from 1.
    private(set) var line = 1
    private var kept: (bytes: [UInt8], from: Int, line: Int)?
    private var isBehindLastLine = false

    /// Largest number of bytes that are kept at once, and so of an event.
    static let limit = 1 << 24

    init(_ bytes: TranscriptBytes) throws(EngineError) {
        next = try bytes.reading()
    }

    /// The byte ahead; nil at the end.
    mutating func peek() throws(EngineError) -> UInt8? {
        if position == piece.count { guard try refill() else { return nil } }
        return piece[position]
    }

    /// Goes behind the byte ahead, which has been looked at.
    mutating func pass() {
        if piece[position] == 0x0A { line += 1 }
        position += 1
    }

    /// Goes behind a mark of the byte order at the very beginning.
    mutating func passByteOrderMark() throws(EngineError) {
        guard try peek() == 0xEF else { return }
        for _ in 0..<3 where try peek() != nil { pass() }
    }

    /// Goes to the next byte that is no blank.
    mutating func passBlanks() throws(EngineError) {
        while let byte = try peek(), byte <= 0x20 { pass() }
    }

    /// Keeps what is passed from here on, at most ``limit`` bytes.
    mutating func keep() { kept = ([], position, line) }

    /// What was kept.
    mutating func take() throws(EngineError) -> [UInt8] {
        try keepPiece()
        defer { kept = nil }
        return kept?.bytes ?? []
    }

    /// The line ahead without its end; nil behind the last, which may be empty.
    mutating func nextLine() throws(EngineError) -> [UInt8]? {
        guard !isBehindLastLine else { return nil }
        keep()
        while try peek() != nil {
            let start = position
            let length = piece.withUnsafeBytes { bytes -> Int? in
                guard let base = bytes.baseAddress else { return nil }
                let found = memchr(base + start, 0x0A, bytes.count - start)
                return found.map { UnsafeRawPointer($0) - (base + start) }
            }
            position = length.map { start + $0 } ?? piece.count
            guard length != nil else { continue }
            let taken = try take()
            pass()
            return taken
        }
        isBehindLastLine = true
        return try take()
    }

    /// Goes to the end.
    mutating func passRest() throws(EngineError) {
        kept = nil
        while try refill() {}
    }

    private mutating func refill() throws(EngineError) -> Bool {
        try keepPiece()
        while let more = try next() {
            guard !more.isEmpty else { continue }
            piece = more
            position = 0
            kept?.from = 0
            return true
        }
        position = piece.count
        return false
    }

    /// Puts away what was passed of this piece.
    private mutating func keepPiece() throws(EngineError) {
        guard let from = kept?.from, let first = kept?.line else { return }
        kept?.bytes += piece[from..<position]
        kept?.from = position
        guard kept?.bytes.count ?? 0 <= Self.limit else {
            throw .eventTooLarge(line: first, limit: Self.limit)
        }
    }
}
