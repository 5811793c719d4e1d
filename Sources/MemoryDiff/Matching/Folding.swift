#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Lets items without a partner join the group of a linked one: several old items that became one,
/// one old item that became several, or both; both directions in one pass, the surest fold first.
package struct Folding {
    /// A group of linked items.
    struct Group {
        var old: [Int32]
        var new: [Int32]
        /// Surest evidence first link, then folds.
        var score: Float
    }

    /// Kinds of evidence: coverage, explained rest, novelty, gain, rest, adjacency, stems, ratio, overlap.
    static let width = 9
    package static let names = [
        "coverage", "explained", "novel", "gain", "rest", "adjacent", "stems", "ratio", "overlap",
    ]
    static let weights: [Float] = [
        1.11, 1.35, 3.1, 4.04, 0.65, 0.8, 1.22, 5.01, 0.7,
    ]
    static let bias: Float = -8.85
    static let threshold: Float = 0
    /// Smallest cosine of stems at which a fold is considered.
    static let leastSimilarity: Float = 0.08
    /// Smallest number of common stems at which a fold is considered.
    static let leastWords: Int32 = 3
    /// Cosine of stems from which an item without partner counts as a duplicate.
    static let duplicateSimilarity: Float = 0.8

    private let matcher: Matcher
    private(set) var groups: [Group] = []
    private var groupOfOld: [Int32]
    private var groupOfNew: [Int32]

    init(_ matcher: Matcher) {
        self.init(unfolded: matcher)
        fold()
    }

    private init(unfolded matcher: Matcher) {
        self.matcher = matcher
        groupOfOld = [Int32](repeating: -1, count: matcher.old.count)
        groupOfNew = [Int32](repeating: -1, count: matcher.new.count)
        for old in matcher.old.indices {
            let new = matcher.newPartner[old]
            guard new >= 0 else { continue }
            groupOfOld[old] = Int32(groups.count)
            groupOfNew[Int(new)] = Int32(groups.count)
            groups.append(Group(old: [Int32(old)], new: [new], score: 1))
        }
    }

    /// Calls `body` with every way to fold an item into a linked pair and what speaks for it, but for duplicates.
    package static func forEachEvidence(
        of matcher: Matcher, _ body: (_ old: Int, _ new: Int, _ values: [Float]) -> Void
    ) {
        let folding = Folding(unfolded: matcher)
        for option in folding.options() {
            let pair = matcher.pairs[Int(option.place)]
            if pair.stems >= duplicateSimilarity { continue }
            body(Int(pair.old), Int(pair.new), folding.evidence(for: option))
        }
    }

    /// A way to fold an item into a group.
    struct Option {
        let isOld: Bool
        let item: Int32
        let group: Int32
        let place: Int32
        /// Order among equal options.
        let preference: UInt64
        var odds: Float
    }

    private func options() -> [Option] {
        var options: [Option] = []
        for (place, pair) in matcher.pairs.enumerated() where pair.stems >= Self.leastSimilarity {
            let left = groupOfOld[Int(pair.old)]
            let right = groupOfNew[Int(pair.new)]
            // Headings and two-word labels stand everywhere: that they are repeated says nothing.
            guard pair.common >= Self.leastWords,
                matcher.old[Int(pair.old)].form != .heading,
                matcher.new[Int(pair.new)].form != .heading
            else { continue }
            if left < 0, right >= 0 {
                options.append(
                    Option(
                        isOld: true, item: pair.old, group: right, place: Int32(place),
                        preference: matcher.preference(pair), odds: 0))
            } else if left >= 0, right < 0 {
                options.append(
                    Option(
                        isOld: false, item: pair.new, group: left, place: Int32(place),
                        preference: matcher.preference(pair), odds: 0))
            }
        }
        return options
    }

    private mutating func fold() {
        var open = options()
        for index in open.indices { open[index].odds = odds(of: open[index]) }
        while true {
            var ready = open.filter { $0.odds > Self.threshold }
            if ready.isEmpty { return }
            ready.sort { precedes($0, $1) }
            var touched: Set<Int32> = []
            for option in ready {
                let group = Int(option.group)
                // A group that took many is a pile of near duplicates: what explains it stays the same.
                let size = groups[group].old.count + groups[group].new.count
                if touched.contains(option.group), size < 24 { continue }
                guard isFree(option) else { continue }
                touched.insert(option.group)
                if option.isOld {
                    groups[group].old.append(option.item)
                    groupOfOld[Int(option.item)] = option.group
                } else {
                    groups[group].new.append(option.item)
                    groupOfNew[Int(option.item)] = option.group
                }
            }
            if touched.isEmpty { return }
            open = open.filter { isFree($0) }
            for index in open.indices where touched.contains(open[index].group) {
                open[index].odds = odds(of: open[index])
            }
        }
    }

    private func isFree(_ option: Option) -> Bool {
        option.isOld
            ? groupOfOld[Int(option.item)] < 0 : groupOfNew[Int(option.item)] < 0
    }

    /// Order that is the same with the sides exchanged.
    private func precedes(_ left: Option, _ right: Option) -> Bool {
        let leftOdds = Int64(left.odds * 1000)
        let rightOdds = Int64(right.odds * 1000)
        if leftOdds != rightOdds { return leftOdds > rightOdds }
        if left.preference != right.preference { return left.preference > right.preference }
        return left.item < right.item
    }

    private func odds(of option: Option) -> Float {
        let pair = matcher.pairs[Int(option.place)]
        if pair.stems >= Self.duplicateSimilarity, pair.shared > 0 {
            return 4 + pair.stems
        }
        let values = evidence(for: option)
        var sum = Self.bias
        for index in 0..<Self.width { sum += Self.weights[index] * values[index] }
        return sum
    }

    /// What speaks for a fold, in the order of `names`.
    func evidence(for option: Option) -> [Float] {
        let pair = matcher.pairs[Int(option.place)]
        let corpus = matcher.corpus
        let group = groups[Int(option.group)]
        let shift = matcher.old.count
        let leaf = option.isOld ? Int(option.item) : shift + Int(option.item)
        let target = option.isOld ? shift + Int(pair.new) : Int(pair.old)
        let siblings = option.isOld ? group.old.map { Int($0) } : group.new.map { shift + Int($0) }
        let rarity = corpus.stems.rarity

        var explained = SparseSum()
        for sibling in siblings { explained.add(corpus, sibling) }
        var rest: Float = 0
        var novel: Float = 0
        var overlap: Float = 0
        var dotBefore: Float = 0
        var dotLeaf: Float = 0
        var leafSquare: Float = 0
        var crossLeaf: Float = 0
        var targetSquare: Float = 0
        let leafTerms = SparseSum(corpus, leaf)
        let targetTerms = SparseSum(corpus, target)
        for (term, weight) in zip(targetTerms.term, targetTerms.weight) {
            targetSquare += weight * weight
            let byGroup = explained.weight(of: term)
            let byLeaf = leafTerms.weight(of: term)
            dotBefore += weight * byGroup
            dotLeaf += weight * byLeaf
            if byGroup == 0 {
                rest += rarity[Int(term)]
                if byLeaf > 0 { novel += rarity[Int(term)] }
            }
        }
        for (term, weight) in zip(leafTerms.term, leafTerms.weight) {
            leafSquare += weight * weight
            let byGroup = explained.weight(of: term)
            crossLeaf += weight * byGroup
            if byGroup > 0 { overlap += rarity[Int(term)] }
        }
        var groupSquare: Float = 0
        for weight in explained.weight { groupSquare += weight * weight }
        let before = dotBefore / max((groupSquare * targetSquare).squareRoot(), 1e-6)
        let joint = groupSquare + leafSquare + 2 * crossLeaf
        let after = (dotBefore + dotLeaf) / max((joint * targetSquare).squareRoot(), 1e-6)
        let mass = max(corpus.mass[leaf], 1e-6)
        let isAdjacent = siblings.contains { abs($0 - leaf) == 1 }
        let other =
            option.isOld
            ? matcher.oldStems[Int(pair.old)].other(than: Int(option.place))
            : matcher.newStems[Int(pair.new)].other(than: Int(option.place))
        return [
            pair.shared / mass, rest > 0 ? novel / rest : 0, novel / mass, after - before,
            log1pf(novel), isAdjacent ? 1 : 0, pair.stems,
            pair.stems / (pair.stems + other + 0.05), overlap / mass,
        ]
    }
}

/// A sum of items' term weights, in ascending order of term.
struct SparseSum {
    private(set) var term: [Int32] = []
    private(set) var weight: [Float] = []

    init() {}

    init(_ corpus: Corpus, _ item: Int) {
        let range = corpus.stems.range(item)
        term = Array(corpus.stems.term[range])
        weight = Array(corpus.stems.weight[range])
    }

    mutating func add(_ corpus: Corpus, _ item: Int) {
        let other = SparseSum(corpus, item)
        if term.isEmpty {
            self = other
            return
        }
        var merged = SparseSum()
        var left = 0
        var right = 0
        while left < term.count || right < other.term.count {
            if right == other.term.count || (left < term.count && term[left] < other.term[right]) {
                merged.term.append(term[left])
                merged.weight.append(weight[left])
                left += 1
            } else if left == term.count || other.term[right] < term[left] {
                merged.term.append(other.term[right])
                merged.weight.append(other.weight[right])
                right += 1
            } else {
                merged.term.append(term[left])
                merged.weight.append(weight[left] + other.weight[right])
                left += 1
                right += 1
            }
        }
        self = merged
    }

    func weight(of wanted: Int32) -> Float {
        var low = 0
        var high = term.count
        while low < high {
            let middle = (low + high) / 2
            if term[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < term.count && term[low] == wanted ? weight[low] : 0
    }
}
