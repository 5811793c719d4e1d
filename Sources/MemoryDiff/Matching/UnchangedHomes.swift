#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Looks for items without a partner in memories that did not change: what stands there already was
/// a duplicate.
struct UnchangedHomes {
    /// An unchanged item and the items of the changed memories that say the same.
    struct Home {
        let item: Item
        var old: [Int]
        var new: [Int]
        /// Smallest share of an item's rarity that stands in the home.
        var coverage: Double
    }

    /// Share of an item's rarity that its home must have.
    static let leastCoverage: Float = 0.8
    /// Smallest cosine of an item and its home.
    static let leastSimilarity: Float = 0.6

    private struct Seeker {
        let item: Int
        let isOld: Bool
        /// The different stems by their number, with their rarity, the rarest first.
        let stems: [(number: Int32, rarity: Float)]
        let mass: Float
        var best: (score: Float, coverage: Float, item: Item)?
    }

    private var rarities: [UInt64: Float] = [:]
    private var seekers: [Seeker] = []
    /// Numbers of the stems that stand in seekers.
    private var numbers = StemNumbers()
    /// Which seekers a set of stems can concern at all.
    private var filter = SeekerFilter()
    /// The last question in which a stem, and in which a seeker, came up.
    private var said: [Int32] = []
    private var asked: [Int32] = []
    private var question: Int32 = 0
    /// The stems of the question, and the seekers that it may concern; kept for their memory alone.
    private var present: [Int32] = []
    private var concerned: [Int32] = []
    private var blocks: [PlainMarkdown.Block] = []

    /// Rarity of a stem that stands in no changed memory.
    private let foreign: Float

    init(_ linking: Linking, old: [Int], new: [Int]) {
        let count = Float(linking.old.count + linking.new.count)
        foreign = logf(1 + count)
        guard !old.isEmpty || !new.isEmpty else { return }
        var frequency: [UInt64: Int] = [:]
        var stems: [UInt64] = []
        for item in [linking.old, linking.new].joined() {
            Self.read(item.text, into: &stems)
            for stem in stems { frequency[stem, default: 0] += 1 }
        }
        rarities = frequency.mapValues { logf(1 + count / Float($0)) }
        for (items, isOld) in [(old, true), (new, false)] {
            for item in items {
                Self.read(isOld ? linking.old[item].text : linking.new[item].text, into: &stems)
                // One or two words stand everywhere and prove nothing.
                guard stems.count >= 3 else { continue }
                let weighed = stems.map { ($0, rarities[$0] ?? 0) }
                add(item, isOld: isOld, stems: weighed.sorted { ($0.1, $0.0) > ($1.1, $1.0) })
            }
        }
    }

    private mutating func add(_ item: Int, isOld: Bool, stems: [(stem: UInt64, rarity: Float)]) {
        let numbered = stems.map { (number: numbers.number(of: $0.stem), rarity: $0.rarity) }
        let mass = stems.reduce(Float(0)) { $0 + $1.rarity }
        while said.count < numbers.count { said.append(0) }
        filter.add(Int32(seekers.count), numbered, slack: Self.slack(mass))
        seekers.append(Seeker(item: item, isOld: isOld, stems: numbered, mass: mass))
        asked.append(0)
    }

    /// How much of a mass a home may lack, with some room for rounding.
    private static func slack(_ mass: Float) -> Float { (1 - leastCoverage) * mass * 1.001 }

    /// True when there is nothing to look for.
    var isSettled: Bool { seekers.isEmpty }

    /// The different stems of a text, in ascending order.
    private static func read(_ text: String, into stems: inout [UInt64]) {
        stems.removeAll(keepingCapacity: true)
        WordScanner.scan(text) { stems.append($0.stem) }
        stems.sort()
        var unique = 0
        for index in stems.indices where index == 0 || stems[index] != stems[unique - 1] {
            stems[unique] = stems[index]
            unique += 1
        }
        stems.removeSubrange(unique...)
    }

    private mutating func beginQuestion() {
        question += 1
        present.removeAll(keepingCapacity: true)
    }

    private mutating func ask(_ stem: UInt64) {
        guard let number = numbers.existing(stem), said[Int(number)] != question else { return }
        said[Int(number)] = question
        present.append(number)
    }

    /// The seekers most of whose rarity is in the stems of the question, with the share.
    private mutating func reached() -> [(seeker: Int, coverage: Float)] {
        concerned.removeAll(keepingCapacity: true)
        filter.collect(present, into: &concerned)
        var result: [(seeker: Int, coverage: Float)] = []
        for seeker in concerned where asked[Int(seeker)] != question {
            asked[Int(seeker)] = question
            if let coverage = coverage(of: Int(seeker)) { result.append((Int(seeker), coverage)) }
        }
        return result.sorted { $0.seeker < $1.seeker }
    }

    /// The share of a seeker's rarity that the question holds; nil where it is too small for a home.
    private func coverage(of seeker: Int) -> Float? {
        var found: Float = 0
        var missing: Float = 0
        let mass = seekers[seeker].mass
        let most = Self.slack(mass)
        // Summed in the order of the seeker's stems, so that it is the same in every run.
        for (number, rarity) in seekers[seeker].stems {
            if said[Int(number)] == question {
                found += rarity
            } else {
                missing += rarity
                if missing > most { return nil }
            }
        }
        let coverage = found / max(mass, 1e-6)
        return coverage >= Self.leastCoverage ? coverage : nil
    }

    /// Offers the items of an unchanged memory as homes; answers how many there are.
    mutating func look(at memory: Memory) -> Int {
        let plain = memory.content.withUnsafeBufferPointer { bytes -> Int? in
            guard case .markdown = MemoryFormat(path: memory.path, bytes: bytes),
                PlainMarkdown.read(bytes, into: &blocks)
            else { return nil }
            if isSettled { return blocks.count }
            var items: [Item]?
            for (index, block) in blocks.enumerated() {
                beginQuestion()
                WordScanner.scan(UnsafeBufferPointer(rebasing: bytes[block.content])) {
                    ask($0.stem)
                }
                let found = reached()
                guard !found.isEmpty else { continue }
                let all = items ?? ItemParser.items(of: memory)
                items = all
                if index < all.count { offer(all[index], to: found) }
            }
            return blocks.count
        }
        if let plain { return plain }
        let items = ItemParser.items(of: memory)
        if isSettled { return items.count }
        for item in items {
            beginQuestion()
            WordScanner.scan(item.text) { ask($0.stem) }
            offer(item, to: reached())
        }
        return items.count
    }

    /// True when enough words of an item stand anywhere in a memory.
    mutating func mayHold(_ memory: Memory) -> Bool {
        guard !seekers.isEmpty else { return false }
        beginQuestion()
        WordScanner.scan(String(decoding: memory.content, as: UTF8.self)) { ask($0.stem) }
        return !reached().isEmpty
    }

    private mutating func offer(_ item: Item, to found: [(seeker: Int, coverage: Float)]) {
        guard !found.isEmpty else { return }
        var stems: [UInt64] = []
        Self.read(item.text, into: &stems)
        let mass = stems.reduce(Float(0)) { $0 + (rarities[$1] ?? foreign) }
        for (index, coverage) in found {
            let similarity =
                coverage * seekers[index].mass / (mass * seekers[index].mass).squareRoot()
            guard similarity >= Self.leastSimilarity else { continue }
            offer(item, to: index, score: similarity + coverage, coverage: coverage)
        }
    }

    private mutating func offer(_ item: Item, to seeker: Int, score: Float, coverage: Float) {
        if let best = seekers[seeker].best {
            if best.score > score { return }
            if best.score == score, !ReportBuilder.inStoreOrder(item, best.item) { return }
        }
        seekers[seeker].best = (score, coverage, item)
    }

    /// Builds what questions need; to be called before the first, and once nothing is added any more.
    mutating func prepare() { filter.index() }

    /// Adds the homes that the same seekers found in other memories.
    mutating func add(_ other: UnchangedHomes) {
        for (index, seeker) in other.seekers.enumerated() {
            guard let best = seeker.best else { continue }
            offer(best.item, to: index, score: best.score, coverage: best.coverage)
        }
    }

    /// The homes that were found, in store order.
    func homes() -> [Home] {
        var homes: [Item: Home] = [:]
        for seeker in seekers {
            guard let best = seeker.best else { continue }
            var home =
                homes[best.item] ?? Home(item: best.item, old: [], new: [], coverage: 1)
            if seeker.isOld { home.old.append(seeker.item) } else { home.new.append(seeker.item) }
            home.coverage = min(home.coverage, Double(min(1, best.coverage)))
            homes[best.item] = home
        }
        return homes.values.sorted { ReportBuilder.inStoreOrder($0.item, $1.item) }
    }
}
