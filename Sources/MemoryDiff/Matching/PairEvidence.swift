#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What speaks for or against an old and a new item being the same statement.
package struct PairEvidence: Sendable {
    /// Number of kinds of evidence.
    package static let width = 14
    /// Names of the kinds, in order.
    package static let names = [
        "words", "stems", "letters", "rare", "bestRatio", "restRatio", "wins", "letterRatio",
        "shared", "size", "calm", "neighbours", "orderedNeighbours",
        "rewritten",
    ]
    /// Weights of a logistic regression over labelled pairs; `docs/internals/memdiff.md` says which.
    static let weights: [Float] = [
        1.48, 0.19, -0.18, 0.67, 2.62, 6.0, 0.82, 4.46, 0.27, -0.25, -2.07, 0.54, 0.81, 1.6,
    ]
    static let bias: Float = -8.97

    /// The values, in the order of `names`.
    package var values: [Float]

    /// The logarithm of the odds that the two are one.
    var logOdds: Float {
        var sum = Self.bias
        for index in 0..<Self.width { sum += Self.weights[index] * values[index] }
        return sum
    }
}

/// A pair of items that share words.
struct CandidatePair: Sendable {
    let old: Int32
    let new: Int32
    /// Cosine of whole words.
    var words: Float = 0
    /// Cosine of stems.
    var stems: Float = 0
    /// Similarity of letter sequences.
    var letters: Float = 0
    /// Rarity that both have, by stems.
    var shared: Float = 0
    /// Number of common stems.
    var common: Int32 = 0
    /// Number of common stems that stand in at most two items of either side.
    var rare: Float = 0
}

extension Corpus {
    /// Compares an old item with a new one, each by its place on its own side.
    func pair(old: Int, new newItem: Int) -> CandidatePair {
        let new = oldCount + newItem
        var pair = CandidatePair(old: Int32(old), new: Int32(newItem))
        pair.words = dot(words, old, new)
        pair.letters = letters[old].similarity(to: letters[new])
        var left = Int(stems.start[old])
        var right = Int(stems.start[new])
        let leftEnd = Int(stems.start[old + 1])
        let rightEnd = Int(stems.start[new + 1])
        while left < leftEnd, right < rightEnd {
            let term = stems.term[left]
            let other = stems.term[right]
            if term == other {
                pair.stems += stems.unit[left] * stems.unit[right]
                pair.shared += stems.rarity[Int(term)]
                pair.common += 1
                if oldFrequency[Int(term)] <= 2, newFrequency[Int(term)] <= 2 { pair.rare += 1 }
                left += 1
                right += 1
            } else if term < other {
                left += 1
            } else {
                right += 1
            }
        }
        return pair
    }

    private func dot(_ space: Space, _ old: Int, _ new: Int) -> Float {
        var sum: Float = 0
        var left = Int(space.start[old])
        var right = Int(space.start[new])
        let leftEnd = Int(space.start[old + 1])
        let rightEnd = Int(space.start[new + 1])
        while left < leftEnd, right < rightEnd {
            let term = space.term[left]
            let other = space.term[right]
            if term == other {
                sum += space.unit[left] * space.unit[right]
                left += 1
                right += 1
            } else if term < other {
                left += 1
            } else {
                right += 1
            }
        }
        return sum
    }
}
