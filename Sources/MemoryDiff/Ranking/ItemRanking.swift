#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ranks the items of a store by how well their words answer a question.
///
/// Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with the usual
/// k1 = 1.2 and b = 0.75) over the stems of words. The words of an item are its own, those of its headings and those
/// of its memory's path. Equal scores go by path and place, so that the order is always the same.
public struct ItemRanking: Sendable {
    /// An item with its score.
    public struct Match: Sendable, Hashable {
        /// The item.
        public let item: Item
        /// How well it answers; more is better, and only the order means anything.
        public let score: Double
    }

    private let items: [Item]
    private let lengths: [Int32]
    private let meanLength: Double
    private let postings: [UInt64: [Posting]]

    private struct Posting {
        let item: Int32
        var count: Int32
    }

    private static let saturation = 1.2
    private static let lengthShare = 0.75

    /// Reads the items of memories.
    public init(_ memories: [Memory]) {
        var items: [Item] = []
        var lengths: [Int32] = []
        var postings: [UInt64: [Posting]] = [:]
        for memory in memories.sorted(by: { $0.path < $1.path }) {
            var pathWords: [UInt64] = []
            WordScanner.scan(memory.path) { pathWords.append($0.stem) }
            for item in ItemParser.items(of: memory) {
                var words = pathWords
                WordScanner.scan(item.text) { words.append($0.stem) }
                for heading in item.headings { WordScanner.scan(heading) { words.append($0.stem) } }
                let number = Int32(items.count)
                for word in words {
                    let last = postings[word]?.last
                    if last?.item == number, let place = postings[word]?.indices.last {
                        postings[word]?[place].count += 1
                    } else {
                        postings[word, default: []].append(Posting(item: number, count: 1))
                    }
                }
                items.append(item)
                lengths.append(Int32(words.count))
            }
        }
        self.items = items
        self.lengths = lengths
        self.postings = postings
        let total = lengths.reduce(0.0) { $0 + Double($1) }
        meanLength = items.isEmpty ? 1 : max(1, total / Double(items.count))
    }

    /// The items that share a word with a question, best first, so many at most.
    public func best(for question: String, limit: Int) -> [Match] {
        var asked: Set<UInt64> = []
        var terms: [UInt64] = []
        WordScanner.scan(question) { if asked.insert($0.stem).inserted { terms.append($0.stem) } }
        var scores: [Int32: Double] = [:]
        for term in terms {
            guard let list = postings[term] else { continue }
            let rest = Double(items.count - list.count)
            let rarity = log(1 + (rest + 0.5) / (Double(list.count) + 0.5))
            for posting in list {
                let length = Double(lengths[Int(posting.item)]) / meanLength
                let norm =
                    Self.saturation * (1 - Self.lengthShare + Self.lengthShare * length)
                let count = Double(posting.count)
                scores[posting.item, default: 0] +=
                    rarity * count * (Self.saturation + 1) / (count + norm)
            }
        }
        return scores.sorted { ($0.value, -$0.key) > ($1.value, -$1.key) }.prefix(limit)
            .map { Match(item: items[Int($0.key)], score: $0.value) }
    }
}
