import MemoryDiff
import Testing

@Suite struct ItemsTilingTests {
    static let paths = ["a.md", "a.json", "a.jsonl", "a.yaml", "a.txt", "a"]

    /// Whether the tiles are in order, not empty, touching and cover the memory.
    static func isTiling(_ memory: Memory) -> Bool {
        var end = 0
        for tile in ItemParser.tiles(of: memory) {
            guard tile.range.lowerBound == end, !tile.range.isEmpty else { return false }
            end = tile.range.upperBound
        }
        return end == memory.content.count
    }

    static let fragments = [
        "- ", "  ", "\n", "\n\n", "# ", "## ", "| a | b |\n|---|---|\n| 1 | 2 |\n", "```\n", "> ",
        "<!-- ",
        " -->", "[x]: y\n", "---\n", "a: 1\n", "{\"a\":", "[1,2]", "}", "\"", "\\", ",", "\t",
        "\r\n", "\r",
        "\0", "1. ", "[ ] ", "[x] ", "word ", "\u{E9}", "\u{200B}", "\u{2028}", "\u{85}", "***",
        "`",
        "<div>", "key: |\n  text\n", "- name: x\n  v: y\n", "?", "&a ", "*a", "# c\n", "+++\n",
        "a = 1\n",
        "\u{FEFF}", "===\n", "    ", "<rules>\n", "\"T\"\n",
    ]

    static func randomContent(using generator: inout SeededGenerator) -> [UInt8] {
        var content: [UInt8] = []
        if Int.random(in: 0..<3, using: &generator) == 0 {
            for _ in 0..<Int.random(in: 0...200, using: &generator) {
                content.append(UInt8.random(in: 0...255, using: &generator))
            }
        } else {
            for _ in 0..<Int.random(in: 0...60, using: &generator) {
                content += Array((fragments.randomElement(using: &generator) ?? "").utf8)
                if Int.random(in: 0..<40, using: &generator) == 0 {
                    content.append(UInt8.random(in: 0...255, using: &generator))
                }
            }
        }
        return content
    }

    @Test func `any bytes under any name are tiled without loss`() {
        var generator = SeededGenerator(seed: 24)
        for round in 0..<2_000 {
            let content = Self.randomContent(using: &generator)
            for path in Self.paths {
                let memory = Memory(path: path, content: content)
                #expect(Self.isTiling(memory), "round \(round), \(path): \(content)")
                _ = ItemParser.isWellFormed(memory)
            }
        }
    }

    @Test func `the items are the tiles that hold items`() {
        var generator = SeededGenerator(seed: 25)
        for _ in 0..<200 {
            let content = Self.randomContent(using: &generator)
            for path in Self.paths {
                let memory = Memory(path: path, content: content)
                let tiles = ItemParser.tiles(of: memory).filter { $0.role != .glue }
                let items = ItemParser.items(of: memory)
                #expect(items.map(\.range) == tiles.map(\.range))
                #expect(items.map(\.headings) == tiles.map(\.headings))
                #expect(items.allSatisfy { !$0.text.isEmpty && $0.memoryPath == path })
            }
        }
    }

    static let nasty: [(String, [UInt8])] = [
        ("nothing", []), ("a byte order mark alone", [0xEF, 0xBB, 0xBF]), ("NUL", [0, 0, 0x0A, 0]),
        ("broken UTF-8", [0x2D, 0x20, 0xC3, 0x0A, 0xFF, 0xFE, 0x80, 0x0A]),
        (
            "nested bullets",
            (0..<1_000).flatMap { Array(repeating: 0x20, count: $0) + Array("- x\n".utf8) }
        ),
        ("bullets on one line", Array(String(repeating: "- ", count: 10_000).utf8)),
        (
            "open quotes and blank lines",
            Array((String(repeating: ">", count: 9_999) + "\n\n\n").utf8)
        ),
        ("a long line", Array(repeating: 0x61, count: 100_000)),
        ("open brackets", Array(repeating: 0x5B, count: 100_000)),
        ("open braces", Array(String(repeating: "{\"a\":", count: 20_000).utf8)),
        (
            "a wide table",
            Array((String(repeating: "|a", count: 9_000) + "\n").utf8)
                + Array(String(repeating: "|-", count: 9_000).utf8)
        ),
        ("emphasis", Array(String(repeating: "*a _b ", count: 10_000).utf8)),
        ("returns", Array(repeating: 0x0D, count: 50_000)),
        (
            "one key a level",
            Array((0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined().utf8)
        ),
    ]

    @Test(arguments: nasty)
    func `hostile text is tiled without loss`(what: String, content: [UInt8]) {
        for path in Self.paths {
            #expect(Self.isTiling(Memory(path: path, content: content)), "\(path)")
        }
    }

    /// How often each byte that words are made of occurs.
    static func wordBytes(_ bytes: some Sequence<UInt8>) -> [Int] {
        var counts = Array(repeating: 0, count: 256)
        for byte in bytes
        where byte >= 0x80 || UnicodeScalar(byte).properties.isAlphabetic
            || (0x30...0x39).contains(byte)
        { counts[Int(byte)] += 1 }
        return counts
    }

    @Test func `no word of a Markdown memory is outside the words of its items`() {
        let fragments = [
            "- ", "  ", "\n", "\n", "\n\n", "# ", "## ", "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n",
            "> ",
            "<!-- ", " -->", "[d]: y\n", "[e]: <q> 'tt'\n", "---\n", "\t", "- [ ] ", "word",
            "other ", "*",
            "_", "`", "<div>", "</div>\n", "***", "===\n", "    ", "a|b\n", "-|-\n", "[l](u)",
            "![i](v \"t\")",
            "\\", "]", "[", "(", ")", "\"t\"", "+++\n", "<rules>\n", "|",
        ]
        var generator = SeededGenerator(seed: 26)
        for round in 0..<2_000 {
            var text = ""
            for index in 0..<Int.random(in: 0...25, using: &generator) {
                text += fragments.randomElement(using: &generator) ?? ""
                if Bool.random(using: &generator) { text += "u\(index)w " }
            }
            let items = ItemParser.items(of: Memory(path: "a.md", text: text))
            let found = Self.wordBytes(items.flatMap { Array($0.text.utf8) })
            let all = Self.wordBytes(text.utf8)
            #expect(zip(found, all).allSatisfy { $0 >= $1 }, "round \(round): \(text)")
        }
    }

    @Test func `a pure re-wrap changes no words`() {
        let narrow = "# T\n\n- one two\n  three\n\nfour\nfive *six\nseven*\n"
        let wide = "# T\n\n- one two three\n\nfour five *six seven*\n"
        let words = [narrow, wide].map {
            ItemParser.items(of: Memory(path: "a.md", text: $0)).map(\.text)
        }
        #expect(words[0] == words[1])
    }

    @Test func `an item holds its marker, its indent and its line end`() {
        let text = "# T\n\n- a\n  - b\n    c\n\n| x |\n|---|\n| y |\n"
        let memory = Memory(path: "a.md", text: text)
        let tiles = ItemParser.items(of: memory).map { item in
            String(decoding: memory.content[item.range], as: UTF8.self)
        }
        #expect(tiles == ["# T\n", "- a\n", "  - b\n    c\n", "| x |\n", "| y |\n"])
    }
}
