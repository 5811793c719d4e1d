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
        var hunks: [Hunk] = []
        var index = 0
        var before = ""
        while index < spans.count {
            if spans[index].role == .equal {
                before = slice(old, spans[index].old)
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
            let oldWords = slice(old, oldRange)
            let newWords = slice(new, newRange)
            hunks.append(
                Hunk(
                    oldRange: oldRange, newRange: newRange, old: oldWords, new: newWords,
                    isValue: isValue(oldWords, newWords, before: before)))
            index = next
        }
        return hunks
    }

    private static func slice(_ text: String, _ range: Range<Int>) -> String {
        var bytes = Array(text.utf8)[range]
        if bytes.last == UInt8(ascii: ".") || bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isValue(_ old: String, _ new: String, before: String) -> Bool {
        let left = LexiconWord.words(of: old)
        let right = LexiconWord.words(of: new)
        guard (1...4).contains(left.count), (1...4).contains(right.count) else { return false }
        guard left.map(\.text) != right.map(\.text) else { return false }
        let last = before.unicodeScalars.last { !$0.properties.isWhitespace }
        if last == ":" || last == "=" || last == "`" || last == "\"" { return true }
        guard let word = LexiconWord.words(of: before).last else { return false }
        return introducers.contains(word.text)
    }

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
