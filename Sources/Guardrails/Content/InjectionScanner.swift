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
        let beginnings = words.map {
            $0.key == .max ? .max : InjectionPatterns.beginnings.marks(of: $0.key)
        }
        let present = beginnings.reduce(0, |)
        for (number, pattern) in InjectionPatterns.phrases.enumerated() {
            let bit: WordMarks.Marks = 1 << WordMarks.Marks(min(number, 63))
            guard present & bit != 0 else { continue }
            var index = 0
            while index < words.count {
                if beginnings[index] & bit != 0,
                    let end = pattern.match(words, in: content, at: index)
                {
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
        /// Its first eight bytes in lower case, as ``WordMarks`` asks for them; all bits for a word beyond ASCII,
        /// whose lower case may be any word.
        let key: UInt64
        let range: Range<Int>
        /// Words of different sentences are no phrase.
        let sentence: Int

        func text(in content: [UInt8]) -> String {
            String(decoding: content[range], as: UTF8.self).lowercased()
        }
    }

    private static func words(of content: [UInt8]) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(content.count / 5)
        content.withUnsafeBufferPointer { bytes in
            var sentence = 0
            var start: Int?
            var key: UInt64 = 0
            for index in 0...bytes.count {
                let byte = index < bytes.count ? bytes[index] : 0x20
                if SecretScanner.isWord(byte) || byte == UInt8(ascii: "'") {
                    if start == nil { start = index }
                    if byte >= 0x80 { key = .max }
                    if key >> 56 == 0 {
                        key = key << 8 | UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
                    }
                    continue
                }
                if let first = start {
                    words.append(Word(key: key, range: first..<index, sentence: sentence))
                    start = nil
                    key = 0
                }
                let isBreak = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
                if byte == 0x2E || byte == 0x21 || byte == 0x3F || (byte == 0x0A && isBreak) {
                    sentence += 1
                }
            }
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
