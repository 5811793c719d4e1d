/// Cuts the text of an item into sentences.
enum Sentences {
    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "etc", "vs", "cf", "dr", "mr", "mrs", "no", "approx", "incl", "excl", "resp",
    ]

    /// The sentences in order, without blanks around them; code spans are never cut.
    static func of(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        // Most of a store is ASCII, where a byte is a letter and finding out what is one costs nothing.
        return bytes.allSatisfy { $0 < 0x80 } ? ofASCII(bytes) : ofLetters(text)
    }

    private static func ofASCII(_ bytes: [UInt8]) -> [String] {
        var sentences: [String] = []
        var start = 0
        var inCode = false
        for (index, byte) in bytes.enumerated() {
            if byte == 0x60 { inCode.toggle() }
            guard !inCode, byte == 0x2E || byte == 0x21 || byte == 0x3F else { continue }
            guard index + 1 == bytes.count || isBlank(bytes[index + 1]) else { continue }
            if byte == 0x2E {
                var first = index
                while first > start, !isBlank(bytes[first - 1]), bytes[first - 1] != 0x28 {
                    first -= 1
                }
                if isAbbreviation(String(decoding: bytes[first..<index], as: UTF8.self)) {
                    continue
                }
                let after = bytes[(index + 1)...].first { !isBlank($0) }
                if let after, after &- 0x61 < 26 { continue }
            }
            append(bytes[start...index], to: &sentences)
            start = index + 1
        }
        append(bytes[start...], to: &sentences)
        return sentences
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to sentences: inout [String]) {
        var trimmed = bytes.drop(while: isBlank)
        while let last = trimmed.last, isBlank(last) { trimmed.removeLast() }
        if trimmed.contains(where: { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 }) {
            sentences.append(String(decoding: trimmed, as: UTF8.self))
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

    private static func isAbbreviation(_ word: String) -> Bool {
        let word = word.lowercased()
        return abbreviations.contains(word) || (word.count == 1 && word != "x")
    }

    /// The same for any text.
    static func ofLetters(_ text: String) -> [String] {
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
                if isAbbreviation(String(word.reversed())) { continue }
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
