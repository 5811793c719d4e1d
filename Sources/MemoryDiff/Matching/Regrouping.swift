/// Joins groups between which a clause changed hands.
///
/// `A. B.` and `C.` that became `A.` and `B. C.` are one change. Without it the clause would be reported
/// as lost from one item and as new in another. What a pair of groups must share is text that neither
/// of them explains by itself, so rewording inside a group never joins two.
struct Regrouping {
    /// Smallest share of the rarity of either item that must have changed hands.
    static let leastShare: Float = 0.15
    /// Smallest part of what a group leaves unexplained that must have changed hands.
    static let leastRest: Float = 0.5
    /// Smallest number of stems that must have changed hands.
    static let leastWords: Int32 = 4
    /// Most items of a joined group: more than that nobody reads as one change.
    static let mostItems = 8

    private let matcher: Matcher
    private var groups: [Folding.Group]
    private var groupOfOld: [Int32]
    private var groupOfNew: [Int32]

    /// The groups, with those joined that exchanged a clause.
    static func joined(_ groups: [Folding.Group], _ matcher: Matcher) -> [Folding.Group] {
        var regrouping = Regrouping(matcher: matcher, groups: groups)
        regrouping.join()
        return regrouping.groups.filter { !$0.old.isEmpty }
    }

    private init(matcher: Matcher, groups: [Folding.Group]) {
        self.matcher = matcher
        self.groups = groups
        groupOfOld = [Int32](repeating: -1, count: matcher.old.count)
        groupOfNew = [Int32](repeating: -1, count: matcher.new.count)
        for (index, group) in groups.enumerated() {
            for item in group.old { groupOfOld[Int(item)] = Int32(index) }
            for item in group.new { groupOfNew[Int(item)] = Int32(index) }
        }
    }

    /// A clause of an old item of one group in a new item of another.
    private struct Exchange {
        let from: Int32
        let into: Int32
        let strength: Int64
        let preference: UInt64
    }

    private mutating func join() {
        var exchanges: [Exchange] = []
        for pair in matcher.pairs where pair.common >= Self.leastWords {
            if let exchange = exchange(pair) { exchanges.append(exchange) }
        }
        // The order is the same with the sides exchanged: a full group refuses the same ones.
        exchanges.sort { ($0.strength, $0.preference) > ($1.strength, $1.preference) }
        var parent = Array(groups.indices)
        func root(_ group: Int32) -> Int {
            var group = Int(group)
            while parent[group] != group { group = parent[group] }
            return group
        }
        for exchange in exchanges {
            let left = root(exchange.from)
            let right = root(exchange.into)
            let size = [left, right].reduce(0) { $0 + groups[$1].old.count + groups[$1].new.count }
            guard left != right, size <= Self.mostItems else { continue }
            let (kept, gone) = (min(left, right), max(left, right))
            parent[gone] = kept
            groups[kept].old += groups[gone].old
            groups[kept].new += groups[gone].new
            groups[kept].score = min(groups[kept].score, groups[gone].score)
            groups[gone].old = []
            groups[gone].new = []
        }
    }

    private func exchange(_ pair: CandidatePair) -> Exchange? {
        let old = Int(pair.old)
        let new = Int(pair.new)
        let from = groupOfOld[old]
        let into = groupOfNew[new]
        guard from >= 0, into >= 0, from != into,
            matcher.pairing.newPartner[old] < 0, matcher.pairing.oldPartner[new] < 0
        else { return nil }
        let corpus = matcher.corpus
        let shift = matcher.old.count
        let least = Self.leastShare * max(corpus.mass[old], corpus.mass[shift + new])
        guard pair.shared > least else { return nil }
        let ownNew = groups[Int(from)].new.map { shift + Int($0) }
        let ownOld = groups[Int(into)].old.map { Int($0) }
        var moved: Float = 0
        var count: Int32 = 0
        var lack: Float = 0
        for term in terms(of: old) where !ownNew.contains(where: { has($0, term) }) {
            let rarity = corpus.stems.rarity[Int(term)]
            lack += rarity
            guard has(shift + new, term), !ownOld.contains(where: { has($0, term) }) else {
                continue
            }
            moved += rarity
            count += 1
        }
        guard count >= Self.leastWords, moved > least, moved > Self.leastRest * lack else {
            return nil
        }
        var unexplained: Float = 0
        for term in terms(of: shift + new) where !ownOld.contains(where: { has($0, term) }) {
            unexplained += corpus.stems.rarity[Int(term)]
        }
        guard moved > Self.leastRest * unexplained else { return nil }
        let mass = max(corpus.mass[old], corpus.mass[shift + new])
        return Exchange(
            from: from, into: into, strength: Int64(moved / mass * 1000),
            preference: matcher.preference(pair))
    }

    private func terms(of item: Int) -> ArraySlice<Int32> {
        matcher.corpus.stems.term[matcher.corpus.stems.range(item)]
    }

    private func has(_ item: Int, _ wanted: Int32) -> Bool {
        let terms = terms(of: item)
        var low = terms.startIndex
        var high = terms.endIndex
        while low < high {
            let middle = (low + high) / 2
            if terms[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < terms.endIndex && terms[low] == wanted
    }
}
