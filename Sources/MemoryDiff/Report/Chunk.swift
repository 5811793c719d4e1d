/// A run of characters without white space, without the punctuation around it.
struct Chunk {
    let text: String
    let range: Range<Int>
    /// True for the first word of a sentence, label or quotation, where a capital says nothing.
    let startsSentence: Bool
    /// True for the first word of a line.
    let startsLine: Bool
    /// True when punctuation stands before it.
    let startsClause: Bool
    /// True when punctuation stands after it.
    let endsClause: Bool
    /// True when a colon stands after it: it names what follows, as `Status:` does.
    let isLabel: Bool
    /// True inside backticks.
    let isCode: Bool

    static func chunks(of text: String) -> [Chunk] {
        var chunks: [Chunk] = []
        var startsSentence = true
        var startsLine = true
        var isInCode = false
        var offset = 0
        var word: [(scalar: Unicode.Scalar, offset: Int)] = []
        func close() {
            guard !word.isEmpty else { return }
            defer { word.removeAll(keepingCapacity: true) }
            let ticks = word.filter { $0.scalar == "`" }.count
            let isCode = isInCode || ticks > 0
            if ticks % 2 == 1 { isInCode.toggle() }
            var low = 0
            var high = word.count
            while low < high, isEdge(word[low].scalar, isFirst: true) { low += 1 }
            while high > low, isEdge(word[high - 1].scalar, isFirst: false) { high -= 1 }
            let tail = word[high...].map(\.scalar)
            let endsSentence = tail.contains { ".!?:;。！？：；؟؛".unicodeScalars.contains($0) }
            let hasWord = word[low..<high].contains { entry in
                switch Script.role(of: entry.scalar) {
                case .word, .unspaced: true
                case .invisible, .separator: false
                }
            }
            guard hasWord else {
                if !isCode || endsSentence { startsSentence = true }
                return
            }
            var view = String.UnicodeScalarView()
            for entry in word[low..<high] { view.append(entry.scalar) }
            let last = word[high - 1]
            let end = last.offset + UTF8.width(last.scalar)
            chunks.append(
                Chunk(
                    text: String(view), range: word[low].offset..<end,
                    startsSentence: startsSentence || low > 0, startsLine: startsLine,
                    startsClause: low > 0,
                    endsClause: !tail.isEmpty,
                    isLabel: tail.contains { $0 == ":" || $0 == "：" }, isCode: isCode))
            startsSentence = endsSentence
            startsLine = false
        }
        for scalar in text.unicodeScalars {
            if Script.isSpace(scalar) {
                close()
                if scalar == "\n" {
                    startsSentence = true
                    startsLine = true
                    isInCode = false
                }
            } else if !Script.isInvisible(scalar) {
                // `使用Redis` and `3天` are two chunks each, though no space stands between them.
                if let last = word.last?.scalar, Self.changesScript(last, scalar) { close() }
                word.append((scalar, offset))
            }
            offset += UTF8.width(scalar)
        }
        close()
        return chunks
    }

    private static func changesScript(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        if max(left.value, right.value) < 0x0E00 { return false }
        func isLatin(_ scalar: Unicode.Scalar) -> Bool {
            let value = scalar.value
            return value &- 0x30 < 10 || (value | 0x20) &- 0x61 < 26
        }
        if "，。；：！？、）」』》".unicodeScalars.contains(left) { return !isEdge(right, isFirst: false) }
        let isLeft = Script.isUnspaced(left.value)
        let isRight = Script.isUnspaced(right.value)
        return (isLeft && isLatin(right)) || (isLatin(left) && isRight)
    }

    private static func isEdge(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
        switch scalar {
        case "(", "[", "\"", "'", "\u{201C}", "\u{2018}", "*", "`", "|", "~": return true
        case ")", "]", "\u{201D}", "\u{2019}", ",", ";", ":", "!", "?", "\u{2014}", "\u{2013}":
            return true
        case ".": return !isFirst
        case "-": return !isFirst
        case "。", "、", "，", "：", "；", "！", "？", "（", "）", "「", "」", "『", "』", "《", "》", "،", "؛",
            "؟":
            return true
        default: return false
        }
    }
}
