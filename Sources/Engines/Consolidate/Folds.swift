internal import MemoryDiff

/// Folds items that say the same into the best-worded of them.
enum Folds {
    /// Least number of words in an item that is folded beside its like.
    private static let leastWords = 3

    static func apply(to draft: inout Draft) {
        var groups: [String: [Int]] = [:]
        for entry in draft.entries where entry.isFreeAsCopy && draft.isUntouched(entry.number) {
            guard entry.statement.words.count >= leastWords else { continue }
            groups[entry.statement.key, default: []].append(entry.number)
        }
        let alike = groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
        for group in alike {
            var clusters: [[Int]] = []
            for number in group {
                let entry = draft.entries[number]
                let home = clusters.firstIndex { cluster in
                    cluster.allSatisfy {
                        Surroundings.allowFolding(entry, draft.entries[$0], in: draft)
                    }
                }
                if let home { clusters[home].append(number) } else { clusters.append([number]) }
            }
            for cluster in clusters where cluster.count > 1 {
                let best = cluster.min { precedes(draft.entries[$0], draft.entries[$1]) }
                guard let best else { continue }
                draft.fold(cluster.filter { $0 != best }, into: best)
            }
        }
    }

    /// Whether the first is worded better, or must stay: a guardrail; more names and numbers as such, a whole sentence, shorter, earlier.
    private static func precedes(_ one: Draft.Entry, _ other: Draft.Entry) -> Bool {
        if one.isGuardrail != other.isGuardrail { return one.isGuardrail }
        let (left, right) = (precision(one), precision(other))
        if left != right { return left > right }
        let ends = [one, other].map { $0.item.text.last.map { ".!".contains($0) } == true }
        if ends[0] != ends[1] { return ends[0] }
        let (short, long) = (one.item.text.utf8.count, other.item.text.utf8.count)
        if short != long { return short < long }
        return one.number < other.number
    }

    private static func precision(_ entry: Draft.Entry) -> Int {
        entry.item.text.reduce(0) { sum, letter in
            sum + (letter.isUppercase || letter.isNumber || letter == "`" ? 1 : 0)
        }
    }
}
