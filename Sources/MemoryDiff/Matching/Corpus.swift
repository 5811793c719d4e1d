#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The items of both sides as weighted terms, old items first.
///
/// Weights are `(1 + ln tf) * ln(1 + T / df)` with T the number of items on both sides together and
/// df the number that have the term, `CommonWords` included in both
/// (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988).
package struct Corpus: Sendable {
    /// Terms of all items, packed: the terms of item `i` stand at `start[i]..<start[i + 1]`,
    /// in ascending order of term.
    struct Space: Sendable {
        var start: [Int32] = [0]
        var term: [Int32] = []
        /// Weight divided by the length of the item's vector.
        var unit: [Float] = []
        /// Weight as it is.
        var weight: [Float] = []
        /// Weight of one occurrence, by term.
        var rarity: [Float] = []

        func range(_ item: Int) -> Range<Int> { Int(start[item])..<Int(start[item + 1]) }
    }

    /// Number of old items; the new ones follow.
    let oldCount: Int
    /// Number of items of both sides.
    let count: Int
    /// Whole words.
    private(set) var words = Space()
    /// Beginnings of words.
    private(set) var stems = Space()
    /// Sum of the rarities of an item's different stems.
    private(set) var mass: [Float] = []
    /// Number of old items with a stem.
    private(set) var oldFrequency: [Int32] = []
    /// Number of new items with a stem.
    private(set) var newFrequency: [Int32] = []
    /// Sets of four-letter sequences.
    private(set) var letters: [LetterSignature] = []

    init(old: [Item], new: [Item]) {
        oldCount = old.count
        count = old.count + new.count
        var wordTable = TermTable()
        var stemTable = TermTable()
        letters.reserveCapacity(count)
        for item in [old, new].joined() {
            wordTable.beginItem()
            stemTable.beginItem()
            var signature = LetterSignature.Builder()
            WordScanner.scan(item.text) { word in
                wordTable.add(word.term)
                stemTable.add(word.stem)
            }
            signature.add(item.text)
            letters.append(signature.signature)
        }
        words = wordTable.space(items: count, CommonWords.words)
        stems = stemTable.space(items: count, CommonWords.stems)
        oldFrequency = [Int32](repeating: 0, count: stems.rarity.count)
        newFrequency = oldFrequency
        mass.reserveCapacity(count)
        for item in 0..<count {
            var sum: Float = 0
            for place in stems.range(item) {
                let term = Int(stems.term[place])
                sum += stems.rarity[term]
                if item < oldCount { oldFrequency[term] += 1 } else { newFrequency[term] += 1 }
            }
            mass.append(sum)
        }
    }

    /// Collects terms item by item and numbers them by their hashes, so that neither side comes first.
    private struct TermTable {
        private var hashes: [UInt64] = []
        private var starts: [Int] = []

        mutating func beginItem() { starts.append(hashes.count) }
        mutating func add(_ hash: UInt64) { hashes.append(hash) }

        func space(items: Int, _ shares: [UInt64: Float]) -> Space {
            var names = hashes
            names.sort()
            var unique = 0
            for index in names.indices where index == 0 || names[index] != names[unique - 1] {
                names[unique] = names[index]
                unique += 1
            }
            names.removeSubrange(unique...)
            let ranks = RankTable(sorted: names)
            var space = Space()
            space.start.reserveCapacity(items + 1)
            space.term.reserveCapacity(hashes.count)
            var frequency = [Int32](repeating: 0, count: names.count)
            var counts: [Float] = []
            counts.reserveCapacity(hashes.count)
            var buffer: [Int32] = []
            for item in 0..<items {
                let end = item + 1 < starts.count ? starts[item + 1] : hashes.count
                buffer.removeAll(keepingCapacity: true)
                for place in starts[item]..<end { buffer.append(ranks.rank(of: hashes[place])) }
                buffer.sort()
                var place = 0
                while place < buffer.count {
                    var next = place + 1
                    while next < buffer.count, buffer[next] == buffer[place] { next += 1 }
                    space.term.append(buffer[place])
                    counts.append(Float(next - place))
                    frequency[Int(buffer[place])] += 1
                    place = next
                }
                space.start.append(Int32(space.term.count))
            }
            let total = Float(items) + CommonWords.size
            space.rarity = zip(names, frequency).map { name, count in
                logf(1 + total / (Float(count) + CommonWords.size * (shares[name] ?? 0)))
            }
            space.weight = zip(space.term, counts).map { term, count in
                (1 + logf(count)) * space.rarity[Int(term)]
            }
            space.unit = space.weight
            for item in 0..<items {
                var square: Float = 0
                for place in space.range(item) {
                    square += space.weight[place] * space.weight[place]
                }
                guard square > 0 else { continue }
                let scale = 1 / square.squareRoot()
                for place in space.range(item) { space.unit[place] *= scale }
            }
            return space
        }
    }
}

/// Ranks of sorted 64-bit names, by open addressing.
private struct RankTable {
    private var slots: [Int32]
    private let names: [UInt64]
    private let mask: Int

    init(sorted names: [UInt64]) {
        self.names = names
        var size = 16
        while size < names.count * 2 { size *= 2 }
        mask = size - 1
        slots = [Int32](repeating: -1, count: size)
        for (rank, name) in names.enumerated() {
            var slot = Int(truncatingIfNeeded: name) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(rank)
        }
    }

    func rank(of name: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: name) & mask
        while slots[slot] >= 0, names[Int(slots[slot])] != name { slot = (slot + 1) & mask }
        return slots[slot]
    }
}
