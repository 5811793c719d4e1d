/// Finds the word that somebody probably meant.
enum Spelling {
    /// Longest word that is compared; nobody mistypes more.
    private static let longest = 64

    /// The nearest of the known words, if it is near enough for a suggestion.
    static func nearest(to word: String, in known: [String]) -> String? {
        guard word.utf8.count <= longest else { return nil }
        let best =
            known
            .map {
                (distance: distance(Array(word.unicodeScalars), Array($0.unicodeScalars)), word: $0)
            }
            .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
        guard let best, best.distance <= max(1, (word.count + 1) / 3) else {
            return known.filter { word.count >= 3 && $0.hasPrefix(word) }.min()
        }
        return best.word
    }

    /// Edit distance with swaps of neighbours (Damerau 1964, in the restricted form).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var before: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(
                    last[column + 1] + 1, current[column] + 1,
                    last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, before[column - 1] + 1)
                }
                current.append(cost)
            }
            before = last
            last = current
        }
        return last[right.count]
    }
}
