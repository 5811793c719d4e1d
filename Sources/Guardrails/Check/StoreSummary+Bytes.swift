extension StoreSummary {
    /// Version of the bytes and of what is read off a memory; grows whenever either changes.
    public static let format: UInt32 = 4

    /// The summary as bytes, which end with their checksum.
    public var bytes: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(records.count + 1 << 12)
        ByteWriter.append(Self.format, to: &output)
        ByteWriter.append(UInt32(truncatingIfNeeded: count), to: &output)
        ByteWriter.append(UInt32(truncatingIfNeeded: records.count), to: &output)
        output += records
        for counts in [hosts, tools] {
            ByteWriter.append(UInt32(truncatingIfNeeded: counts.count), to: &output)
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                ByteWriter.append(UInt32(truncatingIfNeeded: name.utf8.count), to: &output)
                output += name.utf8
                ByteWriter.append(UInt32(truncatingIfNeeded: count), to: &output)
            }
        }
        for word in ByteWriter.checksum(of: output) { ByteWriter.append(word, to: &output) }
        return output
    }

    /// The checksum with which bytes of a summary end.
    public static func checksum(in bytes: [UInt8]) -> [UInt8] { Array(bytes.suffix(8)) }

    /// Reads bytes; nil for anything that was cut, changed or written by another version.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 20 else { return nil }
        let body = Array(bytes.dropLast(8))
        var tail = ByteReader(bytes.suffix(8))
        guard let low = tail.number(), let high = tail.number(),
            ByteWriter.checksum(of: body) == [low, high]
        else { return nil }
        var reader = ByteReader(body[...])
        guard reader.number() == Self.format, let count = reader.number(),
            let records = reader.bytes(), let hosts = reader.counts(), let tools = reader.counts(),
            reader.isAtEnd
        else { return nil }
        self.init(records: Array(records), count: Int(count), hosts: hosts, tools: tools)
        var (number, end) = (0, 0)
        forEach { record in
            number += 1
            end = record.end
        }
        guard number == self.count, end == self.records.count else { return nil }
    }
}

/// Puts numbers behind other bytes.
enum ByteWriter {
    static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Two words by FNV-1a (Fowler, Noll, Vo) over words of 64 bits instead of bytes.
    ///
    /// Tells damage, not malice: who can write here can write anything.
    static func checksum(of bytes: [UInt8]) -> [UInt32] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset + 8 <= buffer.count {
                let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                hash = (hash ^ UInt64(littleEndian: word)) &* 0x100_0000_01B3
                hash ^= hash >> 32
                offset += 8
            }
            for byte in buffer[offset...] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        return [UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32)]
    }

}

/// Takes numbers and texts off bytes; nil as soon as there are not enough.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> UInt32? {
        guard rest.count >= 4 else { return nil }
        let number = rest.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        rest = rest.dropFirst(4)
        return number
    }

    /// As many bytes as the number before them says.
    mutating func bytes() -> ArraySlice<UInt8>? {
        guard let length = number(), rest.count >= Int(length) else { return nil }
        defer { rest = rest.dropFirst(Int(length)) }
        return rest.prefix(Int(length))
    }

    mutating func counts() -> [String: Int]? {
        guard let number = number() else { return nil }
        var counts: [String: Int] = [:]
        for _ in 0..<number {
            guard let name = bytes(), let count = self.number() else { return nil }
            counts[String(decoding: name, as: UTF8.self)] = Int(count)
        }
        return counts
    }
}
