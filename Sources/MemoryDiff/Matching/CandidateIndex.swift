/// Finds the few items of the other side that an item could have become, from an inverted index.
///
/// Rare stems are followed first and a budget ends the walk, so the cost of an item does not grow
/// with the store (Zobel and Moffat, "Inverted files for text search engines", 2006).
struct CandidateIndex {
    /// Most candidates kept for an item from its own side.
    static let breadth = 12
    /// Most index entries read for one item.
    static let budget = 3_000

    private let corpus: Corpus
    private let items: Range<Int>
    private var start: [Int32]
    /// Item and weight beside each other, for they are read together.
    private var entries: [(item: Int32, weight: Float)]

    /// Indexes the items of one side.
    init(_ corpus: Corpus, items: Range<Int>) {
        self.corpus = corpus
        self.items = items
        let stems = corpus.stems
        start = [Int32](repeating: 0, count: stems.rarity.count + 1)
        for item in items {
            for place in stems.range(item) { start[Int(stems.term[place]) + 1] += 1 }
        }
        for term in stems.rarity.indices { start[term + 1] += start[term] }
        var next = start
        entries = Array(repeating: (0, 0), count: Int(start.last ?? 0))
        for item in items {
            for place in stems.range(item) {
                let term = Int(stems.term[place])
                entries[Int(next[term])] = (Int32(item), stems.unit[place])
                next[term] += 1
            }
        }
    }

    /// Scratch space that queries share.
    struct Scratch {
        var score: [Float]
        var touched: [Int32] = []
        var terms: [(length: Int32, place: Int32)] = []
        /// Number of (item, item) pairs whose scores were summed up.
        var pairs = 0

        init(count: Int) { score = [Float](repeating: 0, count: count) }
    }

    /// Sums up what the items of the index have in common with the terms in the scratch space.
    private func score(_ scratch: inout Scratch) {
        var touched = scratch.touched
        scratch.touched = []
        let terms = scratch.terms
        entries.withUnsafeBufferPointer { entries in
            scratch.score.withUnsafeMutableBufferPointer { score in
                var budget = Self.budget
                for (length, place) in terms {
                    budget -= Int(length)
                    if budget < 0 { break }
                    let term = Int(corpus.stems.term[Int(place)])
                    let weight = corpus.stems.unit[Int(place)]
                    for place in Int(start[term])..<Int(start[term + 1]) {
                        let entry = entries[place]
                        let before = score[Int(entry.item)]
                        if before == 0 { touched.append(entry.item) }
                        score[Int(entry.item)] = before + weight * entry.weight
                    }
                }
            }
        }
        scratch.touched = touched
    }

    /// Calls `body` with the best candidates of an item, in no particular order.
    func candidates(of item: Int, _ scratch: inout Scratch, _ body: (Int) -> Void) {
        let stems = corpus.stems
        scratch.terms.removeAll(keepingCapacity: true)
        for place in stems.range(item) {
            let term = Int(stems.term[place])
            let length = start[term + 1] - start[term]
            if length > 0 { scratch.terms.append((length, Int32(place))) }
        }
        scratch.terms.sort { ($0.length, $0.place) < ($1.length, $1.place) }
        score(&scratch)
        scratch.pairs += scratch.touched.count
        var best: [(score: Float, item: Int32)] = []
        best.reserveCapacity(Self.breadth + 1)
        for other in scratch.touched {
            let score = scratch.score[Int(other)]
            scratch.score[Int(other)] = 0
            let isFull = best.count == Self.breadth
            if isFull, let last = best.last, (last.score, other) >= (score, last.item) { continue }
            let place = best.firstIndex { ($0.score, other) < (score, $0.item) } ?? best.count
            best.insert((score, other), at: place)
            if isFull { best.removeLast() }
        }
        scratch.touched.removeAll(keepingCapacity: true)
        for candidate in best { body(Int(candidate.item)) }
    }
}
