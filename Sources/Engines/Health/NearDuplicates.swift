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
            return Array(words)
        }
        for list in words { for word in list { counts[word, default: 0] += 1 } }
        let sorted = words.map { list in
            list.sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
        }
        var lists: [UInt64: [Int]] = [:]
        var found: [(Int, Int)] = []
        for (number, list) in sorted.enumerated() where !list.isEmpty {
            let own = Set(list)
            var seen: Set<Int> = []
            // Two sets that share three quarters have one of so many rarest words in common.
            for word in list.prefix(list.count - Int(leastShare * Double(list.count)) + 1) {
                let known = lists[word] ?? []
                if known.count < longestList { lists[word, default: []].append(number) }
                for other in known where seen.insert(other).inserted {
                    let shared = sorted[other].count { own.contains($0) }
                    let all = list.count + sorted[other].count - shared
                    if Double(shared) >= leastShare * Double(all),
                        entries[other].statement.key != entries[number].statement.key
                    {
                        found.append((other, number))
                    }
                }
            }
        }
        return found.sorted { $0 < $1 }
    }
}
