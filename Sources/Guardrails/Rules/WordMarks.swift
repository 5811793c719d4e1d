/// Finds words of a short list in bytes, without making a text of any of them.
///
/// Words are runs of ASCII letters, taken in lower case and told apart by their first eight letters: a longer
/// word may be taken for another with the same beginning.
struct WordMarks: Sendable {
    /// What a word stands for: bit 0 for a word that counts alone, two further bits for each pair.
    typealias Marks = UInt64

    /// Open addressing with linear probing; a key of 0 is an empty slot.
    private var keys: [UInt64]
    private var marks: [Marks]
    /// Every first bit of a pair; the second is the next higher one.
    private var firstOfPairs: Marks

    /// A list of words that count alone, and of pairs that count when both words occur, in whatever order.
    ///
    /// At most 31 pairs; further ones count by their first word alone.
    init(words: some Sequence<String>, pairs: [(String, String)] = []) {
        let words = Array(words)
        self.init(room: words.count + 2 * pairs.count)
        firstOfPairs = pairs.prefix(31).indices.reduce(0) { $0 | 2 << Marks(2 * $1) }
        for word in words { add(word, 1) }
        for (number, pair) in pairs.enumerated() {
            guard number < 31 else {
                add(pair.0, 1)
                continue
            }
            add(pair.0, 2 << Marks(2 * number))
            add(pair.1, 4 << Marks(2 * number))
        }
    }

    /// An empty list with room for some words.
    private init(room: Int) {
        var size = 16
        while size < 4 * room { size *= 2 }
        keys = Array(repeating: 0, count: size)
        marks = Array(repeating: 0, count: size)
        firstOfPairs = 0
    }

    /// Lists of words, each standing for the bit of its number; of lists behind the 64th all share the last.
    init(lists: [Set<String>]) {
        self.init(room: lists.reduce(0) { $0 + $1.count })
        for (number, words) in lists.enumerated() {
            for word in words.sorted() { add(word, 1 << Marks(min(number, 63))) }
        }
    }

    private mutating func add(_ word: String, _ mark: Marks) {
        var key: UInt64 = 0
        for byte in word.utf8.prefix(8) { key = key << 8 | UInt64(byte) }
        var slot = Self.slot(of: key, in: keys.count)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        keys[slot] = key
        marks[slot] |= mark
    }

    /// Multiplicative hashing with the golden ratio (Knuth 1973, section 6.4).
    private static func slot(of key: UInt64, in size: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (size - 1)
    }

    /// What a word stands for, given its first eight lower-case letters, the last in the lowest byte.
    func marks(of key: UInt64) -> Marks {
        keys.withUnsafeBufferPointer { keys in
            var slot = Self.slot(of: key, in: keys.count)
            while keys[slot] != 0 {
                if keys[slot] == key { return marks[slot] }
                slot = (slot + 1) & (keys.count - 1)
            }
            return 0
        }
    }

    /// Whether marks that were seen together count: a word alone or both words of a pair.
    func counts(_ seen: Marks) -> Bool {
        seen & 1 != 0 || seen & (seen >> 1) & firstOfPairs != 0
    }

    /// Whether a text has one of the words or both words of a pair.
    func occur(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var seen: Marks = 0
            var key: UInt64 = 0
            var length = 0
            for byte in bytes {
                let letter = byte | 0x20
                if letter >= 0x61, letter <= 0x7A {
                    if length < 8 { key = key << 8 | UInt64(letter) }
                    length += 1
                } else if length > 0 {
                    seen |= marks(of: key)
                    if seen & 1 != 0 { return true }
                    key = 0
                    length = 0
                }
            }
            if length > 0 { seen |= marks(of: key) }
            return counts(seen)
        }
    }
}
