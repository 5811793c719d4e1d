extension StoreSummary {
    /// Version of the bytes and of what is read off a memory; grows whenever either changes.
    public static let format: UInt32 = 1

    /// The summary as bytes: little-endian counts and lengths, each text after its length.
    ///
    /// - Parameter name: What it is the summary of; read back with it.
    public func bytes(of name: String) -> [UInt8] {
        var writer = ByteWriter()
        writer.add(Self.format)
        writer.add(name)
        writer.add(UInt32(truncatingIfNeeded: entries.count))
        var path = ""
        for entry in entries {
            let guardrail = entry.guardrail
            // Guardrails of one memory stand together: an empty path means the one before.
            writer.add(guardrail.path == path ? "" : guardrail.path)
            path = guardrail.path
            writer.add(guardrail.id)
            writer.add(guardrail.text)
            let origin = Guardrail.Origin.allCases.firstIndex(of: guardrail.origin) ?? 0
            writer.add(UInt32(truncatingIfNeeded: origin))
            writer.add(UInt32(truncatingIfNeeded: guardrail.range.lowerBound))
            writer.add(UInt32(truncatingIfNeeded: guardrail.range.upperBound))
            writer.add(UInt32(truncatingIfNeeded: entry.keys.count))
            for key in entry.keys { writer.add(key) }
        }
        for counts in [hosts, tools] {
            writer.add(UInt32(truncatingIfNeeded: counts.count))
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                writer.add(name)
                writer.add(UInt32(truncatingIfNeeded: count))
            }
        }
        writer.add(ByteWriter.checksum(of: writer.bytes[...]))
        return writer.bytes
    }

    /// Reads bytes; nil for anything that was cut, changed or written by another version.
    public static func read(_ bytes: [UInt8]) -> (name: String, summary: StoreSummary)? {
        guard bytes.count >= 12 else { return nil }
        var tail = ByteReader(bytes[(bytes.count - 4)...])
        guard tail.number() == ByteWriter.checksum(of: bytes.dropLast(4)) else { return nil }
        var reader = ByteReader(bytes.dropLast(4))
        guard reader.number() == Self.format, let name = reader.text(), let count = reader.number()
        else { return nil }
        var entries: [Entry] = []
        var path = ""
        for _ in 0..<count {
            guard let place = reader.text(), let id = reader.text(), let text = reader.text(),
                let origin = reader.number().flatMap({ Guardrail.Origin.allCases[checked: $0] }),
                let start = reader.number(), let end = reader.number(), start <= end,
                let keyCount = reader.number()
            else { return nil }
            if !place.isEmpty { path = place }
            var keys: [UInt32] = []
            for _ in 0..<keyCount {
                guard let key = reader.number() else { return nil }
                keys.append(key)
            }
            let guardrail = Guardrail(
                id: id, text: text, origin: origin, path: path, range: Int(start)..<Int(end))
            entries.append(Entry(guardrail, keys: keys))
        }
        guard let hosts = reader.counts(), let tools = reader.counts(), reader.isAtEnd else {
            return nil
        }
        return (name, StoreSummary(entries: entries, hosts: hosts, tools: tools))
    }
}

extension Array {
    fileprivate subscript(checked index: UInt32) -> Element? {
        Int(index) < count ? self[Int(index)] : nil
    }
}

/// Puts numbers and texts one after the other.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: UInt32) {
        for shift in [0, 8, 16, 24] as [UInt32] {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    mutating func add(_ text: String) {
        add(UInt32(truncatingIfNeeded: text.utf8.count))
        bytes += text.utf8
    }

    /// FNV-1a (Fowler, Noll, Vo), 32 bits: tells damage, not malice; who can write here can write anything.
    static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}

/// Takes numbers and texts off bytes; nil as soon as there are not enough.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> UInt32? {
        guard rest.count >= 4 else { return nil }
        let start = rest.startIndex
        let number =
            UInt32(rest[start]) | UInt32(rest[start + 1]) << 8 | UInt32(rest[start + 2]) << 16
            | UInt32(rest[start + 3]) << 24
        rest = rest[(start + 4)...]
        return number
    }

    mutating func text() -> String? {
        guard let length = number(), rest.count >= Int(length) else { return nil }
        let end = rest.startIndex + Int(length)
        defer { rest = rest[end...] }
        return String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
    }

    mutating func counts() -> [String: Int]? {
        guard let number = number() else { return nil }
        var counts: [String: Int] = [:]
        for _ in 0..<number {
            guard let name = text(), let count = self.number() else { return nil }
            counts[name] = Int(count)
        }
        return counts
    }
}
