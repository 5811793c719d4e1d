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
        let stems: [(number: Int, rarity: Float)]
        let mass: Float
        var best: (score: Float, coverage: Float, item: Item)?
    }

    private let rarities: [UInt64: Float]
    private var seekers: [Seeker] = []
    /// Numbers of the stems that stand in seekers.
    private var numbers: [UInt64: Int] = [:]
    /// Seekers by the number of those of their rarest stems of which a home must have one.
    private var byStem: [[Int32]] = []
    /// The last question in which a stem, and in which a seeker, came up.
    private var said: [Int32] = []
    private var asked: [Int32] = []
    private var question: Int32 = 0

    /// Rarity of a stem that stands in no changed memory.
    private let foreign: Float

    init(_ linking: Linking, old: [Int], new: [Int]) {
        var rarities: [UInt64: Float] = [:]
        let count = Float(linking.old.count + linking.new.count)
        foreign = logf(1 + count)
        var frequency: [UInt64: Int] = [:]
        let isNeeded = !old.isEmpty || !new.isEmpty
        if isNeeded {
            for item in [linking.old, linking.new].joined() {
                for stem in Self.stems(of: item.text) { frequency[stem, default: 0] += 1 }
            }
            rarities = frequency.mapValues { logf(1 + count / Float($0)) }
        }
        self.rarities = rarities
        for (items, isOld) in [(old, true), (new, false)] {
            for item in items {
                let text = isOld ? linking.old[item].text : linking.new[item].text
                let stems = Self.stems(of: text).map { ($0, rarities[$0] ?? 0) }
                // One or two words stand everywhere and prove nothing.
                guard stems.count >= 3 else { continue }
                add(item, isOld: isOld, stems: stems.sorted { ($0.1, $0.0) > ($1.1, $1.0) })
            }
        }
    }

    /// Files a seeker under its rarest stems, as many as a home cannot all lack: prefix filtering (Chaudhuri,
    /// Ganti, Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", 2006).
    private mutating func add(_ item: Int, isOld: Bool, stems: [(stem: UInt64, rarity: Float)]) {
        let numbered = stems.map { (number: number(of: $0.stem), rarity: $0.rarity) }
        let mass = stems.reduce(Float(0)) { $0 + $1.rarity }
        var covered: Float = 0
        for (number, rarity) in numbered {
            byStem[number].append(Int32(seekers.count))
            covered += rarity
            if covered > (1 - Self.leastCoverage) * mass * 1.001 { break }
        }
        seekers.append(Seeker(item: item, isOld: isOld, stems: numbered, mass: mass))
        asked.append(0)
    }

    private mutating func number(of stem: UInt64) -> Int {
        if let number = numbers[stem] { return number }
        numbers[stem] = byStem.count
        byStem.append([])
        said.append(0)
        return byStem.count - 1
    }

    /// True when there is nothing to look for.
    var isSettled: Bool { seekers.isEmpty }

    private static func stems(of text: String) -> Set<UInt64> {
        var stems: Set<UInt64> = []
        WordScanner.scan(text) { stems.insert($0.stem) }
        return stems
    }

    /// True when enough words of an item stand anywhere in a memory.
    mutating func mayHold(_ memory: Memory) -> Bool {
        guard !seekers.isEmpty else { return false }
        return !reached(Self.stems(of: String(decoding: memory.content, as: UTF8.self))).isEmpty
    }

    /// The seekers most of whose rarity is in a set of stems, with the share.
    private mutating func reached(_ stems: Set<UInt64>) -> [(seeker: Int, coverage: Float)] {
        question += 1
        var present: [Int] = []
        for stem in stems {
            guard let number = numbers[stem] else { continue }
            said[number] = question
            present.append(number)
        }
        var result: [(seeker: Int, coverage: Float)] = []
        for number in present {
            for seeker in byStem[number] where asked[Int(seeker)] != question {
                asked[Int(seeker)] = question
                if let coverage = coverage(of: Int(seeker)) {
                    result.append((Int(seeker), coverage))
                }
            }
        }
        return result.sorted { $0.seeker < $1.seeker }
    }

    /// The share of a seeker's rarity that the question holds; nil where it is too small for a home.
    private func coverage(of seeker: Int) -> Float? {
        var found: Float = 0
        var missing: Float = 0
        let mass = seekers[seeker].mass
        let most = (1 - Self.leastCoverage) * mass * 1.001
        // Summed in the order of the seeker's stems, so that it is the same in every run.
        for (number, rarity) in seekers[seeker].stems {
            if said[number] == question {
                found += rarity
            } else {
                missing += rarity
                if missing > most { return nil }
            }
        }
        let coverage = found / max(mass, 1e-6)
        return coverage >= Self.leastCoverage ? coverage : nil
    }

    /// Offers the items of an unchanged memory as homes.
    mutating func look(at items: [Item]) {
        for item in items {
            let stems = Self.stems(of: item.text)
            for (index, coverage) in reached(stems) {
                let mass = stems.sorted().reduce(Float(0)) { $0 + (rarities[$1] ?? foreign) }
                let similarity =
                    coverage * seekers[index].mass / (mass * seekers[index].mass).squareRoot()
                guard similarity >= Self.leastSimilarity else { continue }
                let score = similarity + coverage
                if let best = seekers[index].best {
                    if best.score > score { continue }
                    if best.score == score, !ReportBuilder.inStoreOrder(item, best.item) {
                        continue
                    }
                }
                seekers[index].best = (score, coverage, item)
            }
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
