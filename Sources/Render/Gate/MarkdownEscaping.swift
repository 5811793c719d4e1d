/// Makes text inert inside GitHub's Markdown: no mention, link, image, HTML, reference or layout.
///
/// Every ASCII character that is neither a letter, a digit nor a space becomes a numeric character
/// reference: CommonMark (section 2.5) says that such a reference cannot stand for the structure
/// that its character would make. GitHub looks for mentions, issue references, commit ids, addresses and emoji
/// codes after that, in the finished text, so a word joiner stands where one could begin.
enum MarkdownEscaping {
    private static let joiner: Unicode.Scalar = "\u{2060}"

    /// Inline text; line breaks become spaces.
    static func inline(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var hexadecimalRun = 0
        var previous: Unicode.Scalar = " "
        HiddenCharacters.scan(text) { scalar, isHidden in
            hexadecimalRun = scalar.properties.isASCIIHexDigit ? hexadecimalRun + 1 : 0
            if hexadecimalRun == 6 {
                result.append(joiner)
                hexadecimalRun = 1
            }
            append(scalar, isHidden: isHidden, after: previous, to: &result)
            previous = scalar
        }
        return String(result)
    }

    private static func append(
        _ scalar: Unicode.Scalar, isHidden: Bool, after previous: Unicode.Scalar,
        to result: inout String.UnicodeScalarView
    ) {
        switch scalar {
        case "\n", "\t", "\r":
            result.append(" ")
        case _ where isHidden:
            result.append(contentsOf: "&lt;\(HiddenCharacters.name(of: scalar))&gt;".unicodeScalars)
        case "@", "#", ":", "/":
            result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
            result.append(joiner)
        case ".", "-":
            if isWordy(previous) { result.append(joiner) }
            result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
        case " ", ",", "'", "?", ";":
            result.append(scalar)
        case "0"..."9", "a"..."z", "A"..."Z":
            result.append(scalar)
        default:
            if scalar.isASCII {
                result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
    }

    private static func isWordy(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }
}
