/// Words without their inflection, and the comparison that bridges what stemming leaves apart.
enum Stem {
    /// The stem of a lower-case word: the first suffix of the lexicon that leaves enough is cut.
    static func of(_ word: String, lexicon: RuleLexicon) -> String {
        if let irregular = lexicon.irregulars[word] { return irregular }
        var bytes = Array(word.utf8)
        // A number is itself: 500 is no form of 50.
        if bytes.contains(where: { (0x30...0x39).contains($0) }) { return word }
        if bytes.count > 2, bytes.suffix(2).elementsEqual("'s".utf8) { bytes.removeLast(2) }
        let doubleS = bytes.count > 1 && bytes.suffix(2).elementsEqual("ss".utf8)
        if !doubleS {
            for rule in lexicon.suffixes {
                let count = rule.suffix.utf8.count
                guard bytes.count - count >= rule.rest,
                    bytes.suffix(count).elementsEqual(rule.suffix.utf8)
                else { continue }
                bytes.removeLast(count)
                bytes += rule.replacement.utf8
                break
            }
        }
        if bytes.count > 3, let last = bytes.last, last == bytes[bytes.count - 2],
            last != UInt8(ascii: "s"), last != UInt8(ascii: "l"), last < 0x80
        {
            bytes.removeLast()
        }
        if bytes.count > 3, bytes.last == UInt8(ascii: "e") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether two stems are forms of one word: equal, or the shorter (four bytes or more) begins the longer.
    static func agree(_ left: String, _ right: String) -> Bool {
        if left == right { return true }
        let (short, long) =
            left.utf8.count < right.utf8.count ? (left.utf8, right.utf8) : (right.utf8, left.utf8)
        return short.count >= 4 && long.starts(with: short)
            && !long.contains { (0x30...0x39).contains($0) }
    }
}
