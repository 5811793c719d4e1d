/// Tiles the front matter of a Markdown text: one field for each top-level key.
enum FrontMatterTiler {
    /// Tiles front matter if the text starts with some; the offset of the text behind it.
    static func tile(_ bytes: ByteView, into builder: inout TilingBuilder) -> Int {
        let start = bytes.startBehindByteOrderMark
        let isTOML = bytes.has("+++", at: start)
        guard isTOML || bytes.has("---", at: start) else { return start }
        let lines = LineTable(bytes, start..<bytes.count)
        guard bytes.trimmed(lines[0]).count == 3, lines.count > 1,
            let close = (1..<lines.count).first(where: { isFence(bytes, lines[$0], isTOML) }),
            (1..<close).allSatisfy({ isOfMapping(bytes, lines[$0], isTOML) }),
            close == 1 || (1..<close).contains(where: { startsField(bytes, lines[$0], isTOML) })
        else { return start }
        builder.fill(upTo: lines[0].upperBound)
        var number = 1
        while number < close {
            let first = number
            number += 1
            guard bytes.carriesWords(lines[first]) else { continue }
            if startsField(bytes, lines[first], isTOML) {
                while number < close, !startsItem(bytes, lines[number], isTOML) { number += 1 }
            }
            var behind = number
            while behind > first + 1, bytes.trimmed(lines[behind - 1]).isEmpty { behind -= 1 }
            let range = lines[first..<behind]
            let isField = startsField(bytes, lines[first], isTOML)
            let hashes = isField ? 0 : bytes[range].prefix { $0 == UInt8(ascii: "#") }.count
            builder.add(
                isField ? .field : .line, range, headings: [],
                text: bytes.folded(range.lowerBound + hashes..<range.upperBound))
        }
        builder.fill(upTo: lines[close].upperBound)
        return lines[close].upperBound
    }

    private static func isFence(_ bytes: ByteView, _ line: Range<Int>, _ isTOML: Bool) -> Bool {
        let trimmed = bytes.trimmed(line)
        guard trimmed.count == 3, trimmed.lowerBound == line.lowerBound else { return false }
        return isTOML
            ? bytes.has("+++", at: trimmed.lowerBound)
            : bytes.has("---", at: trimmed.lowerBound) || bytes.has("...", at: trimmed.lowerBound)
    }

    /// Whether a line can stand in a block mapping: a key, a comment, or what belongs to a key.
    private static func isOfMapping(_ bytes: ByteView, _ line: Range<Int>, _ isTOML: Bool) -> Bool {
        let first = bytes[line.lowerBound]
        return isTOML || first.isBlank || first == UInt8(ascii: "#")
            || bytes.has("- ", at: line.lowerBound)
            || first == UInt8(ascii: "]") || first == UInt8(ascii: "}")
            || startsField(bytes, line, isTOML)
    }

    private static func startsItem(_ bytes: ByteView, _ line: Range<Int>, _ isTOML: Bool) -> Bool {
        bytes[line.lowerBound] == UInt8(ascii: "#") || startsField(bytes, line, isTOML)
    }

    /// Whether a line begins with a key: `key:`, in TOML `key =` or `[table]`.
    private static func startsField(_ bytes: ByteView, _ line: Range<Int>, _ isTOML: Bool) -> Bool {
        let content = bytes.trimmed(line)
        guard content.lowerBound == line.lowerBound, let first = bytes[content].first,
            first != UInt8(ascii: "#"), first != UInt8(ascii: "-")
        else { return false }
        if isTOML {
            return first == UInt8(ascii: "[") || bytes[content].contains(UInt8(ascii: "="))
        }
        return bytes[content].indices.contains { offset in
            bytes[offset] == UInt8(ascii: ":")
                && (offset + 1 == content.upperBound || bytes[offset + 1].isBlank)
        }
    }
}
