/// Says which new items took the place of which old ones.
public enum Alignment {
    /// The links between two lists of items, in ascending order of their first old item.
    ///
    /// Items in no link were pruned (old) or added (new); no item is in two links. The order of the
    /// items matters as evidence of neighbourhood only: hand them over in store order. Exchanging the
    /// two sides exchanges the sides of the links and nothing else.
    public static func links(old: [Item], new: [Item]) -> [Link] {
        let matcher = Matcher(old: old, new: new)
        let folding = Folding(matcher)
        let sections = SectionMap(matcher)
        return folding.groups.map { group in
            let olds = group.old.map { Int($0) }.sorted()
            let news = group.new.map { Int($0) }.sorted()
            return Link(
                old: olds, new: news, kind: kind(olds, news, matcher, sections),
                score: score(group, matcher))
        }
        .sorted { $0.old[0] < $1.old[0] }
    }

    private static func kind(
        _ olds: [Int], _ news: [Int], _ matcher: Matcher, _ sections: SectionMap
    ) -> Link.Kind {
        switch (olds.count, news.count) {
        case (1, 1):
            let old = matcher.old[olds[0]]
            let new = matcher.new[news[0]]
            guard Int(matcher.pairing.newPartner[olds[0]]) == news[0] else { return .modified }
            switch matcher.pairing.agreement[olds[0]] {
            case .sameWords: return .modified
            case .visiblyEqual: return .invisible
            case .equal: return sections.isSamePlace(old, new) ? .unchanged : .moved
            }
        case (1, _): return .split
        case (_, 1): return .compressed
        default: return .regrouped
        }
    }

    private static func score(_ group: Folding.Group, _ matcher: Matcher) -> Double {
        guard group.old.count == 1, group.new.count == 1 else {
            return Double(matcher.coverage(old: group.old, new: group.new))
        }
        let old = Int(group.old[0])
        if matcher.pairing.newPartner[old] == group.new[0] { return 1 }
        return Double(matcher.coverage(old: group.old, new: group.new))
    }
}

/// Which section of the new store an old section became, from the headings that were linked.
struct SectionMap {
    private var renamed: [[String]: [String]] = [:]

    init(_ matcher: Matcher) {
        for (index, item) in matcher.old.enumerated() where item.form == .heading {
            let partner = Int(matcher.newPartner[index])
            guard partner >= 0, matcher.new[partner].form == .heading else { continue }
            let other = matcher.new[partner]
            let from = [item.memoryPath] + item.headings + [item.text]
            let to = [other.memoryPath] + other.headings + [other.text]
            if from != to { renamed[from] = to }
        }
    }

    /// True when the two stand in the same memory and section, however the section is called now.
    func isSamePlace(_ old: Item, _ new: Item) -> Bool {
        guard old.memoryPath == new.memoryPath else { return false }
        if old.headings == new.headings { return true }
        return renamed[[old.memoryPath] + old.headings] == [new.memoryPath] + new.headings
    }
}

extension Matcher {
    /// Cosine of the stems of all old items of a group and all its new items.
    func coverage(old olds: [Int32], new news: [Int32]) -> Float {
        var left = SparseSum()
        var right = SparseSum()
        for item in olds { left.add(corpus, Int(item)) }
        for item in news { right.add(corpus, self.old.count + Int(item)) }
        var dot: Float = 0
        var square: Float = 0
        for (term, weight) in zip(left.term, left.weight) {
            dot += weight * right.weight(of: term)
            square += weight * weight
        }
        var other: Float = 0
        for weight in right.weight { other += weight * weight }
        return min(1, dot / max((square * other).squareRoot(), 1e-6))
    }
}
