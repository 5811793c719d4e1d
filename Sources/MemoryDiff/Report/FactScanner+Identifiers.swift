extension FactScanner {
    /// Paths, commands, code, URLs, flags, constants and mixed-case words.
    static func isIdentifier(_ chunk: Chunk) -> Bool {
        let scalars = Array(chunk.text.unicodeScalars)
        guard scalars.count >= 2, chunk.text != "e.g", chunk.text != "i.e" else { return false }
        var hasLetter = false
        var hasMark = false
        var hasDigit = false
        var isMixed = false
        var wasLower = false
        var letters = 0
        var slashes = 0
        for (index, scalar) in scalars.enumerated() {
            let value = scalar.value
            let isUpper = value &- 0x41 < 26
            let isLower = value &- 0x61 < 26
            if isUpper, wasLower { isMixed = true }
            wasLower = isLower
            if isUpper || isLower || (value >= 0x80 && scalar.properties.isAlphabetic) {
                hasLetter = true
                letters += 1
            }
            if value &- 0x30 < 10 { hasDigit = true }
            switch scalar {
            case "_", "\\", "@", "=", "#", "$", "{", "<": hasMark = true
            case "/":
                // `and/or` joins words, `src/core/` and `/etc` are paths.
                slashes += 1
                hasMark = hasMark || index == 0 || index + 1 == scalars.count || slashes > 1
            case ".": hasMark = hasMark || (index > 0 && index + 1 < scalars.count)
            case ":":
                hasMark =
                    hasMark
                    || (index > 0 && scalars.dropFirst(index).starts(with: "::".unicodeScalars))
            default: break
            }
        }
        guard hasLetter else { return false }
        if chunk.isCode { return true }
        return hasMark || isMixed || (hasDigit && letters >= 1)
            || (scalars.starts(with: "--".unicodeScalars) && letters > 1)
    }
}
