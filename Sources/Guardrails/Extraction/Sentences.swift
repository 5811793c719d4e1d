/// Cuts the text of an item into sentences.
enum Sentences {
    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "etc", "vs", "cf", "dr", "mr", "mrs", "no", "approx", "incl", "excl", "resp",
    ]

    /// The sentences in order, without blanks around them; code spans are never cut.
    static func of(_ text: String) -> [String] {
        var sentences: [String] = []
        let letters = Array(text)
        var start = 0
        var inCode = false
        for (index, letter) in letters.enumerated() {
            if letter == "`" { inCode.toggle() }
            guard !inCode, ".!?\u{3002}\u{FF01}\u{FF1F}".contains(letter) else { continue }
            let isWide = !letter.isASCII
            let next = index + 1 < letters.count ? letters[index + 1] : " "
            guard isWide || next.isWhitespace else { continue }
            if letter == "." {
                let word = letters[start..<index].reversed().prefix {
                    !$0.isWhitespace && $0 != "("
                }
                let text = String(word.reversed()).lowercased()
                if abbreviations.contains(text) || (text.count == 1 && text != "x") { continue }
                let after = letters[(index + 1)...].first { !$0.isWhitespace }
                if let after, after.isLowercase { continue }
            }
            append(letters[start...index], to: &sentences)
            start = index + 1
        }
        append(letters[start...], to: &sentences)
        return sentences
    }

    private static func append(_ letters: ArraySlice<Character>, to sentences: inout [String]) {
        let trimmed = letters.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
            .reversed()
        if trimmed.contains(where: { $0.isLetter || $0.isNumber }) {
            sentences.append(String(trimmed))
        }
    }
}
