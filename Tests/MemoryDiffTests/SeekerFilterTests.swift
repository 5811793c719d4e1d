import Testing

@testable import MemoryDiff

@Suite struct SeekerFilterTests {
    @Test func `no text is passed over that a set of stems holds but for a little`() {
        var generator = SeededGenerator(seed: 5)
        for vocabulary in [12, 40, 2_000] {
            var filter = SeekerFilter()
            var texts: [[(number: Int32, rarity: Float)]] = []
            for seeker in 0..<150 {
                let size = Int.random(in: 3...14, using: &generator)
                var numbers: Set<Int32> = []
                while numbers.count < min(size, vocabulary) {
                    numbers.insert(Int32.random(in: 0..<Int32(vocabulary), using: &generator))
                }
                let stems = numbers.map {
                    (number: $0, rarity: Float.random(in: 0.1...6, using: &generator))
                }.sorted { $0.rarity > $1.rarity }
                let mass = stems.reduce(Float(0)) { $0 + $1.rarity }
                filter.add(Int32(seeker), stems, slack: 0.2 * mass)
                texts.append(stems)
            }
            filter.index()
            for _ in 0..<300 {
                // Some of the words of one text and others: now enough of them, now too few.
                let text = texts.randomElement(using: &generator) ?? []
                var held = Set(
                    text.filter { _ in Int.random(in: 0..<8, using: &generator) > 0 }.map(\.number))
                for _ in 0..<Int.random(in: 0...6, using: &generator) {
                    held.insert(texts.randomElement(using: &generator)?.first?.number ?? 0)
                }
                var found: [Int32] = []
                filter.collect(held.sorted(), into: &found)
                for (seeker, stems) in texts.enumerated() {
                    let mass = stems.reduce(Float(0)) { $0 + $1.rarity }
                    let missing = stems.reduce(Float(0)) {
                        held.contains($1.number) ? $0 : $0 + $1.rarity
                    }
                    if missing < 0.199 * mass { #expect(found.contains(Int32(seeker))) }
                }
            }
        }
    }
}
