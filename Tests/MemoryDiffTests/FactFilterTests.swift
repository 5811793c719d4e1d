import Testing

@testable import MemoryDiff

@Suite struct FactFilterTests {
    private static let words = [
        "10000", "10,000", "1,0000", "10_000", "30s", "30", "seconds", "7", "days", "v1.2.3",
        "1.2.3",
        "Postgres", "postgres", "Ada", "Lovelace", "ADA", "GitHub", "src/core/", "--force",
        "snake_case",
        "`x.y`", "2026-03-01", "14:30", "March", "5th", "5", "O'Brien", "Ada's", "the", "uses", ".",
        ",",
        "(", ")", "\n", "# ", "caf\u{E9}", "\u{200B}", "\u{1}", "-5", "$20", "1.5", "API", "and/or",
        "$A",
    ]

    private static func text(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...12, using: &generator)).map { _ in
            (words.randomElement(using: &generator) ?? "")
                + (Int.random(in: 0..<6, using: &generator) == 0 ? "" : " ")
        }.joined()
    }

    @Test func `a text that is passed over has no fact that is looked for`() {
        var generator = SeededGenerator(seed: 44)
        var passed = 0
        for _ in 0..<4_000 {
            let wanted = FactScanner.facts(of: Self.text(&generator))
            var filter = FactFilter()
            for fact in wanted { _ = filter.want(fact.category, key: fact.key) }
            for _ in 0..<4 {
                var text = Self.text(&generator)
                let found = FactScanner.facts(of: text)
                if text.withUTF8({ filter.ask($0) }) { continue }
                passed += 1
                for fact in found {
                    #expect(
                        !wanted.contains { $0.category == fact.category && $0.key == fact.key },
                        "\(fact.key) in \(text.debugDescription)")
                }
            }
        }
        #expect(passed > 1_000)
    }

    @Test func `a word has been seen when a text had it`() {
        var filter = FactFilter()
        let words = WordScanner.words(of: "postgres replica caf\u{E9}").map(\.term)
        for word in words { filter.want(word: word) }
        var text = "The Postgres server"
        _ = text.withUTF8 { filter.ask($0) }
        #expect(words.map(filter.hasSeen) == [true, false, false])
        text = "ein CAF\u{C9}"
        _ = text.withUTF8 { filter.ask($0) }
        #expect(words.map(filter.hasSeen) == [true, false, true])
    }

    @Test func `prose that is passed over has no facts`() {
        var generator = SeededGenerator(seed: 45)
        let pieces = [
            "The ", "the ", "A ", "I ", "invoice", "well-known ", "--force", "- ", ": ", "::", ".",
            ". ",
            "e.g. ", "a.b", "'s ", "Ada", "NASA", "don't ", "\n", "X", "x", ",", "(", ") ", "7",
            "limit ",
        ]
        for _ in 0..<6_000 {
            let text = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            #expect(
                FactScanner.facts(of: text) == FactScanner.read(text), "\(text.debugDescription)")
        }
    }
}
