/// Finds characters that a reader cannot see or takes for others, and that a model reads.
///
/// After Trojan Source (CVE-2021-42574, CVE-2021-42694) and Unicode Technical Standard 55. What writing systems need
/// passes: joiners between letters that join and between emoji, marks of direction in lines of
/// right-to-left script, selectors after emoji and ideographs, the flags of regions.
public enum InvisibleText {
    /// The findings of a content, in order; one per run of characters of one rule.
    public static func findings(in content: [UInt8]) -> [ContentFinding] {
        if content.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }) {
            return []
        }
        var scanner = Scanner(content)
        scanner.run()
        return scanner.findings
    }

    private struct Letter {
        let scalar: Unicode.Scalar
        let offset: Int
    }

    private struct Scanner {
        let lines: LineCounter
        var letters: [Letter] = []
        var findings: [ContentFinding] = []
        /// Letters of right-to-left script per line, by the offset of the line's first letter.
        var lineHasRightToLeft: [Bool] = []

        init(_ content: [UInt8]) {
            lines = LineCounter(content)
            var offset = 0
            var decoder = UTF8()
            var iterator = content.makeIterator()
            decoding: while true {
                switch decoder.decode(&iterator) {
                case .scalarValue(let scalar):
                    letters.append(Letter(scalar: scalar, offset: offset))
                    offset += UTF8.width(scalar)
                case .error:
                    letters.append(Letter(scalar: "\u{FFFD}", offset: offset))
                    offset += 1
                case .emptyInput: break decoding
                }
            }
            var start = 0
            while start < letters.count {
                let end =
                    letters[start...].firstIndex { $0.scalar == "\n" } ?? letters.count - 1
                let has = letters[start...end].contains { Self.isRightToLeft($0.scalar) }
                lineHasRightToLeft += [Bool](repeating: has, count: end - start + 1)
                start = end + 1
            }
        }

        mutating func run() {
            var index = 0
            while index < letters.count {
                guard let rule = rule(at: index) else {
                    index += 1
                    continue
                }
                var end = index + 1
                while end < letters.count, self.rule(at: end) == rule { end += 1 }
                add(rule, index..<end)
                index = end
            }
            findMixedWords()
            findings.sort(by: <)
        }

        private mutating func add(_ rule: String, _ span: Range<Int>) {
            let last = letters[span.upperBound - 1]
            let range = letters[span.lowerBound].offset..<(last.offset + UTF8.width(last.scalar))
            let points = letters[span].prefix(8).map {
                let digits = String($0.scalar.value, radix: 16, uppercase: true)
                return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            }
            findings.append(
                ContentFinding(
                    check: .invisibleText, rule: rule, range: range,
                    line: lines.line(of: range.lowerBound),
                    subject: points.joined(separator: " ")))
        }

        private func scalar(_ index: Int) -> Unicode.Scalar? {
            letters.indices.contains(index) ? letters[index].scalar : nil
        }

        private func rule(at index: Int) -> String? {
            let scalar = letters[index].scalar
            switch scalar.value {
            case 0x09, 0x0A, 0x20...0x7E: return nil
            case 0x0D: return self.scalar(index + 1) == "\n" ? nil : "control"
            case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFFF9...0xFFFB: return "control"
            case 0x200C, 0x200D: return joins(at: index) ? nil : "zero-width"
            case 0xFEFF: return index == 0 ? nil : "zero-width"
            case 0x00AD, 0x034F, 0x180E, 0x200B, 0x2060...0x2065, 0x206A...0x206F:
                return "zero-width"
            case 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: return "blank"
            case 0x200E, 0x200F, 0x061C:
                return lineHasRightToLeft[index] && !isMark(index - 1) ? nil : "bidirectional"
            case 0x202A...0x202E, 0x2066...0x2069: return "bidirectional"
            case 0xE0000...0xE007F: return isRegionFlag(at: index) ? nil : "tag"
            case 0xFE00...0xFE0F, 0xE0100...0xE01EF:
                return selects(at: index) ? nil : "variation-selector"
            case 0xE000...0xF8FF, 0xF0000...0x10FFFD: return "private-use"
            default:
                return scalar.properties.isNoncharacterCodePoint ? "noncharacter" : nil
            }
        }

        private func isMark(_ index: Int) -> Bool {
            guard let value = scalar(index)?.value else { return false }
            return [0x200E, 0x200F, 0x061C].contains(value)
        }

        private func joins(at index: Int) -> Bool {
            guard let before = scalar(index - 1), let after = scalar(index + 1) else {
                return false
            }
            if Self.joinsLetters(before) { return Self.joinsLetters(after) || after == " " }
            guard letters[index].scalar == "\u{200D}" else { return false }
            return (Self.isEmoji(before) || before == "\u{FE0F}") && Self.isEmoji(after)
        }

        private func selects(at index: Int) -> Bool {
            guard let before = scalar(index - 1) else { return false }
            let value = letters[index].scalar.value
            if value == 0xFE0E || value == 0xFE0F {
                return before.properties.isEmoji || (0x2190...0x2BFF).contains(before.value)
                    || (0x3030...0x303D).contains(before.value)
            }
            if before.properties.isIdeographic { return true }
            return value <= 0xFE02
                && ((0x2200...0x22FF).contains(before.value)
                    || (0x1000...0x109F).contains(before.value))
        }

        /// A black flag, letters and digits of a region, and the end: at most eight tags.
        private func isRegionFlag(at index: Int) -> Bool {
            var start = index
            while let before = scalar(start - 1), (0xE0020...0xE007F).contains(before.value),
                index - start < 8
            {
                start -= 1
            }
            guard scalar(start - 1)?.value == 0x1F3F4 else { return false }
            var end = start
            while let tag = scalar(end), end - start < 8, Self.isRegionTag(tag.value) { end += 1 }
            return scalar(end)?.value == 0xE007F && index <= end && end - start >= 3
        }

        private static func isRegionTag(_ value: UInt32) -> Bool {
            (0xE0030...0xE0039).contains(value) || (0xE0061...0xE007A).contains(value)
        }

        private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value > 0x7F && scalar.properties.isEmoji
        }

        private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
                0x1E800...0x1EFFF:
                scalar.value != 0x061C && scalar.properties.isAlphabetic
            default: false
            }
        }

        /// Letters and marks of scripts that need joiners: Arabic and its kin, Brahmic scripts, Mongolian.
        private static func joinsLetters(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x0620...0x08FF, 0x0900...0x0DFF, 0x0E80...0x109F, 0x1780...0x18AF,
                0xA8E0...0xA8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
                scalar.properties.isAlphabetic
                    || scalar.properties.canonicalCombiningClass.rawValue > 0
            default: false
            }
        }

        /// Words in which a letter of another script stands for a Latin one that looks alike.
        private mutating func findMixedWords() {
            var start: Int?
            var latin = false
            var alike = false
            for index in 0...letters.count {
                let scalar = scalar(index)
                if let scalar, scalar.properties.isAlphabetic {
                    if start == nil { start = index }
                    if (0x41...0x7A).contains(scalar.value) { latin = true }
                    if Self.looksLatin(scalar) { alike = true }
                    continue
                }
                if let first = start, latin, alike { add("mixed-script", first..<index) }
                start = nil
                latin = false
                alike = false
            }
        }

        private static let greekAlike: Set<UInt32> = [
            0x0391, 0x0392, 0x0395, 0x0396, 0x0397, 0x0399, 0x039A, 0x039C, 0x039D, 0x039F, 0x03A1,
            0x03A4, 0x03A5, 0x03A7, 0x03BF, 0x03BD,
        ]

        private static func looksLatin(_ scalar: Unicode.Scalar) -> Bool {
            (0x0400...0x052F).contains(scalar.value) || greekAlike.contains(scalar.value)
                || (0x13A0...0x13F4).contains(scalar.value)
        }
    }
}
