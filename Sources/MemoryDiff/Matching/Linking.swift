/// Links together with the evidence on which they rest.
struct Linking {
    let old: [Item]
    let new: [Item]
    let links: [Link]
    private let matcher: Matcher

    init(old: [Item], new: [Item]) {
        self.old = old
        self.new = new
        let matcher = Matcher(old: old, new: new)
        self.matcher = matcher
        let groups = Regrouping.joined(Folding(matcher).groups, matcher)
        let sections = SectionMap(matcher)
        links = groups.map { group in
            let olds = group.old.map { Int($0) }.sorted()
            let news = group.new.map { Int($0) }.sorted()
            return Link(
                old: olds, new: news, kind: Self.kind(olds, news, matcher, sections),
                score: Self.score(group, matcher))
        }
        .sorted { $0.old[0] < $1.old[0] }
    }

    /// How an old and a new item agree.
    struct Agreement {
        /// Share of the old item's rarity that stands in the new one.
        let oldCoverage: Double
        /// Share of the new item's rarity that stands in the old one.
        let newCoverage: Double
        /// Cosine of stems.
        let similarity: Double
    }

    /// How two items agree.
    func agreement(old oldItem: Int, new newItem: Int) -> Agreement {
        if matcher.corpus.count == 0 {
            return Agreement(oldCoverage: 1, newCoverage: 1, similarity: 1)
        }
        let pair = matcher.corpus.pair(old: oldItem, new: newItem)
        let oldMass = matcher.corpus.mass[oldItem]
        let newMass = matcher.corpus.mass[old.count + newItem]
        return Agreement(
            oldCoverage: oldMass > 0 ? Double(min(1, pair.shared / oldMass)) : 0,
            newCoverage: newMass > 0 ? Double(min(1, pair.shared / newMass)) : 0,
            similarity: Double(pair.stems))
    }

    /// An item that has some of another's words.
    struct Nearest {
        let item: Int
        /// Share of the other's rarity that stands in it.
        let coverage: Double
        let similarity: Double
        let words: Int

        /// Close enough to be named as a possible home.
        var isClose: Bool {
            coverage >= 0.4 && words >= 3 && (similarity >= 0.2 || coverage >= 0.8)
        }
    }

    /// The new item that covers most of an old one, among its candidates.
    func nearest(toOld item: Int) -> Nearest? {
        guard item + 1 < matcher.oldStart.count, matcher.corpus.count > 0 else { return nil }
        var best: Nearest?
        let mass = matcher.corpus.mass[item]
        guard mass > 0 else { return nil }
        for place in Int(matcher.oldStart[item])..<Int(matcher.oldStart[item + 1]) {
            let pair = matcher.pairs[place]
            // A heading is no home for a statement.
            guard (old[item].form == .heading) == (new[Int(pair.new)].form == .heading) else {
                continue
            }
            let coverage = Double(min(1, pair.shared / mass))
            if coverage > best?.coverage ?? 0 {
                best = Nearest(
                    item: Int(pair.new), coverage: coverage, similarity: Double(pair.stems),
                    words: Int(pair.common))
            }
        }
        return best
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
        if group.old.count == 1, group.new.count == 1,
            matcher.pairing.newPartner[Int(group.old[0])] == group.new[0]
        {
            return 1
        }
        return Double(matcher.coverage(old: group.old, new: group.new))
    }
}
