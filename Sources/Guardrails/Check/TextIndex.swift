/// Finds texts that share words with a text.
///
/// A posting list per beginning of a word; a text's score is the rarity of the beginnings shared.
struct TextIndex {
    /// A text and where it stands.
    struct Entry: Sendable {
        let text: String
        let path: String
        let range: Range<Int>
        var isInForce = true
    }

    private(set) var entries: [Entry] = []
    private var postings: [UInt32: [Int32]] = [:]
    /// Texts that count although no question finds them.
    private var unlisted = 0

    init(_ entries: some Sequence<Entry>) {
        for entry in entries {
            let number = Int32(self.entries.count)
            self.entries.append(entry)
            for key in Self.keys(of: entry.text) { postings[key, default: []].append(number) }
        }
    }

    /// The same for guardrails whose keys are known, when only texts with some keys will be asked for.
    ///
    /// - Parameters:
    ///   - guardrails: Those that have one of the keys, by place.
    ///   - wanted: The keys.
    ///   - total: Number of all guardrails, those without such keys included.
    init(_ guardrails: [StoreSummary.Entry], answering wanted: Set<UInt32>, of total: Int) {
        unlisted = total - guardrails.count
        for (number, entry) in guardrails.enumerated() {
            let guardrail = entry.guardrail
            entries.append(
                Entry(text: guardrail.text, path: guardrail.path, range: guardrail.range))
            for key in entry.keys where wanted.contains(key) {
                postings[key, default: []].append(Int32(number))
            }
        }
    }

    /// The nearest texts, best first; among equals the earlier.
    ///
    /// Beginnings that more than a fifth of a large index shares find nothing.
    func nearest(to text: String, limit: Int) -> [Int] {
        // A common word leads to half the store: a place for each text is cheaper than a table of those found.
        var scores = [Float](repeating: 0, count: entries.count)
        let total = entries.count + unlisted
        for key in Self.keys(of: text) {
            guard let list = postings[key] else { continue }
            if total > 1000, list.count * 5 > total { continue }
            let weight = Self.rarity(list.count, of: total)
            for number in list { scores[Int(number)] += weight }
        }
        var best: [(value: Float, number: Int)] = []
        var least: Float = 0
        for (number, value) in scores.enumerated() where value > least {
            let place = best.firstIndex { $0.value < value } ?? best.count
            best.insert((value, number), at: place)
            if best.count > limit { best.removeLast() }
            if best.count == limit { least = best.last?.value ?? 0 }
        }
        return best.map(\.number)
    }

    /// Grows with the share of texts that lack the word; no logarithm, for ranking needs none.
    private static func rarity(_ count: Int, of total: Int) -> Float {
        Double(total + 2) / Double(count + 1) > 50
            ? 4 : Double(total + 2) / Double(count + 1) > 8 ? 2.5 : 1
    }

    /// The distinct beginnings (four bytes at most) of the words of three bytes and more, sorted.
    static func keys(of text: String) -> [UInt32] {
        var keys: Set<UInt32> = []
        var key: UInt32 = 0
        var length = 0
        func close() {
            if length >= 3 { keys.insert(key) }
            key = 0
            length = 0
        }
        for byte in text.utf8 {
            let folded: UInt8
            switch byte {
            case 0x41...0x5A: folded = byte | 0x20
            case 0x61...0x7A, 0x30...0x39: folded = byte
            default:
                guard byte >= 0x80 else {
                    close()
                    continue
                }
                folded = byte
            }
            if length < 4 { key = key << 8 | UInt32(folded) }
            length += 1
        }
        close()
        return keys.sorted()
    }
}
