import Testing

@testable import MemoryDiff

@Suite struct PlainMarkdownTests {
    private static let pieces = [
        "# ", "## ", "- ", "  - ", "    - ", "* ", "+ ", "\n", "\n", "\n\n", "word ", "two words",
        "`code` ", "`a*b`", "**strong** ", "**Note:** ", "snake_case ", "caf\u{E9} ", "\u{2014} ",
        "x", ".", ": ", "(", ") ", "!", "#", " ", "  ", "-", "1", "2. ", "7 days ", "*", "_", "`",
        "~~~", "=", "&", "[", "]", "<", "\u{65E5}\u{672C} ", "\"", "> ", "**", "---", "\u{FEFF}",
    ]
    /// The pieces from which plain memories are made; the others make them something else.
    private static let plainPieces = pieces.prefix(25)

    private static func tiles(
        _ content: [UInt8], _ tile: (ByteView, inout TilingBuilder) -> Void
    ) -> [WordedTile] {
        content.withUnsafeBufferPointer { bytes in
            var builder = TilingBuilder()
            tile(bytes, &builder)
            builder.fill(upTo: bytes.count)
            return builder.tiles
        }
    }

    @Test func `what is read without a tree is read as the grammar reads it`() {
        var generator = SeededGenerator(seed: 91)
        var plain = 0
        for round in 0..<12_000 {
            var text = ""
            let pieces = round % 4 == 0 ? Self.pieces[...] : Self.plainPieces
            for _ in 0..<Int.random(in: 1...14, using: &generator) {
                text += pieces.randomElement(using: &generator) ?? ""
            }
            let content = Array(text.utf8)
            var isPlain = false
            let quick = Self.tiles(content) { isPlain = PlainMarkdown.tile($0, into: &$1) }
            guard isPlain else { continue }
            plain += 1
            let slow = Self.tiles(content) { MarkdownTiler.tileByGrammar($0, into: &$1) }
            #expect(
                quick.map(\.tile) == slow.map(\.tile) && quick.map(\.text) == slow.map(\.text),
                "\(text.debugDescription)")
        }
        #expect(plain > 1_000)
    }

    @Test(arguments: [
        "- a\n  - b\n    - c\n  - d\n\n  - e\n", "# T\n\ntext\nmore\n- a\nlazy\n",
        "- **Do:** x `y`\n",
        "## B\n# A\n## C\n- snake_case is kept\n", "caf\u{E9} stays\n", "7 days\n", "* a\n+ b\n- c",
    ])
    func `a plain memory needs no tree`(text: String) {
        var isPlain = false
        _ = Self.tiles(Array(text.utf8)) { isPlain = PlainMarkdown.tile($0, into: &$1) }
        #expect(isPlain)
    }

    @Test func `the words of a block are those of its item`() {
        var generator = SeededGenerator(seed: 92)
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...14, using: &generator) {
                text += Self.plainPieces.randomElement(using: &generator) ?? ""
            }
            let memory = Memory(path: "a.md", text: text)
            memory.content.withUnsafeBufferPointer { bytes in
                var blocks: [PlainMarkdown.Block] = []
                guard PlainMarkdown.read(bytes, into: &blocks) else { return }
                let items = ItemParser.items(of: memory)
                #expect(items.count == blocks.count)
                for (item, block) in zip(items, blocks) {
                    var words: [UInt64] = []
                    WordScanner.scan(UnsafeBufferPointer(rebasing: bytes[block.content])) {
                        words.append($0.term)
                    }
                    #expect(words == WordScanner.words(of: item.text).map(\.term), "\(text)")
                }
            }
        }
    }
}
