/// Words that stand between two runs of equal words.
struct Hunk {
    let oldRange: Range<Int>
    let newRange: Range<Int>
    let old: String
    let new: String
    /// True when a word that introduces a value stands before it and the hunk ends its clause.
    let isValue: Bool

    static func hunks(_ old: String, _ new: String) -> [Hunk] {
        let spans = WordDiff.spans(old: old, new: new)
        let oldBytes = Array(old.utf8)
        let newBytes = Array(new.utf8)
        var hunks: [Hunk] = []
        var index = 0
        var before = ""
        while index < spans.count {
            if spans[index].role == .equal {
                before = slice(oldBytes, spans[index].old)
                index += 1
                continue
            }
            var oldRange = spans[index].old
            var newRange = spans[index].new
            var next = index
            while next < spans.count, spans[next].role != .equal {
                if spans[next].role == .removed { oldRange = spans[next].old }
                if spans[next].role == .added { newRange = spans[next].new }
                next += 1
            }
            let oldWords = slice(
                oldBytes, widened(oldRange, in: oldBytes, unless: newRange.isEmpty))
            let newWords = slice(
                newBytes, widened(newRange, in: newBytes, unless: oldRange.isEmpty))
            hunks.append(
                Hunk(
                    oldRange: oldRange, newRange: newRange, old: oldWords, new: newWords,
                    isValue: isValue(oldWords, newWords, before: before)
                        || isSubject(oldWords, newWords, old, oldRange)))
            index = next
        }
        return hunks
    }

    /// The range with the rest of its word: of `team-a` and `team-b` not `a` and `b` are the values.
    private static func widened(
        _ range: Range<Int>, in bytes: [UInt8], unless isAlone: Bool
    ) -> Range<Int> {
        guard !isAlone, !range.isEmpty else { return range }
        var (low, high) = (range.lowerBound, range.upperBound)
        func joins(_ place: Int) -> Bool {
            let byte = bytes[place]
            return byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
        }
        guard joins(low), joins(high - 1) else { return range }
        while low > 0, joins(low - 1) { low -= 1 }
        while high < bytes.count, joins(high) { high += 1 }
        return low..<high
    }

    private static func slice(_ text: [UInt8], _ range: Range<Int>) -> String {
        var bytes = text[range]
        while let first = bytes.first, first == UInt8(ascii: ",") || first == 0x20 {
            bytes.removeFirst()
        }
        if bytes.last == UInt8(ascii: ".") || bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isValue(_ old: String, _ new: String, before: String) -> Bool {
        let left = LexiconWord.words(of: old)
        let right = LexiconWord.words(of: new)
        guard (1...4).contains(left.count), (1...4).contains(right.count) else { return false }
        guard left.map(\.text) != right.map(\.text) else { return false }
        if left.count == 1, right.count == 1, NormativeLexicon.isSwap(left[0].text, right[0].text) {
            return true
        }
        let last = before.unicodeScalars.last { !$0.properties.isWhitespace }
        if last == ":" || last == "=" || last == "`" || last == "\"" { return true }
        guard let word = LexiconWord.words(of: before).last else { return false }
        return introducers.contains(word.text)
    }

    /// True when the capital words with which a statement opens gave way to others.
    ///
    /// `Maria orders` became `Jonas orders`. In the middle of a sentence capitals are read as names anyway.
    private static func isSubject(
        _ old: String, _ new: String, _ text: String, _ range: Range<Int>
    ) -> Bool {
        guard range.lowerBound == 0 else { return false }
        let next = LexiconWord.words(of: text).first { $0.range.lowerBound >= range.upperBound }
        guard let next, !determiners.contains(next.text) else { return false }
        return [old, new].allSatisfy { side in
            let words = WordScanner.words(of: side)
            let lexical = LexiconWord.words(of: side)
            return (1...3).contains(words.count)
                && side.split(separator: " ").allSatisfy { $0.first?.isUppercase ?? false }
                && words.allSatisfy { CommonWords.words[$0.term] == nil }
                && !lexical.contains {
                    NormativeLexicon.imperatives.contains($0.text)
                        || NormativeLexicon.isEmphasis($0.text)
                }
                && NormativePhrase.phrases(in: side).isEmpty
        }
    }

    private static let determiners: Set<String> = [
        "the", "a", "an", "all", "any", "each", "every", "this", "that", "these", "those", "your",
        "its", "it", "them",
    ]

    private static let introducers: Set<String> = [
        "is", "are", "was", "were", "be", "use", "uses", "using", "to", "at", "in", "on", "by",
        "with",
        "from", "called", "named", "equals", "became", "becomes", "prefers", "prefer", "likes",
    ]

    /// Share of the texts that stands outside the hunks, from 0 to 1.
    static func equalShare(_ hunks: [Hunk], _ old: String, _ new: String) -> Double {
        let total = old.utf8.count + new.utf8.count
        guard total > 0 else { return 0 }
        let changed = hunks.reduce(0) { $0 + $1.oldRange.count + $1.newRange.count }
        return 1 - Double(changed) / Double(total)
    }
}
