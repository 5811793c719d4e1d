/// The accepted name that was probably meant.
enum NearestName {
    /// The name at the least edit distance (Damerau 1964, adjacent transposition as one), when that is at
    /// most a third of the word and at least one allowed.
    static func of(_ word: String, among names: [String]) -> String? {
        let letters = Array(word.lowercased().utf8.prefix(64))
        var best: (distance: Int, name: String)?
        for name in names {
            let distance = distance(letters, Array(name.utf8))
            if distance < best?.distance ?? .max { best = (distance, name) }
        }
        guard let best, best.distance <= max(1, letters.count / 3) else { return nil }
        return best.name
    }

    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast = [Int]()
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                var cost = min(
                    last[column + 1] + 1, current[column] + 1,
                    last[column] + (left[row] == right[column] ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
