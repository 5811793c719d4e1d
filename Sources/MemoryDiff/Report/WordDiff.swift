/// Compares two texts word by word.
public enum WordDiff {
    /// The spans of both texts in reading order; together they cover every word of either.
    ///
    /// White space between words belongs to the span of the words around it, so re-wrapping makes
    /// no difference. Time and memory are bounded for texts of any length: anchors are words that
    /// occur once on either side (Cohen, "patience diff", 2005), small gaps are solved exactly.
    public static func spans(old: String, new: String) -> [WordSpan] {
        let left = DiffToken.tokens(of: old)
        let right = DiffToken.tokens(of: new)
        var matches: [(Int, Int)] = []
        align(left, 0..<left.count, right, 0..<right.count, depth: 0, &matches)
        return spans(left, right, withoutIslands(left, right, matches))
    }

    /// The matches without single characters that stand glued between changed ones: `eu-west` that
    /// became `us-east` shares a hyphen, which says nothing.
    private static func withoutIslands(
        _ left: [DiffToken], _ right: [DiffToken], _ matches: [(Int, Int)]
    ) -> [(Int, Int)] {
        var kept: [(Int, Int)] = []
        kept.reserveCapacity(matches.count)
        var previous = (left: -1, right: -1)
        var index = 0
        while index < matches.count {
            let start = matches[index]
            var run = 1
            while index + run < matches.count,
                matches[index + run] == (start.0 + run, start.1 + run)
            {
                run += 1
            }
            let next =
                index + run < matches.count ? matches[index + run] : (left.count, right.count)
            let isIsland =
                run <= 2
                && left[start.0..<start.0 + run].reduce(0) { $0 + $1.weight } <= 4
                && !left[start.0..<start.0 + run].contains(where: \.isWord)
                && isEnclosed(left, previous.left, start.0..<start.0 + run, next.0)
                && isEnclosed(right, previous.right, start.1..<start.1 + run, next.1)
            if !isIsland { kept += matches[index..<index + run] }
            previous = (start.0 + run - 1, start.1 + run - 1)
            index += run
        }
        return kept
    }

    /// True when changed tokens stand right before and right after a run, without a space between.
    private static func isEnclosed(
        _ tokens: [DiffToken], _ previous: Int, _ run: Range<Int>, _ next: Int
    ) -> Bool {
        guard run.lowerBound - previous > 1, next > run.upperBound, run.upperBound < tokens.count
        else { return false }
        return tokens[run.lowerBound - 1].range.upperBound
            == tokens[run.lowerBound].range.lowerBound
            && tokens[run.upperBound - 1].range.upperBound
                == tokens[run.upperBound].range.lowerBound
    }

    /// Largest number of cells that are solved exactly.
    private static let exactCells = 160_000

    private static func align(
        _ left: [DiffToken], _ leftRange: Range<Int>, _ right: [DiffToken],
        _ rightRange: Range<Int>, depth: Int, _ matches: inout [(Int, Int)]
    ) {
        var leftStart = leftRange.lowerBound
        var rightStart = rightRange.lowerBound
        var leftEnd = leftRange.upperBound
        var rightEnd = rightRange.upperBound
        while leftStart < leftEnd, rightStart < rightEnd,
            left[leftStart].name == right[rightStart].name
        {
            matches.append((leftStart, rightStart))
            leftStart += 1
            rightStart += 1
        }
        var tail: [(Int, Int)] = []
        while leftStart < leftEnd, rightStart < rightEnd,
            left[leftEnd - 1].name == right[rightEnd - 1].name
        {
            leftEnd -= 1
            rightEnd -= 1
            tail.append((leftEnd, rightEnd))
        }
        defer { matches += tail.reversed() }
        let cells = (leftEnd - leftStart) * (rightEnd - rightStart)
        guard cells > 0 else { return }
        if cells <= exactCells {
            solve(left, leftStart..<leftEnd, right, rightStart..<rightEnd, &matches)
            return
        }
        guard depth < 32 else { return }
        var leftPlace = leftStart
        var rightPlace = rightStart
        for (leftAnchor, rightAnchor) in anchors(
            left, leftStart..<leftEnd, right, rightStart..<rightEnd)
        {
            align(
                left, leftPlace..<leftAnchor, right, rightPlace..<rightAnchor, depth: depth + 1,
                &matches)
            matches.append((leftAnchor, rightAnchor))
            leftPlace = leftAnchor + 1
            rightPlace = rightAnchor + 1
        }
        if leftPlace > leftStart {
            align(
                left, leftPlace..<leftEnd, right, rightPlace..<rightEnd, depth: depth + 1, &matches)
        }
    }

    /// Words that occur once on either side, in the longest run that has the same order on both.
    private static func anchors(
        _ left: [DiffToken], _ leftRange: Range<Int>, _ right: [DiffToken],
        _ rightRange: Range<Int>
    ) -> [(Int, Int)] {
        var once: [UInt64: (left: Int, right: Int, count: Int)] = [:]
        for place in leftRange {
            let name = left[place].name
            once[name] = once[name] == nil ? (place, -1, 1) : (-1, -1, 9)
        }
        for place in rightRange {
            guard let entry = once[right[place].name], entry.count < 9 else { continue }
            once[right[place].name] =
                entry.right < 0 ? (entry.left, place, 2) : (-1, -1, 9)
        }
        let common = leftRange.compactMap { place -> (Int, Int)? in
            guard let entry = once[left[place].name], entry.count == 2 else { return nil }
            return (place, entry.right)
        }
        var piles: [Int] = []
        var previous = [Int](repeating: -1, count: common.count)
        for (index, pair) in common.enumerated() {
            var low = 0
            var high = piles.count
            while low < high {
                let middle = (low + high) / 2
                if common[piles[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
            }
            if low > 0 { previous[index] = piles[low - 1] }
            if low == piles.count { piles.append(index) } else { piles[low] = index }
        }
        var chain: [(Int, Int)] = []
        var place = piles.last ?? -1
        while place >= 0 {
            chain.append(common[place])
            place = previous[place]
        }
        return chain.reversed()
    }

    /// The longest common subsequence, words before punctuation.
    private static func solve(
        _ left: [DiffToken], _ leftRange: Range<Int>, _ right: [DiffToken],
        _ rightRange: Range<Int>, _ matches: inout [(Int, Int)]
    ) {
        let width = rightRange.count + 1
        var table = [Int32](repeating: 0, count: (leftRange.count + 1) * width)
        for row in stride(from: leftRange.count - 1, through: 0, by: -1) {
            let token = left[leftRange.lowerBound + row]
            for column in stride(from: rightRange.count - 1, through: 0, by: -1) {
                var best = max(table[(row + 1) * width + column], table[row * width + column + 1])
                if token.name == right[rightRange.lowerBound + column].name {
                    best = max(best, table[(row + 1) * width + column + 1] + token.weight)
                }
                table[row * width + column] = best
            }
        }
        var row = 0
        var column = 0
        while row < leftRange.count, column < rightRange.count {
            let token = left[leftRange.lowerBound + row]
            let best = table[row * width + column]
            if token.name == right[rightRange.lowerBound + column].name,
                best == table[(row + 1) * width + column + 1] + token.weight
            {
                matches.append((leftRange.lowerBound + row, rightRange.lowerBound + column))
                row += 1
                column += 1
            } else if best == table[(row + 1) * width + column] {
                row += 1
            } else {
                column += 1
            }
        }
    }

    private static func spans(
        _ left: [DiffToken], _ right: [DiffToken], _ matches: [(Int, Int)]
    ) -> [WordSpan] {
        var spans: [WordSpan] = []
        var leftPlace = 0
        var rightPlace = 0
        var leftEnd = 0
        var rightEnd = 0
        func bytes(_ tokens: [DiffToken], _ range: Range<Int>, _ end: Int) -> Range<Int> {
            guard let first = tokens[range].first, let last = tokens[range].last else {
                return end..<end
            }
            return first.range.lowerBound..<last.range.upperBound
        }
        func gap(_ leftTo: Int, _ rightTo: Int) {
            if leftPlace < leftTo {
                let range = bytes(left, leftPlace..<leftTo, leftEnd)
                spans.append(WordSpan(role: .removed, old: range, new: rightEnd..<rightEnd))
                leftEnd = range.upperBound
            }
            if rightPlace < rightTo {
                let range = bytes(right, rightPlace..<rightTo, rightEnd)
                spans.append(WordSpan(role: .added, old: leftEnd..<leftEnd, new: range))
                rightEnd = range.upperBound
            }
        }
        var index = 0
        while index < matches.count {
            let (leftStart, rightStart) = matches[index]
            gap(leftStart, rightStart)
            var run = 1
            while index + run < matches.count,
                matches[index + run] == (leftStart + run, rightStart + run)
            {
                run += 1
            }
            let oldRange = bytes(left, leftStart..<leftStart + run, leftEnd)
            let newRange = bytes(right, rightStart..<rightStart + run, rightEnd)
            spans.append(WordSpan(role: .equal, old: oldRange, new: newRange))
            leftEnd = oldRange.upperBound
            rightEnd = newRange.upperBound
            leftPlace = leftStart + run
            rightPlace = rightStart + run
            index += run
        }
        gap(left.count, right.count)
        return spans
    }
}
