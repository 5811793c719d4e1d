/// What a scalar does in a run of words.
package enum ScalarRole: Sendable {
    /// Part of a word.
    case word
    /// A letter of a script that writes words without spaces between them.
    case unspaced
    /// Mark that a reader cannot see.
    case invisible
    /// Everything else: spaces, punctuation, symbols.
    case separator
}

package enum Script {
    /// The role of a scalar; letters, digits and combining marks make words (UAX #29, simplified).
    package static func role(of scalar: Unicode.Scalar) -> ScalarRole {
        let value = scalar.value
        if value < 0x80 {
            let isDigit = value &- 0x30 < 10
            let isLetter = (value | 0x20) &- 0x61 < 26
            return isDigit || isLetter ? .word : .separator
        }
        if isUnspaced(value) { return .unspaced }
        if isInvisible(scalar) { return .invisible }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
            .otherNumber:
            return .word
        default: return .separator
        }
    }

    /// True for white space of any kind.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80
            ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
            : scalar.properties.isWhitespace
    }

    /// Scripts written without spaces: Thai, Lao, Myanmar, Khmer, kana, bopomofo and ideographs.
    package static func isUnspaced(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x0E81...0x0EDF, 0x1000...0x109F, 0x1780...0x17D3,
            0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF,
            0x3105...0x312F, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0xFF66...0xFF9D, 0x20000...0x3FFFF:
            return true
        default: return false
        }
    }

    /// Scalars that leave no mark on a page: zero-width, bidirectional controls, tags, selectors.
    package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F,
            0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF,
            0xFFA0, 0xFFF9...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            return true
        case 0..<0x20, 0x7F..<0xA0:
            return !(0x09...0x0D).contains(scalar.value) && scalar.value != 0x85
        default: return false
        }
    }
}
