/// Finds text that gives orders to the agent that reads it.
public enum InjectionScanner {
    /// The findings of a content, in order.
    public static func findings(in content: [UInt8]) -> [ContentFinding] {
        let lines = LineCounter(content)
        var findings: [ContentFinding] = []
        func add(_ rule: String, _ range: Range<Int>) {
            findings.append(
                ContentFinding(
                    check: .injection, rule: rule, range: range,
                    line: lines.line(of: range.lowerBound)))
        }
        let words = words(of: content)
        for pattern in InjectionPatterns.phrases {
            var index = 0
            while index < words.count {
                if let end = pattern.match(words, at: index) {
                    add(
                        pattern.rule,
                        words[index].range.lowerBound..<words[end - 1].range.upperBound)
                    index = end
                } else {
                    index += 1
                }
            }
        }
        for range in markup(in: content) { add("role-or-tool-markup", range) }
        for range in blobs(in: content) { add("encoded-blob", range) }
        return findings.sorted(by: <)
    }

    struct Word {
        let text: String
        let range: Range<Int>
        /// Words of different sentences are no phrase.
        let sentence: Int
    }

    private static func words(of content: [UInt8]) -> [Word] {
        var words: [Word] = []
        var sentence = 0
        var start: Int?
        for index in 0...content.count {
            let byte = index < content.count ? content[index] : 0x20
            if SecretScanner.isWord(byte) || byte == UInt8(ascii: "'") {
                if start == nil { start = index }
                continue
            }
            if let first = start {
                let text = String(decoding: content[first..<index], as: UTF8.self).lowercased()
                words.append(Word(text: text, range: first..<index, sentence: sentence))
                start = nil
            }
            let isBreak = index + 1 < content.count && content[index + 1] == UInt8(ascii: "\n")
            if [0x2E, 0x21, 0x3F].contains(byte) || (byte == 0x0A && isBreak) { sentence += 1 }
        }
        return words
    }

    /// Tags and tokens by which chat formats tell speakers and tool calls apart.
    private static func markup(in content: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < content.count {
            let byte = content[index]
            if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
                || byte == UInt8(ascii: "#")
            {
                let tail = content[index...].prefix(48).map {
                    (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
                }
                if let mark = InjectionPatterns.marks.first(where: { tail.starts(with: $0) }) {
                    found.append(index..<(index + mark.count))
                    index += mark.count
                    continue
                }
            }
            index += 1
        }
        return found
    }

    /// Runs of 200 and more bytes of base64 or hexadecimal text with letters of both cases or of 128 digits.
    private static func blobs(in content: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = 0
        while start < content.count {
            var end = start
            while end < content.count, SecretFormat.Alphabet.base64.has(content[end]) { end += 1 }
            let run = content[start..<end]
            if run.count >= 120 {
                let upper = run.contains { (0x41...0x5A).contains($0) }
                let lower = run.contains { (0x61...0x7A).contains($0) }
                let digit = run.contains { (0x30...0x39).contains($0) }
                let slashes = run.count { $0 == UInt8(ascii: "/") }
                if digit, upper || lower, slashes * 12 < run.count, Set(run).count >= 8 {
                    found.append(start..<end)
                }
            }
            start = end + 1
        }
        return found
    }
}
