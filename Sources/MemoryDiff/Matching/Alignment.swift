/// Says which new items took the place of which old ones.
public enum Alignment {
    /// The links between two lists of items, in ascending order of their first old item.
    ///
    /// Items in no link were pruned (old) or added (new); no item is in two links. The order of the
    /// items matters as evidence of neighbourhood only: hand them over in store order. Exchanging the
    /// two sides exchanges the sides of the links and nothing else.
    public static func links(old: [Item], new: [Item]) -> [Link] {
        Linking(old: old, new: new).links
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
