/// Reads the plainest Markdown without building a tree: headings with hashes, bullets, nested ones too, and
/// paragraphs, of words, `code` and **strong** words.
///
/// Most memories are no more than that, and of most only the number of items and their words are asked. Whatever
/// CommonMark could read in another way is declined, so that the grammar decides; what is taken is tiled exactly as
/// the grammar tiles it.
enum PlainMarkdown {
    /// A heading, a bullet or a paragraph: one item.
    struct Block {
        let form: ItemForm
        /// Level of a heading, 0 for anything else.
        let level: Int
        /// The lines of the block, terminators included.
        var lines: Range<Int>
        /// The bytes behind the marker; their words are those of the text, for marks stand at the edges of words.
        var content: Range<Int>
        /// Whether there are ticks or stars in the content that are not part of the text.
        var hasMarks: Bool
    }

    /// Tiles a memory if it is plain; answers false, and adds nothing, if it is not.
    static func tile(_ bytes: ByteView, into builder: inout TilingBuilder) -> Bool {
        var blocks: [Block] = []
        guard read(bytes, into: &blocks) else { return false }
        var context: [(level: Int, text: String)] = []
        var headings: [String] = []
        for block in blocks {
            let text = text(of: block, in: bytes)
            if block.level > 0 {
                while let last = context.last, last.level >= block.level { context.removeLast() }
                headings = context.map(\.text)
            }
            builder.add(block.form, block.lines, headings: headings, text: text)
            if block.level > 0 {
                context.append((block.level, text))
                headings.append(text)
            }
        }
        return true
    }

    private static func text(of block: Block, in bytes: ByteView) -> String {
        guard block.hasMarks else { return bytes.folded(block.content) }
        var words = Words()
        var isCode = false
        for offset in block.content {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "`") {
                isCode.toggle()
            } else if isCode || byte != UInt8(ascii: "*") {
                words.append(byte)
            }
        }
        return words.folded()
    }

    /// Reads the blocks of a memory; false, and `blocks` worthless, where it is not plain or has none.
    static func read(_ bytes: ByteView, into blocks: inout [Block]) -> Bool {
        blocks.removeAll(keepingCapacity: true)
        var all: UInt8 = 0
        var offset = 0
        // Whether a line of text would continue the last block, and how deep the last bullet is nested.
        var isOpen = false
        var depth = -1
        while offset < bytes.count {
            let start = offset
            while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
            let indent = offset - start
            guard offset < bytes.count, bytes[offset] != 0x0A else {
                guard indent == 0 else { return false }
                isOpen = false
                offset += 1
                continue
            }
            var form = ItemForm.paragraph
            var level = 0
            switch bytes[offset] {
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
                if bytes.has(" ", at: offset + 1) {
                    guard indent % 2 == 0, indent / 2 <= depth + 1 else { return false }
                    form = .bullet
                    depth = indent / 2
                    offset += 2
                }
            case UInt8(ascii: "#"):
                while offset < bytes.count, bytes[offset] == UInt8(ascii: "#") { offset += 1 }
                level = offset - start - indent
                guard level <= 6, bytes.has(" ", at: offset) else { return false }
                form = .heading
                offset += 1
            default: break
            }
            guard form == .bullet || indent == 0, startsText(bytes, offset) else { return false }
            var marks = Marks()
            guard let end = marks.endOfLine(bytes, from: offset) else { return false }
            all |= marks.all
            let lineEnd = min(end + 1, bytes.count)
            switch form {
            case .heading:
                guard !endsWithHash(bytes, offset..<end) else { return false }
                depth = -1
                isOpen = false
            case .bullet: isOpen = true
            default:
                if isOpen, let last = blocks.indices.last {
                    blocks[last].lines = blocks[last].lines.lowerBound..<lineEnd
                    blocks[last].content = blocks[last].content.lowerBound..<end
                    blocks[last].hasMarks = blocks[last].hasMarks || marks.isAny
                    offset = lineEnd
                    continue
                }
                isOpen = true
                depth = -1
            }
            blocks.append(
                Block(
                    form: form, level: level, lines: start..<lineEnd, content: offset..<end,
                    hasMarks: marks.isAny))
            offset = lineEnd
        }
        // A mark at the very start may be that of the byte order; broken UTF-8 is the grammar's to repair.
        if all >= 0x80,
            bytes.startBehindByteOrderMark > 0 || String(validating: bytes, as: UTF8.self) == nil
        {
            return false
        }
        return !blocks.isEmpty
    }

    /// Whether text begins here that no block construct begins with.
    private static func startsText(_ bytes: ByteView, _ offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        switch bytes[offset] {
        case 0x80...0xFF, UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "\""),
            UInt8(ascii: "("):
            return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            var end = offset
            while end < bytes.count, bytes[end].isDigit { end += 1 }
            guard end - offset <= 20, end < bytes.count else { return false }
            // `2.` and `2)` begin an ordered list.
            if bytes[end] == 0x20 { end += 1 }
            return end < bytes.count && (bytes[end].isLetter || bytes[end] >= 0x80)
        case let byte: return byte.isLetter
        }
    }

    private static func endsWithHash(_ bytes: ByteView, _ content: Range<Int>) -> Bool {
        let trimmed = bytes.trimmed(content)
        return trimmed.last.map { bytes[$0] == UInt8(ascii: "#") } ?? true
    }

    /// The marks on one line.
    private struct Marks {
        var isAny = false
        /// All bytes of the line together.
        var all: UInt8 = 0

        /// The offset of the line feed or of the end; nil where the line is not plain.
        mutating func endOfLine(_ bytes: ByteView, from start: Int) -> Int? {
            var offset = start
            while offset < bytes.count {
                let byte = bytes[offset]
                all |= byte
                switch byte {
                case 0x0A: return offset
                case UInt8(ascii: "_"):
                    guard offset > start, isAlphanumeric(bytes, offset - 1),
                        isAlphanumeric(bytes, offset + 1)
                    else { return nil }
                    offset += 1
                case UInt8(ascii: "`"):
                    guard let end = endOfCode(bytes, start, offset) else { return nil }
                    isAny = true
                    offset = end
                case UInt8(ascii: "*"):
                    guard let end = endOfStrong(bytes, start, offset) else { return nil }
                    isAny = true
                    offset = end
                case 0..<0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "]"),
                    UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "|"):
                    return nil
                default: offset += 1
                }
            }
            return offset
        }

        private func isAlphanumeric(_ bytes: ByteView, _ offset: Int) -> Bool {
            offset < bytes.count && (bytes[offset].isDigit || bytes[offset].isLetter)
        }

        /// The offset behind `code` between single ticks that stands apart from other words.
        private mutating func endOfCode(_ bytes: ByteView, _ start: Int, _ offset: Int) -> Int? {
            let isApart = offset == start || !bytes[offset - 1].isWordLike
            var end = offset + 1
            while end < bytes.count, bytes[end] != UInt8(ascii: "`") {
                guard bytes[end] >= 0x20, bytes[end] != 0x7F, bytes[end] != UInt8(ascii: "|") else {
                    return nil
                }
                all |= bytes[end]
                end += 1
            }
            guard isApart, end < bytes.count, end > offset + 1, bytes[offset + 1] != 0x20,
                bytes[end - 1] != 0x20
            else { return nil }
            end += 1
            guard end < bytes.count else { return end }
            return bytes[end].isWordLike || bytes[end] == UInt8(ascii: "`") ? nil : end
        }

        /// The offset behind **strong** words: stars behind a space and before a letter, stars behind a letter or
        /// a stop and before a space.
        private mutating func endOfStrong(_ bytes: ByteView, _ start: Int, _ offset: Int) -> Int? {
            guard offset == start || bytes[offset - 1] == 0x20, bytes.has("**", at: offset),
                offset + 2 < bytes.count, bytes[offset + 2].isLetter
            else { return nil }
            var end = offset + 3
            while end < bytes.count, bytes[end] != UInt8(ascii: "*") {
                switch bytes[end] {
                case UInt8(ascii: "_"):
                    guard isAlphanumeric(bytes, end - 1), isAlphanumeric(bytes, end + 1) else {
                        return nil
                    }
                case 0..<0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "]"),
                    UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"):
                    return nil
                default: all |= bytes[end]
                }
                end += 1
            }
            guard bytes.has("**", at: end) else { return nil }
            switch bytes[end - 1] {
            case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"): break
            default: guard isAlphanumeric(bytes, end - 1) else { return nil }
            }
            end += 2
            guard end < bytes.count else { return end }
            return bytes[end] == 0x20 || bytes[end] == 0x0A ? end : nil
        }
    }
}
