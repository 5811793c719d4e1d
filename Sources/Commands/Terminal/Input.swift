import Render

/// The stream that the tool reads from.
public final class Input {
    /// Whether a person is likely to be typing.
    public let isTerminal: Bool

    private let source: (Int) throws(Platform.Code) -> [UInt8]

    init(isTerminal: Bool, source: @escaping (Int) throws(Platform.Code) -> [UInt8]) {
        self.isTerminal = isTerminal
        self.source = source
    }

    /// A stream of known content.
    public convenience init(isTerminal: Bool = false, bytes: [UInt8]) {
        var rest = bytes[...]
        self.init(
            isTerminal: isTerminal,
            source: { limit throws(Platform.Code) in
                defer { rest = rest.dropFirst(limit) }
                return Array(rest.prefix(limit))
            })
    }

    /// The stream of an open descriptor.
    convenience init(descriptor: Int32) {
        self.init(
            isTerminal: Platform.isTerminal(descriptor),
            source: { limit throws(Platform.Code) in
                try Platform.read(descriptor, atMost: limit)
            })
    }

    /// Everything up to the end.
    ///
    /// Throws a failure of kind `invalid` when there is more than `limit` bytes, `unavailable` when reading fails.
    public func readAll(limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let part = try read(min(1 << 16, limit - bytes.count + 1))
            if part.isEmpty { return bytes }
            bytes += part
            if bytes.count > limit {
                throw .invalid("standard input is longer than \(limit) bytes")
            }
        }
    }

    /// The next line without its line break; nothing at the end.
    ///
    /// Throws a failure of kind `unavailable` when reading fails.
    public func readLine() throws(Failure) -> String? {
        var bytes: [UInt8] = []
        while true {
            let part = try read(1)
            guard let byte = part.first else {
                return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
    }

    private func read(_ limit: Int) throws(Failure) -> [UInt8] {
        do {
            return try source(limit)
        } catch {
            throw .unavailable("cannot read standard input: \(error.words)")
        }
    }
}
