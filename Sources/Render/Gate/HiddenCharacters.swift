/// Decides which scalars a reader could not see, or could be misled by.
///
/// Categories and properties are those of Unicode's character database as the standard library has
/// it; the contexts in which an invisible character belongs to a script follow UAX #31 (section 2.3)
/// and UTS #51 (emoji sequences).
public enum HiddenCharacters {
    /// Longest run of combining marks that a written language needs; the rest hides other lines.
    static let marksInARow = 8

    /// Whether a text is printable ASCII only, in which nothing can hide.
    static func isPlainASCII(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    }

    /// Calls `body` with every scalar of a text and whether it must be shown by its number.
    public static func scan(_ text: String, _ body: (Unicode.Scalar, _ isHidden: Bool) -> Void) {
        if isPlainASCII(text) {
            for scalar in text.unicodeScalars { body(scalar, false) }
            return
        }
        let scalars = Array(text.unicodeScalars)
        var marks = 0
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar.value == 0x1F3F4, let end = endOfFlag(from: index, in: scalars) {
                for position in index..<end { body(scalars[position], false) }
                index = end
                marks = 0
                continue
            }
            let isMark = scalar.properties.generalCategory == .nonspacingMark
            marks = isMark ? marks + 1 : 0
            body(scalar, marks > marksInARow || isHidden(at: index, in: scalars))
            index += 1
        }
    }

    /// Whether a text contains a scalar that must be shown by its number; line breaks and tabs count.
    public static func occur(in text: String) -> Bool {
        var found = false
        scan(text) { _, isHidden in found = found || isHidden }
        return found
    }

    private static func isHidden(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let scalar = scalars[index]
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: return true
        case .format where !properties.isDefaultIgnorableCodePoint:
            return !isVisibleFormat(scalar)
        case .format, .nonspacingMark, .otherLetter, .unassigned:
            if properties.isNoncharacterCodePoint { return true }
            guard properties.isDefaultIgnorableCodePoint else { return false }
            return !belongs(at: index, in: scalars)
        default: return properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether an invisible scalar does its proper work between its neighbours.
    private static func belongs(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0 else { return false }
        let previous = scalars[index - 1]
        let next = index + 1 < scalars.count ? scalars[index + 1] : nil
        switch scalars[index].value {
        case 0xFE0E, 0xFE0F:
            guard previous.properties.isEmoji else { return false }
            return !previous.isASCII || next?.value == 0x20E3
        case 0x200D:
            if isVirama(previous) { return true }
            guard let next else { return false }
            if isPictographic(next) {
                return previous.value == 0xFE0F || isPictographic(previous)
                    || previous.properties.isEmojiModifier
            }
            return isJoining(previous) && isJoining(next)
        case 0x200C:
            if isVirama(previous) { return true }
            guard let next else { return false }
            return isJoining(previous) && isJoining(next)
        case 0x180B...0x180D, 0x180F:
            return (0x1820...0x18AA).contains(previous.value)
        default:
            return false
        }
    }

    /// Scripts whose spelling needs the zero-width joiner and non-joiner.
    private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0620...0x08FF, 0x0900...0x0DFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1820...0x18AA,
            0xFB50...0xFDFF, 0xFE70...0xFEFC:
            switch scalar.properties.generalCategory {
            case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: true
            default: false
            }
        default: false
        }
    }

    /// Signs after which a joiner chooses the form of a letter, also at the end of a word.
    private static func isVirama(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.canonicalCombiningClass == .virama && isJoining(scalar)
    }

    private static func isPictographic(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.isEmoji && !scalar.properties.isEmojiModifier
    }

    /// Signs that Unicode calls format characters and that are drawn around digits.
    private static func isVisibleFormat(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// The end of one of the three flags that are spelled with tag characters.
    private static func endOfFlag(from start: Int, in scalars: [Unicode.Scalar]) -> Int? {
        for region in ["gbeng", "gbsct", "gbwls"] {
            let tags = region.unicodeScalars.map { 0xE0000 + $0.value } + [0xE007F]
            let end = start + 1 + tags.count
            if end <= scalars.count, scalars[(start + 1)..<end].map(\.value) == tags { return end }
        }
        return nil
    }

    /// The visible name of a scalar: `U+202E`.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
