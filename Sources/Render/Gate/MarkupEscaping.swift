/// Makes text inert inside HTML and XML, as text and as an attribute value in quotes.
enum MarkupEscaping {
    /// For HTML; hidden characters are shown by their number.
    static func html(_ text: String) -> String {
        escape(text) { "&lt;\($0)&gt;" }
    }

    /// For the content of an element; hidden characters stand in an element of their own, which no text can imitate.
    static func content(_ text: String) -> String {
        escape(text) { "<mark>\($0)</mark>" }
    }

    private static func escape(_ text: String, name: (String) -> String) -> String {
        var result = String.UnicodeScalarView()
        HiddenCharacters.scan(text) { scalar, isHidden in
            if isHidden, scalar.value != 0x0A, scalar.value != 0x09 {
                result.append(contentsOf: name(HiddenCharacters.name(of: scalar)).unicodeScalars)
            } else if let entity = entity(for: scalar) {
                result.append(contentsOf: entity.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// For XML 1.0, which cannot hold most control characters at all.
    static func xml(_ text: String) -> String {
        html(text)
    }

    private static func entity(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        case "`": "&#96;"
        default: nil
        }
    }
}
