/// Makes text inert inside the workflow commands of GitHub Actions (`::error file=...::text`).
enum WorkflowEscaping {
    /// The text after the second pair of colons.
    static func data(_ text: String) -> String {
        escape(text, also: [])
    }

    /// The value of a property.
    static func property(_ text: String) -> String {
        escape(text, also: [":", ","])
    }

    private static func escape(_ text: String, also more: Set<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        HiddenCharacters.scan(text) { scalar, isHidden in
            if scalar == "%" || scalar == "\r" || scalar == "\n" || more.contains(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result.append(
                    contentsOf: ("%" + (digits.count == 1 ? "0" : "") + digits).unicodeScalars)
            } else if isHidden {
                result.append(contentsOf: "<\(HiddenCharacters.name(of: scalar))>".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
