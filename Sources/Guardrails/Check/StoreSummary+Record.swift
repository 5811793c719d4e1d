extension StoreSummary {
    /// One guardrail in a run of bytes, read where it lies.
    ///
    /// Eight little-endian numbers of 32 bits (length of the record, origin, start and end of the item, number of
    /// keys, lengths of path, name and text), then keys, path, name and text.
    struct Record {
        private let bytes: UnsafeRawBufferPointer
        /// Where the record starts.
        let start: Int
        /// Where the next one starts.
        let end: Int
        private let keyCount: Int
        private let pathStart: Int
        private let idStart: Int
        private let textStart: Int

        private static let headSize = 32

        /// The record at an offset; nil at the end, and where the bytes are none.
        init?(_ bytes: UnsafeRawBufferPointer, at start: Int) {
            guard start >= 0, bytes.count - start >= Self.headSize else { return nil }
            func number(_ index: Int) -> Int {
                Int(
                    UInt32(
                        littleEndian: bytes.loadUnaligned(
                            fromByteOffset: start + 4 * index, as: UInt32.self)))
            }
            self.bytes = bytes
            self.start = start
            end = start + number(0)
            keyCount = number(4)
            pathStart = start + Self.headSize + 4 * keyCount
            idStart = pathStart + number(5)
            textStart = idStart + number(6)
            guard textStart + number(7) == end, end <= bytes.count, number(2) <= number(3),
                number(1) < Guardrail.Origin.allCases.count
            else { return nil }
        }

        private func number(_ index: Int) -> Int {
            Int(key(at: start + 4 * index))
        }

        private func key(at offset: Int) -> UInt32 {
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        }

        private func text(_ range: Range<Int>) -> String {
            String(decoding: bytes[range], as: UTF8.self)
        }

        /// How it became a guardrail.
        var origin: Guardrail.Origin { Guardrail.Origin.allCases[number(1)] }

        /// Length of the rule in bytes.
        var textLength: Int { end - textStart }

        /// The rule.
        var text: String { text(textStart..<end) }

        /// The keys of the rule, ascending.
        var keys: [UInt32] {
            (0..<keyCount).map { key(at: start + Self.headSize + 4 * $0) }
        }

        /// Whether the rule has one of some keys.
        func hasKey(in wanted: Set<UInt32>) -> Bool {
            for index in 0..<keyCount
            where wanted.contains(key(at: start + Self.headSize + 4 * index)) { return true }
            return false
        }

        /// Everything.
        var entry: Entry {
            let guardrail = Guardrail(
                id: text(idStart..<textStart), text: text, origin: origin,
                path: text(pathStart..<idStart), range: number(2)..<number(3))
            return Entry(guardrail, keys: keys)
        }

        func hasPath(_ path: [UInt8]) -> Bool {
            path.count == idStart - pathStart && bytes[pathStart..<idStart].elementsEqual(path)
        }

        func followsPath(_ path: [UInt8]) -> Bool {
            path.lexicographicallyPrecedes(bytes[pathStart..<idStart])
        }

        func follows(_ entry: Entry) -> Bool {
            let (mine, path) = (bytes[pathStart..<idStart], entry.guardrail.path.utf8)
            if !path.elementsEqual(mine) { return path.lexicographicallyPrecedes(mine) }
            let lower = entry.guardrail.range.lowerBound
            if lower != number(2) { return lower < number(2) }
            return entry.guardrail.id < text(idStart..<textStart)
        }

        /// Writes an entry behind others.
        static func append(_ entry: Entry, to output: inout [UInt8]) {
            let guardrail = entry.guardrail
            let texts = [guardrail.path, guardrail.id, guardrail.text].map(\.utf8)
            let lengths = texts.map(\.count)
            let size = headSize + 4 * entry.keys.count + lengths.reduce(0, +)
            let origin = Guardrail.Origin.allCases.firstIndex(of: guardrail.origin) ?? 0
            let head =
                [
                    size, origin, guardrail.range.lowerBound, guardrail.range.upperBound,
                    entry.keys.count,
                ] + lengths
            for number in head {
                ByteWriter.append(UInt32(truncatingIfNeeded: number), to: &output)
            }
            for key in entry.keys { ByteWriter.append(key, to: &output) }
            for text in texts { output += text }
        }
    }
}
