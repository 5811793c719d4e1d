/// A memory's bytes, borrowed for the time of one parse.
typealias ByteView = UnsafeBufferPointer<UInt8>

extension UInt8 {
    /// Whether the byte is white space in ASCII: space, tab, line feed, vertical tab, form feed or return.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    /// Whether the byte can be part of a word: an ASCII letter or digit, or anything beyond ASCII.
    var isWordLike: Bool { self >= 0x80 || isDigit || isLetter }

    /// Whether the byte is an ASCII digit.
    var isDigit: Bool { (0x30...0x39).contains(self) }

    /// Whether the byte is an ASCII letter.
    var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes at an offset are these.
    func has(_ prefix: StaticString, at offset: Int) -> Bool {
        let length = prefix.utf8CodeUnitCount
        guard offset >= 0, offset + length <= count else { return false }
        return prefix.withUTF8Buffer { expected in
            expected.indices.allSatisfy { expected[$0] == self[offset + $0] }
        }
    }

    /// Whether every byte is ASCII.
    var isPlainASCII: Bool {
        // Without an early end the loop is compiled to vector instructions.
        var all: UInt8 = 0
        for byte in self { all |= byte }
        return all < 0x80
    }

    /// The offset behind a byte order mark, if the bytes start with one.
    var startBehindByteOrderMark: Int { has("\u{FEFF}", at: 0) ? 3 : 0 }

    /// The range without white space at either end.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, self[lower].isBlank { lower += 1 }
        while lower < upper, self[upper - 1].isBlank { upper -= 1 }
        return lower..<upper
    }

    /// The text of a range, as it stands; broken UTF-8 is repaired.
    func text(_ range: Range<Int>) -> String {
        String(decoding: self[range], as: UTF8.self)
    }

    /// The text of a range with every stretch of white space folded to one space and none at the ends.
    func folded(_ range: Range<Int>) -> String {
        let range = trimmed(range)
        var isFolded = true
        for offset in range where self[offset].isBlank {
            if self[offset] != 0x20 || self[offset + 1].isBlank {
                isFolded = false
                break
            }
        }
        guard !isFolded else { return text(range) }
        var words = Words()
        words.append(UnsafeBufferPointer(rebasing: self[range]))
        return words.folded()
    }

    /// Whether a range holds a letter, a digit or anything beyond ASCII.
    func carriesWords(_ range: Range<Int>) -> Bool {
        self[range].contains(where: \.isWordLike)
    }
}
