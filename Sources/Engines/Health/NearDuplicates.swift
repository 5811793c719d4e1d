internal import MemoryDiff

/// Finds items of nearly the same words, which no dream folds by itself because a word may make the difference.
///
/// Candidates share one of their rarest words (prefix filtering: Chaudhuri, Ganti and Kaushik, "A Primitive Operator for
/// Similarity Joins in Data Cleaning", 2006); pairs count from a Jaccard index of stems of 3/4.
enum NearDuplicates {
    private static let leastWords = 5
    private static let leastShare = 0.75
    /// Longest list of items of one word in which pairs are looked for.
    private static let longestList = 60
    /// Largest number of words of an item; longer ones are texts of their own.
    private static let mostWords = 80

    /// Pairs of numbers of entries, in order; those of equal statements are left out.
    static func pairs(in entries: [Draft.Entry]) -> [(Int, Int)] {
        var counts: [UInt64: Int] = [:]
        let words = entries.map { entry -> [UInt64] in
            guard entry.item.form != .heading else { return [] }
            var words: Set<UInt64> = []
            WordScanner.scan(entry.item.text) { words.insert($0.stem) }
            guard (leastWords...mostWords).contains(words.count) else { return [] }
            for word in words { counts[word, default: 0] += 1 }
            return Array(words)
        }
        // Words as numbers, the rarest first, so that sets are compared by merging.
        var ranks: [UInt64: Int] = [:]
        for (rank, word) in counts.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) })
            .enumerated()
        {
            ranks[word.key] = rank
        }
        let sets = words.map { $0.compactMap { ranks[$0] }.sorted() }
        var lists = [[Int]](repeating: [], count: ranks.count)
        var found: [(Int, Int)] = []
        var seen = [Int](repeating: -1, count: entries.count)
        for (number, set) in sets.enumerated() where !set.isEmpty {
            // Two sets that share three quarters have one of so many rarest words in common.
            let needed = Int((leastShare * Double(set.count)).rounded(.up))
            for word in set.prefix(set.count - needed + 1) {
                for other in lists[word] where seen[other] != number {
                    seen[other] = number
                    if areNear(set, sets[other]),
                        entries[other].statement.key != entries[number].statement.key
                    {
                        found.append((other, number))
                    }
                }
                if lists[word].count < longestList { lists[word].append(number) }
            }
        }
        return found.sorted { $0 < $1 }
    }

    /// Whether two sets of sorted numbers share enough of all that they have.
    private static func areNear(_ one: [Int], _ other: [Int]) -> Bool {
        let (small, large) = (min(one.count, other.count), max(one.count, other.count))
        guard Double(small) >= leastShare * Double(large) else { return false }
        var (left, right, shared) = (0, 0, 0)
        while left < one.count, right < other.count {
            if one[left] == other[right] {
                shared += 1
                left += 1
                right += 1
            } else if one[left] < other[right] {
                left += 1
            } else {
                right += 1
            }
        }
        return Double(shared) >= leastShare * Double(one.count + other.count - shared)
    }
}
