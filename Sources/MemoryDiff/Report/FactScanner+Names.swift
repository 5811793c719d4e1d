extension FactScanner {
    /// True for a word that its capitals show to be a name.
    static func isName(_ chunks: [Chunk], _ index: Int) -> Bool {
        guard chunks.indices.contains(index) else { return false }
        let chunk = chunks[index]
        guard !chunk.isCode, !chunk.isLabel, let first = chunk.text.unicodeScalars.first,
            first.value < 0x80
                ? first.value &- 0x41 < 26 : first.properties.generalCategory == .uppercaseLetter
        else { return false }
        let count = chunk.text.unicodeScalars.count
        let isUpper = chunk.text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .lowercaseLetter
        }
        if isUpper {
            guard count >= 2, count <= 8 else { return false }
            return !NormativeLexicon.isEmphasis(chunk.text.lowercased())
        }
        return !chunk.startsSentence && count >= 2
            && !NormativeLexicon.isEmphasis(chunk.text.lowercased())
    }

    /// A name as it is compared: `PRs` and `PR` are one.
    static func nameKey(_ word: String) -> String {
        let bare =
            word.hasSuffix("s") && isAcronym(String(word.dropLast())) ? word.dropLast() : word[...]
        return bare.lowercased()
    }

    /// True for two capitals or more and nothing else.
    static func isAcronym(_ word: String) -> Bool {
        word.count >= 2 && word.allSatisfy { $0.isUppercase || $0.isNumber }
    }

    /// True when the words around the capitals are German.
    static func isGerman(_ chunks: [Chunk]) -> Bool {
        var seen: Set<String> = []
        for chunk in chunks {
            let word = chunk.text.lowercased()
            if NormativeLexicon.german.contains(word), seen.insert(word).inserted, seen.count == 2 {
                return true
            }
        }
        return false
    }
}
