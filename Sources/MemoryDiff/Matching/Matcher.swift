#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Links the items of two snapshots: equal texts, then the best joint choice of reworded ones, then
/// items that were folded into or split off a linked one.
///
/// Whatever it computes is the same with the sides exchanged; `docs/internals/memdiff.md` explains it.
package struct Matcher {
    /// Odds (logarithm) from which a pair is linked.
    static let threshold: Float = 0
    /// Number of items on either side whose state says how much was rewritten around a place.
    static let surroundings = 15
    /// What is presumed where there are few surroundings: so many items, this share of them equal.
    static let presumedItems: Float = 4
    static let presumedCalm: Float = 0.4
    /// Share of equal items below which the surroundings count as rewritten.
    static let upheaval: Float = 0.15

    let old: [Item]
    let new: [Item]
    let corpus: Corpus
    /// Old item to new item, or -1; and back.
    private(set) var newPartner: [Int32]
    private(set) var oldPartner: [Int32]
    let pairing: Pairing
    /// Candidate pairs in ascending order of (old, new).
    private(set) var pairs: [CandidatePair] = []
    /// Places in `pairs` of each old item, consecutive.
    private(set) var oldStart: [Int32] = []
    /// The best cosines of stems of each item.
    private(set) var oldStems: [Rivals] = []
    private(set) var newStems: [Rivals] = []
    private var oldLetters: [Rivals] = []
    private var newLetters: [Rivals] = []
    /// Odds of each candidate pair without the evidence of its neighbours.
    private var baseOdds: [Float] = []
    /// Odds of each candidate pair.
    private(set) var odds: [Float] = []
    /// Hashes of the texts.
    private var oldNames: [UInt64] = []
    private var newNames: [UInt64] = []
    private let previousOld: [Int32]
    private let previousNew: [Int32]
    private var calmOld: [Float] = []
    private var calmNew: [Float] = []
    /// Number of item pairs that were scored against each other.
    package private(set) var scoredPairs = 0

    package init(old: [Item], new: [Item]) {
        self.old = old
        self.new = new
        pairing = Pairing(old: old, new: new)
        newPartner = pairing.newPartner
        oldPartner = pairing.oldPartner
        previousOld = Self.predecessors(of: old)
        previousNew = Self.predecessors(of: new)
        if !newPartner.contains(where: { $0 < 0 }), !oldPartner.contains(where: { $0 < 0 }) {
            corpus = Corpus(old: [], new: [])
            oldStart = [Int32](repeating: 0, count: old.count + 1)
            return
        }
        corpus = Corpus(old: old, new: new)
        oldNames = old.map { StableHash.of($0.text.utf8) }
        newNames = new.map { StableHash.of($0.text.utf8) }
        collectCandidates()
        calmOld = Self.calm(newPartner)
        calmNew = Self.calm(oldPartner)
        weigh()
        for _ in 0..<3 { choose() }
    }

    /// The item before each item in its memory, or -1.
    private static func predecessors(of items: [Item]) -> [Int32] {
        items.indices.map { index in
            index > 0 && items[index - 1].memoryPath == items[index].memoryPath
                ? Int32(index - 1) : -1
        }
    }

    /// The share of items with an equal partner around each place.
    private static func calm(_ partner: [Int32]) -> [Float] {
        var sums: [Int32] = [0]
        sums.reserveCapacity(partner.count + 1)
        for value in partner { sums.append((sums.last ?? 0) + (value >= 0 ? 1 : 0)) }
        return partner.indices.map { index in
            let low = max(0, index - surroundings)
            let high = min(partner.count, index + surroundings + 1)
            let known = Float(sums[high] - sums[low])
            return (known + presumedItems * presumedCalm) / (Float(high - low) + presumedItems)
        }
    }

    private mutating func collectCandidates() {
        let width = UInt64(max(new.count, 1))
        var keys: [UInt64] = []
        let newIndex = CandidateIndex(corpus, items: old.count..<corpus.count)
        let oldIndex = CandidateIndex(corpus, items: 0..<old.count)
        var scratch = CandidateIndex.Scratch(count: corpus.count)
        for item in old.indices where newPartner[item] < 0 {
            newIndex.candidates(of: item, &scratch) { other in
                keys.append(UInt64(item) * width + UInt64(other - old.count))
            }
        }
        for item in new.indices where oldPartner[item] < 0 {
            oldIndex.candidates(of: old.count + item, &scratch) { other in
                keys.append(UInt64(other) * width + UInt64(item))
            }
        }
        scoredPairs = scratch.pairs
        keys.sort()
        pairs.reserveCapacity(keys.count)
        var last: UInt64?
        for key in keys where key != last {
            last = key
            pairs.append(corpus.pair(old: Int(key / width), new: Int(key % width)))
        }
        oldStart = [Int32](repeating: 0, count: old.count + 1)
        for pair in pairs { oldStart[Int(pair.old) + 1] += 1 }
        for index in old.indices { oldStart[index + 1] += oldStart[index] }
        rankRivals()
    }

    /// The best and the second best value among the pairs of an item.
    struct Rivals: Sendable {
        private var best: Float = 0
        private var second: Float = 0
        private var place: Int32 = -1

        mutating func add(_ value: Float, _ place: Int) {
            if value > best {
                second = best
                best = value
                self.place = Int32(place)
            } else if value > second {
                second = value
            }
        }

        /// The best value of another pair than the one at a place.
        func other(than place: Int) -> Float { self.place == Int32(place) ? second : best }
    }

    private mutating func rankRivals() {
        let none = Rivals()
        oldStems = [Rivals](repeating: none, count: old.count)
        newStems = [Rivals](repeating: none, count: new.count)
        oldLetters = oldStems
        newLetters = newStems
        for (place, pair) in pairs.enumerated() {
            oldStems[Int(pair.old)].add(pair.stems, place)
            newStems[Int(pair.new)].add(pair.stems, place)
            oldLetters[Int(pair.old)].add(pair.letters, place)
            newLetters[Int(pair.new)].add(pair.letters, place)
        }
    }

    private func evidence(at place: Int) -> PairEvidence {
        let pair = pairs[place]
        let old = Int(pair.old)
        let new = Int(pair.new)
        let oldRest = oldStems[old].other(than: place)
        let newRest = newStems[new].other(than: place)
        let letterRest = max(
            oldLetters[old].other(than: place),
            newLetters[new].other(than: place))
        let wins: Float = (pair.stems >= oldRest ? 1 : 0) + (pair.stems >= newRest ? 1 : 0)
        let calm = (calmOld[old] + calmNew[new]) / 2
        let size = min(corpus.mass[old], corpus.mass[self.old.count + new])
        return PairEvidence(values: [
            pair.words, pair.stems, pair.letters, log1pf(pair.rare),
            pair.stems / (pair.stems + max(oldRest, newRest) + 0.05),
            pair.stems / (pair.stems + min(oldRest, newRest) + 0.05),
            wins, pair.letters / (pair.letters + letterRest + 0.05),
            log1pf(pair.shared), log1pf(size), calm, 0, 0,
            max(0, 1 - calm / Self.upheaval),
        ])
    }

    private mutating func weigh() {
        baseOdds = pairs.indices.map { place in
            let pair = pairs[place]
            guard newPartner[Int(pair.old)] < 0, oldPartner[Int(pair.new)] < 0 else { return -20 }
            return evidence(at: place).logOdds + location(pair)
        }
    }

    /// Where the two stand and in which form; one memory is likelier to have been edited than two to
    /// have exchanged words, and a heading seldom becomes a sentence.
    private func location(_ pair: CandidatePair) -> Float {
        let left = old[Int(pair.old)]
        let right = new[Int(pair.new)]
        var odds: Float = left.memoryPath == right.memoryPath ? 0 : -1.25
        if (left.form == .heading) != (right.form == .heading) { odds -= 2 }
        if (left.form == .code) != (right.form == .code) { odds -= 1 }
        return odds
    }

    /// How many of the two neighbours on either side are linked to each other, from 0 to 2.
    private func neighbours(_ pair: CandidatePair) -> Float {
        var sum: Float = 0
        let before = (previousOld[Int(pair.old)], previousNew[Int(pair.new)])
        if before.0 < 0, before.1 < 0 {
            sum += 0.5
        } else if before.0 >= 0, before.1 >= 0, newPartner[Int(before.0)] == before.1 {
            sum += 1
        }
        let nextOld = Int(pair.old) + 1
        let nextNew = Int(pair.new) + 1
        let hasOld = nextOld < old.count && previousOld[nextOld] >= 0
        let hasNew = nextNew < new.count && previousNew[nextNew] >= 0
        if !hasOld, !hasNew {
            sum += 0.5
        } else if hasOld, hasNew, Int(newPartner[nextOld]) == nextNew {
            sum += 1
        }
        return sum
    }

    /// The share of linked items whose linked predecessor stands shortly before them on both sides.
    private func order() -> Float {
        func share(_ partner: [Int32], _ there: [Int32]) -> Float {
            var last: Int?
            var good = 0
            var count = 0
            for index in partner.indices where partner[index] >= 0 {
                defer { last = index }
                guard let last else { continue }
                count += 1
                let step = Int(partner[index]) - Int(partner[last])
                if step > 0, step <= index - last + 3 { good += 1 }
            }
            return count < 2 ? 0.5 : Float(good + 1) / Float(count + 2)
        }
        return (share(newPartner, oldPartner) + share(oldPartner, newPartner)) / 2
    }

    /// An order among equal pairs, the nearer place first, that is the same with the sides exchanged.
    func preference(_ pair: CandidatePair) -> UInt64 {
        let place = Double(pair.old) / Double(old.count)
        let other = Double(pair.new) / Double(new.count)
        let nearness = UInt64((1 - abs(place - other)) * 1023)
        let left = oldNames[Int(pair.old)]
        let right = newNames[Int(pair.new)]
        var hash = StableHash()
        hash.combine(min(left, right))
        hash.combine(max(left, right))
        hash.combine(UInt64(pair.old) + UInt64(pair.new))
        return nearness << 13 + hash.value >> 51
    }

    private mutating func choose() {
        let order = order()
        let near = PairEvidence.weights[11] + PairEvidence.weights[12] * order
        odds = baseOdds
        var edges: [Assignment.Edge] = []
        var places: [Int] = []
        for (place, pair) in pairs.enumerated() where baseOdds[place] > -15 {
            odds[place] += near * neighbours(pair)
            guard odds[place] > Self.threshold else { continue }
            // Whole thousandths first, so that rounding decides nothing.
            let odd = Int64((odds[place] - Self.threshold) * 1000) + 1
            edges.append(
                Assignment.Edge(
                    old: pair.old, new: pair.new, gain: odd << 24 + Int64(preference(pair))))
            places.append(place)
        }
        let chosen = Assignment.choose(edges, oldCount: old.count, newCount: new.count)
        newPartner = pairing.newPartner
        oldPartner = pairing.oldPartner
        for index in chosen {
            let pair = pairs[places[index]]
            newPartner[Int(pair.old)] = pair.new
            oldPartner[Int(pair.new)] = pair.old
        }
    }

    /// Calls `body` with every undecided candidate pair and what speaks for it.
    package func forEachEvidence(_ body: (Int, Int, PairEvidence) -> Void) {
        let order = order()
        for (place, pair) in pairs.enumerated() where baseOdds[place] > -15 {
            var evidence = evidence(at: place)
            let near = neighbours(pair)
            evidence.values[11] = near
            evidence.values[12] = near * order
            body(Int(pair.old), Int(pair.new), evidence)
        }
    }
}
