/// The text of an item reduced to what a reader would call its content.
enum ComparableText {
    /// The text without Markdown decoration and with single spaces: equal keys are equal statements.
    static func key(of text: String) -> String { reduced(text, keepsInvisible: true) }

    /// The key without characters that a reader cannot see.
    static func visibleKey(of text: String) -> String { reduced(text, keepsInvisible: false) }

    /// True when the text has characters that a reader cannot see.
    static func hasInvisible(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value >= 0x7F ? Script.isInvisible($0) : $0.value < 0x09 }
    }

    private static func reduced(_ text: String, keepsInvisible: Bool) -> String {
        var result = String.UnicodeScalarView()
        var pending: [Unicode.Scalar] = []
        var endsWord = false
        var needsSpace = false
        func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
            switch Script.role(of: scalar) {
            case .word, .unspaced: true
            case .invisible, .separator: false
            }
        }
        func append(_ scalar: Unicode.Scalar) {
            if needsSpace, !result.isEmpty { result.append(" ") }
            needsSpace = false
            result.append(scalar)
        }
        for scalar in text.unicodeScalars {
            if scalar == "*" || scalar == "_" {
                pending.append(scalar)
                continue
            }
            let isWord = isWordScalar(scalar)
            if !pending.isEmpty {
                // `snake_case` and `2*3` keep theirs: decoration stands at the edge of a word.
                if endsWord, isWord { pending.forEach(append) }
                pending.removeAll(keepingCapacity: true)
            }
            if Script.isSpace(scalar) {
                needsSpace = true
                endsWord = false
            } else if scalar == "`" {
                endsWord = false
            } else if keepsInvisible || !Script.isInvisible(scalar) {
                append(scalar)
                endsWord = isWord
            }
        }
        return String(result)
    }
}
