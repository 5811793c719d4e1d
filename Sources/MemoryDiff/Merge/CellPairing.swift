/// Decides which cells of a changed stretch are edits of which: in order, the most alike together.
///
/// What is left over is paired by position, so that an item replaced by another counts as edited and a
/// change of it on the other side is a conflict rather than lost.
struct CellPairing {
    /// Pairs of cells that are weighed; beyond, position alone decides.
    private static let mostWeighed = 10_000
    /// Share of common words (Dice) from which two items are taken for the same one.
    private static let leastLikeness = 0.3

    /// For each new cell the old one that it is an edit of.
    private(set) var pairs: [Int?]

    init(_ base: MergeSide, _ old: Range<Int>, _ side: MergeSide, _ new: Range<Int>) {
        pairs = Array(repeating: nil, count: new.count)
        guard !old.isEmpty, !new.isEmpty else { return }
        if old.count * new.count > 1, old.count * new.count <= Self.mostWeighed {
            pairAlike(base, old, side, new)
        }
        var oldStart = old.lowerBound
        var newStart = new.lowerBound
        for place in new.lowerBound...new.upperBound {
            let partner = place == new.upperBound ? old.upperBound : pairs[place - new.lowerBound]
            guard let partner else { continue }
            pairByPosition(base, oldStart..<partner, side, newStart..<place, new.lowerBound)
            oldStart = partner + 1
            newStart = place + 1
        }
    }

    private mutating func pairByPosition(
        _ base: MergeSide, _ old: Range<Int>, _ side: MergeSide, _ new: Range<Int>, _ start: Int
    ) {
        var place = new.lowerBound
        for candidate in old {
            guard place < new.upperBound else { return }
            let (first, second) = (base.cells[candidate], side.cells[place])
            // An entry of another name is another entry.
            let hasOtherSlot = first.slot != nil && second.slot != nil && first.slot != second.slot
            guard first.nature == second.nature, !hasOtherSlot else { continue }
            pairs[place - start] = candidate
            place += 1
        }
    }

    /// Finds the pairs in order with the greatest likeness in sum.
    private mutating func pairAlike(
        _ base: MergeSide, _ old: Range<Int>, _ side: MergeSide, _ new: Range<Int>
    ) {
        let oldWords = old.map { base.wordHashes(ofCell: $0) }
        let newWords = new.map { side.wordHashes(ofCell: $0) }
        let width = new.count + 1
        var likeness = Array(repeating: 0.0, count: old.count * new.count)
        var best = Array(repeating: 0.0, count: (old.count + 1) * width)
        for row in 0..<old.count {
            for column in 0..<new.count {
                let first = base.cells[old.lowerBound + row]
                let second = side.cells[new.lowerBound + column]
                var like = 0.0
                if first.nature == second.nature {
                    like =
                        first.slot != nil && first.slot == second.slot
                        ? 1 : Self.likeness(oldWords[row], newWords[column])
                }
                if like < Self.leastLikeness { like = 0 }
                likeness[row * new.count + column] = like
                best[(row + 1) * width + column + 1] = max(
                    best[row * width + column + 1], best[(row + 1) * width + column],
                    best[row * width + column] + like)
            }
        }
        var row = old.count
        var column = new.count
        while row > 0, column > 0 {
            let value = best[row * width + column]
            let like = likeness[(row - 1) * new.count + column - 1]
            if like > 0, value == best[(row - 1) * width + column - 1] + like {
                pairs[column - 1] = old.lowerBound + row - 1
                row -= 1
                column -= 1
            } else if value == best[(row - 1) * width + column] {
                row -= 1
            } else {
                column -= 1
            }
        }
    }

    /// Twice the number of common words over the number of words, for sorted hashes.
    private static func likeness(_ left: [UInt64], _ right: [UInt64]) -> Double {
        var common = 0
        var first = 0
        var second = 0
        while first < left.count, second < right.count {
            if left[first] == right[second] {
                common += 1
                first += 1
                second += 1
            } else if left[first] < right[second] {
                first += 1
            } else {
                second += 1
            }
        }
        return left.isEmpty || right.isEmpty
            ? 0 : 2 * Double(common) / Double(left.count + right.count)
    }
}

extension MergeSide {
    /// Hashes (FNV-1a) of a cell's words, sorted.
    func wordHashes(ofCell index: Int) -> [UInt64] {
        var hashes: [UInt64] = []
        var hash: UInt64 = 0
        for byte in content[cells[index].core] {
            if byte.isWordLike {
                hash =
                    ((hash == 0 ? 0xCBF2_9CE4_8422_2325 : hash) ^ UInt64(byte)) &* 0x100_0000_01B3
            } else if hash != 0 {
                hashes.append(hash)
                hash = 0
            }
        }
        if hash != 0 { hashes.append(hash) }
        return hashes.sorted()
    }
}
