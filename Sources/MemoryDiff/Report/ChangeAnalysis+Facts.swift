extension ChangeAnalysis {
    /// Numbers, versions, dates, identifiers and names that came, went or changed.
    static func factDetails(
        _ old: String, _ new: String, _ hunks: [Hunk], isSingle: Bool
    ) -> [ChangeDetail] {
        let before = FactScanner.facts(of: old)
        let after = FactScanner.facts(of: new)
        let gone = missing(
            before, from: after, stems: stems(new), changed: isSingle ? hunks.map(\.oldRange) : nil)
        var come = missing(
            after, from: before, stems: stems(old), changed: isSingle ? hunks.map(\.newRange) : nil)
        // What stands less often, but stands, is neither lost nor new.
        let oldKeys = Set(before.map(\.key))
        let newKeys = Set(after.map(\.key))
        var details: [ChangeDetail] = []
        let alone = isSingle ? lonely(gone, come) : [:]
        for fact in gone {
            let hunk = hunks.first { $0.oldRange.overlaps(fact.range) }
            let inHunk = come.indices.filter { place in
                fits(fact, come[place])
                    && (alone[fact] == come[place]
                        || hunk.map { $0.newRange.overlaps(come[place].range) } ?? false)
            }
            let partner =
                isSingle
                ? inHunk.first { come[$0].unit == fact.unit } ?? inHunk.first : nil
            let aspect = Self.aspect(of: fact.category)
            if let partner {
                details.append(
                    ChangeDetail(aspect: aspect, old: fact.text, new: come[partner].text))
                come.remove(at: partner)
            } else if !newKeys.contains(fact.key) {
                details.append(ChangeDetail(aspect: aspect, old: fact.text, new: ""))
            }
        }
        for fact in come where !oldKeys.contains(fact.key) {
            details.append(
                ChangeDetail(aspect: aspect(of: fact.category), old: "", new: fact.text))
        }
        return details
    }

    /// True when one fact can stand where the other stood: a time of day is no day.
    private static func fits(_ left: Fact, _ right: Fact) -> Bool {
        guard left.category == right.category else { return false }
        return left.category != .date || left.key.contains(":") == right.key.contains(":")
    }

    /// Values that are the only ones of their kind and unit on either side are one slot's, in
    /// whatever order the words stand now.
    private static func lonely(_ gone: [Fact], _ come: [Fact]) -> [Fact: Fact] {
        var pairs: [Fact: Fact] = [:]
        for category in [LostTerm.Category.number, .version, .date] {
            let left = gone.filter { $0.category == category }
            let right = come.filter { $0.category == category }
            guard left.count == 1, right.count == 1, let old = left.first, let new = right.first,
                fits(old, new),
                NormativeLexicon.singular(old.unit) == NormativeLexicon.singular(new.unit)
            else { continue }
            pairs[old] = new
        }
        return pairs
    }

    /// The facts that the other side does not have.
    ///
    /// Where the two sides are one item each, a value has to stand there as often as here: `2 cores, 2
    /// disks` that became `2 cores, 3 disks` lost a 2.
    private static func missing(
        _ facts: [Fact], from others: [Fact], stems: Set<UInt64>, changed: [Range<Int>]?
    ) -> [Fact] {
        var counts: [String: Int] = [:]
        for fact in others { counts[fact.key, default: 0] += 1 }
        let known = Set(counts.keys)
        var lacking: Set<Int> = []
        if let changed {
            // What stands in unchanged words keeps its counterpart.
            func isChanged(_ fact: Fact) -> Bool { changed.contains { $0.overlaps(fact.range) } }
            let kept = facts.indices.filter { !isChanged(facts[$0]) }
            for place in kept + facts.indices.filter({ isChanged(facts[$0]) }) {
                let left = counts[facts[place].key, default: 0]
                if left == 0 {
                    lacking.insert(place)
                } else {
                    counts[facts[place].key] = left - 1
                }
            }
        }
        var seen: Set<String> = []
        return facts.indices.filter { place in
            let fact = facts[place]
            switch fact.category {
            case .name, .identifier:
                return !known.contains(fact.key) && seen.insert(fact.key).inserted
                    && !WordScanner.words(of: fact.text).allSatisfy { stems.contains($0.stem) }
            case .number, .version, .date, .prohibition, .negation:
                return changed == nil
                    ? !known.contains(fact.key) && seen.insert(fact.key).inserted
                    : lacking.contains(place)
            }
        }
        .map { facts[$0] }
    }

    private static func aspect(of category: LostTerm.Category) -> ChangeDetail.Aspect {
        switch category {
        case .number: .number
        case .version: .version
        case .date: .date
        case .identifier, .name, .prohibition, .negation: .name
        }
    }

    static func stems(_ text: String) -> Set<UInt64> {
        var stems: Set<UInt64> = []
        WordScanner.scan(text) { stems.insert($0.stem) }
        return stems
    }
}
