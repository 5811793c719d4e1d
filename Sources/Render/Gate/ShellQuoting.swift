/// Writes a text as one word of a shell command that can be pasted and seen.
enum ShellQuoting {
    /// The word: bare where that is safe, in single quotes, or with `$'...'` where something is hidden.
    static func word(_ text: String) -> String {
        let isBare = text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-", "+", ":", "@", "%", ",", "=":
                true
            default: false
            }
        }
        if isBare, !text.isEmpty { return text }
        if !HiddenCharacters.occur(in: text) {
            return "'"
                + text.split(separator: "'", omittingEmptySubsequences: false)
                .joined(separator: "'\\''") + "'"
        }
        var result = "$'"
        HiddenCharacters.scan(text) { scalar, isHidden in
            switch scalar {
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "'", "\\": result += "\\" + String(scalar)
            case _ where isHidden:
                let digits = String(scalar.value, radix: 16)
                result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "'"
    }
}
