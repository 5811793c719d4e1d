/// A word, or one character that is neither part of a word nor white space.
struct DiffToken {
    let range: Range<Int>
    let name: UInt64
    /// How much keeping it is worth.
    let weight: Int32
    /// True for a word that spaces or marks set off.
    let isWord: Bool

    /// The tokens of a text; numbers such as `5,000` or `3.11` and words such as `don't` are one.
    static func tokens(of text: String) -> [DiffToken] {
        let scalars = Array(text.unicodeScalars)
        var tokens: [DiffToken] = []
        var offset = 0
        var place = 0
        func isWord(_ index: Int) -> Bool {
            guard index < scalars.count else { return false }
            if case .word = Script.role(of: scalars[index]) { return true }
            return false
        }
        func isJoint(_ index: Int) -> Bool {
            guard index > 0, isWord(index - 1), isWord(index + 1) else { return false }
            switch scalars[index] {
            case "'", "\u{2019}", "_", ".", ",", ":":
                if scalars[index] == "'" || scalars[index] == "\u{2019}" || scalars[index] == "_" {
                    return true
                }
                return isDigit(scalars[index - 1]) && isDigit(scalars[index + 1])
            default: return false
            }
        }
        func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value &- 0x30 < 10 }
        func isMark(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark: true
            default: false
            }
        }
        while place < scalars.count {
            let start = offset
            var hash = StableHash()
            if isWord(place) {
                while place < scalars.count, isWord(place) || isJoint(place) {
                    let scalar = scalars[place] == "\u{2019}" ? "'" : scalars[place]
                    hash.combine(UInt64(scalar.value))
                    offset += UTF8.width(scalars[place])
                    place += 1
                }
                tokens.append(
                    DiffToken(range: start..<offset, name: hash.value, weight: 4, isWord: true))
                continue
            }
            let scalar = scalars[place]
            offset += UTF8.width(scalar)
            place += 1
            if Script.isSpace(scalar) { continue }
            hash.combine(UInt64(scalar.value))
            var weight: Int32 = 1
            if case .unspaced = Script.role(of: scalar) {
                weight = 4
                // A vowel or tone mark is part of the letter before it.
                while place < scalars.count, isMark(scalars[place]) {
                    hash.combine(UInt64(scalars[place].value))
                    offset += UTF8.width(scalars[place])
                    place += 1
                }
            }
            tokens.append(
                DiffToken(range: start..<offset, name: hash.value, weight: weight, isWord: false))
        }
        return tokens
    }
}
