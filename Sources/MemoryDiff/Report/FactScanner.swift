/// A checkable thing inside a statement: a number, a version, a date, an identifier or a name.
struct Fact: Sendable, Hashable {
    /// What kind of thing it is.
    let category: LostTerm.Category
    /// The words as they stand.
    let text: String
    /// The same for every spelling of the thing.
    let key: String
    /// UTF-8 offsets in the text.
    let range: Range<Int>
    /// For numbers the unit, in lower case.
    let unit: String
}

/// Reads the checkable things off a text.
enum FactScanner {
    /// The facts of a text in reading order.
    static func facts(of text: String) -> [Fact] {
        text.utf8.withContiguousStorageIfAvailable(isPlainProse) ?? false ? [] : read(text)
    }

    /// The facts of any text.
    static func read(_ text: String) -> [Fact] {
        let chunks = Chunk.chunks(of: text)
        let capitals = chunks.reduce(0) { $0 + ($1.text.first?.isUppercase ?? false ? 1 : 0) }
        // Where most words have a capital it is the title's, not a name's.
        let isTitle = chunks.count > 1 && capitals * 10 > chunks.count * 6
        var isGerman: Bool?
        var facts: [Fact] = []
        var index = 0
        while index < chunks.count {
            let chunk = chunks[index]
            let next = index + 1 < chunks.count ? chunks[index + 1] : nil
            if isOrdinal(chunks, index) {
                index += 1
                continue
            }
            if let (fact, width) = fact(
                chunk, next, isAfterName: !isTitle && isName(chunks, index - 1))
            {
                facts.append(fact)
                index += width
                continue
            }
            if !isTitle, isName(chunks, index) {
                var last = index
                while last + 1 < chunks.count, !chunks[last].endsClause,
                    !chunks[last + 1].startsClause, isName(chunks, last + 1)
                {
                    last += 1
                }
                let range = chunk.range.lowerBound..<chunks[last].range.upperBound
                let words = chunks[index...last].map(\.text)
                if last == index, isGerman == nil { isGerman = Self.isGerman(chunks) }
                if isGerman != true || last > index || isAcronym(words[0]) {
                    facts.append(
                        Fact(
                            category: .name, text: words.joined(separator: " "),
                            key: words.map(nameKey).joined(separator: " "), range: range, unit: ""))
                }
                index = last + 1
                continue
            }
            index += 1
        }
        return facts
    }

    /// `Step 3`, `2.` at the beginning: the number says where it stands, nothing else.
    private static func isOrdinal(_ chunks: [Chunk], _ index: Int) -> Bool {
        guard chunks[index].text.utf8.allSatisfy(isDigit) else { return false }
        if chunks[index].startsLine { return chunks[index].endsClause && chunks.count > 1 }
        return NormativeLexicon.numbered.contains(chunks[index - 1].text.lowercased())
    }

    private static func fact(
        _ chunk: Chunk, _ next: Chunk?, isAfterName: Bool
    ) -> (Fact, Int)? {
        let text = chunk.text
        if isDate(text) { return (fact(.date, chunk, key: text.lowercased()), 1) }
        if let date = writtenDate(chunk, next) { return (date, 2) }
        if isVersion(text, isAfterName: isAfterName) {
            let bare = text.first == "v" || text.first == "V" ? String(text.dropFirst()) : text
            return (fact(.version, chunk, key: bare.lowercased()), 1)
        }
        if let (value, inner) = number(text) {
            var unit = inner
            var range = chunk.range
            var words = text
            var width = 1
            if unit.isEmpty, let next, !chunk.endsClause {
                let word = next.text.lowercased()
                if NormativeLexicon.isUnit(word) {
                    unit = word
                    range = range.lowerBound..<next.range.upperBound
                    words +=
                        (next.range.lowerBound == chunk.range.upperBound ? "" : " ") + next.text
                    width = 2
                } else if let attached = NormativeLexicon.attachedUnit(next.text),
                    next.range.lowerBound == range.upperBound
                {
                    unit = attached
                    range = range.lowerBound..<range.upperBound + attached.utf8.count
                    words += attached
                }
            }
            let key = value + " " + NormativeLexicon.singular(unit)
            return (
                Fact(category: .number, text: words, key: key, range: range, unit: unit), width
            )
        }
        if let next, !chunk.endsClause, let value = NormativeLexicon.numeral(text.lowercased()),
            NormativeLexicon.isUnit(next.text.lowercased())
        {
            return (numeral(value, chunk, next), 2)
        }
        if isIdentifier(chunk) {
            let isPossessive = text.hasSuffix("'s") || text.hasSuffix("\u{2019}s")
            return (
                fact(.identifier, chunk, key: isPossessive ? String(text.dropLast(2)) : text), 1
            )
        }
        return nil
    }

    /// `ten days` is what `10 days` is.
    private static func numeral(_ value: Int, _ chunk: Chunk, _ next: Chunk) -> Fact {
        let unit = next.text.lowercased()
        return Fact(
            category: .number, text: chunk.text + " " + next.text,
            key: "\(value) " + NormativeLexicon.singular(unit),
            range: chunk.range.lowerBound..<next.range.upperBound, unit: unit)
    }

    private static func fact(_ category: LostTerm.Category, _ chunk: Chunk, key: String) -> Fact {
        Fact(category: category, text: chunk.text, key: key, range: chunk.range, unit: "")
    }

    private static func isDigit(_ character: UInt8) -> Bool { character &- 0x30 < 10 }

    /// 2026-03-01, 01.03.2026, 3/1/2026, 14:30, 2026-03-01T14:30:00Z.
    private static func isDate(_ text: String) -> Bool {
        guard let first = text.utf8.first, isDigit(first) else { return false }
        let bytes = Array(text.utf8)
        guard bytes.count >= 4, bytes.count <= 32 else { return false }
        let groups = bytes.split { !isDigit($0) }
        let separators = bytes.filter { !isDigit($0) }
        guard let separator = separators.first else { return false }
        if separator == UInt8(ascii: ":") {
            return groups.count <= 3 && groups.allSatisfy { $0.count == 2 || $0.count == 1 }
                && groups.count == separators.count + 1
        }
        let isDashed = separator == UInt8(ascii: "-")
        let isOther = separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
        guard isDashed || isOther, groups.count >= 3, separators.count >= 2,
            separators[1] == separator
        else { return false }
        let lengths = groups.prefix(3).map(\.count)
        return (lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2)
            || (lengths[2] == 4 && lengths[0] <= 2 && lengths[1] <= 2)
    }

    private static func writtenDate(_ chunk: Chunk, _ next: Chunk?) -> Fact? {
        guard let next, !chunk.endsClause else { return nil }
        let left = chunk.text
        let right = next.text
        guard let first = left.utf8.first, let second = right.utf8.first,
            isDigit(first) != isDigit(second)
        else { return nil }
        func isDay(_ text: String) -> Bool {
            let digits = text.prefix { $0.isNumber }
            let rest = text.dropFirst(digits.count)
            return !digits.isEmpty && digits.count <= 4
                && ["", "st", "nd", "rd", "th"].contains(String(rest))
        }
        guard (isMonth(left) && isDay(right)) || (isDay(left) && isMonth(right)) else { return nil }
        let range = chunk.range.lowerBound..<next.range.upperBound
        return Fact(
            category: .date, text: left + " " + right,
            key: left.lowercased() + " " + right.lowercased(), range: range, unit: "")
    }

    private static func isMonth(_ text: String) -> Bool {
        guard let first = text.first, first.isUppercase else { return false }
        let short = String(text.lowercased().prefix(3))
        guard let month = NormativeLexicon.months.first(where: { $0.hasPrefix(short) }) else {
            return false
        }
        let lower = text.lowercased()
        return lower.count >= 3 && (month.hasPrefix(lower) || lower == "sept")
    }

    private static func isVersion(_ text: String, isAfterName: Bool) -> Bool {
        guard let start = text.utf8.first,
            isDigit(start) || start == UInt8(ascii: "v") || start == UInt8(ascii: "V")
        else { return false }
        var bytes = Array(text.utf8)[...]
        var isMarked = false
        if let first = bytes.first, first == UInt8(ascii: "v") || first == UInt8(ascii: "V") {
            isMarked = true
            bytes = bytes.dropFirst()
        }
        guard let first = bytes.first, isDigit(first) else { return false }
        let core = bytes.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        let rest = bytes.dropFirst(core.count)
        let dots = core.reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) }
        let isTail =
            rest.isEmpty || rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+")
            || rest.elementsEqual("x".utf8)
        guard isTail, core.last != UInt8(ascii: ".") || rest.elementsEqual("x".utf8) else {
            return false
        }
        return isMarked || dots >= 2 || (dots == 1 && isAfterName)
    }

    /// The digits of a number without grouping, and the unit glued to it.
    private static func number(_ text: String) -> (value: String, unit: String)? {
        guard let start = text.utf8.first, start >= 0x80 || start < 0x41 else { return nil }
        var scalars = Array(text.unicodeScalars)[...]
        var unit = ""
        var sign = ""
        while let first = scalars.first, "$€£¥~≈<>=≥≤+-−#".unicodeScalars.contains(first) {
            if "$€£¥".unicodeScalars.contains(first) { unit = String(first) }
            if first == "-" || first == "\u{2212}" { sign = "-" }
            if first == "#" { return nil }
            scalars = scalars.dropFirst()
        }
        guard let first = scalars.first, first.properties.numericType != nil else { return nil }
        var value = sign
        while let scalar = scalars.first {
            if let digit = scalar.properties.numericValue, scalar.properties.numericType == .decimal
            {
                value += String(Int(digit))
            } else if scalar == "," || scalar == "_" {
                let digits = scalars.dropFirst().prefix { $0.properties.numericType == .decimal }
                // Three digits are a group of thousands, fewer after a comma a fraction: `3,5`.
                if digits.count != 3 {
                    guard scalar == ",", !digits.isEmpty else { break }
                    value += "."
                }
            } else if scalar == "." {
                guard let after = scalars.dropFirst().first,
                    after.properties.numericType == .decimal
                else { break }
                value += "."
            } else {
                break
            }
            scalars = scalars.dropFirst()
        }
        let rest = String(String.UnicodeScalarView(scalars)).lowercased()
        if rest.isEmpty { return (value, unit) }
        let glued = rest.hasPrefix("-") ? String(rest.dropFirst()) : rest
        if NormativeLexicon.isUnit(glued)
            || ["k", "x", "st", "nd", "rd", "th", "+"].contains(glued)
        {
            return (value, glued)
        }
        return nil
    }
}
