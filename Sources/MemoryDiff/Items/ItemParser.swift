/// Cuts memories into tiles and reads the items off them.
public enum ItemParser {
    /// The tiles of a memory: in order, touching each other, covering all bytes.
    public static func tiles(of memory: Memory) -> [Tile] {
        wordedTiles(of: memory).map(\.tile)
    }

    /// The same by the grammar alone, also where the memory is so plain that nothing needs it.
    package static func tilesByGrammar(of memory: Memory) -> [Tile] {
        guard case .markdown = format(of: memory) else { return tiles(of: memory) }
        return memory.content.withUnsafeBufferPointer { bytes in
            var builder = TilingBuilder()
            MarkdownTiler.tileByGrammar(bytes, into: &builder)
            return closed(builder, bytes).map(\.tile)
        }
    }

    /// The items of a memory, in the order in which they stand.
    public static func items(of memory: Memory) -> [Item] {
        wordedTiles(of: memory).compactMap { worded in
            guard case .item(let form) = worded.tile.role else { return nil }
            return Item(
                memoryPath: memory.path, form: form, headings: worded.tile.headings,
                range: worded.tile.range, text: worded.text)
        }
    }

    /// Whether a memory is what its name says: JSON, JSON Lines or YAML that parses.
    ///
    /// Markdown and plain text always are. Structures nested deeper than 512 levels are not.
    public static func isWellFormed(_ memory: Memory) -> Bool {
        memory.content.withUnsafeBufferPointer { bytes in
            switch MemoryFormat(path: memory.path, bytes: bytes) {
            case .markdown, .plainText: true
            case .json: JSONTree(bytes) != nil
            case .jsonLines: JSONLinesTiler.isWellFormed(bytes)
            case .yaml: YAMLTree(bytes) != nil
            }
        }
    }

    /// The format in which a memory is read.
    static func format(of memory: Memory) -> MemoryFormat {
        memory.content.withUnsafeBufferPointer { MemoryFormat(path: memory.path, bytes: $0) }
    }

    /// The tiles of a memory with the words of its items, read in a format other than its own if one is given.
    static func wordedTiles(of memory: Memory, as format: MemoryFormat? = nil) -> [WordedTile] {
        memory.content.withUnsafeBufferPointer { bytes in
            var builder = TilingBuilder()
            switch format ?? MemoryFormat(path: memory.path, bytes: bytes) {
            case .markdown:
                MarkdownTiler.tile(bytes, into: &builder)
            case .json:
                if let tree = JSONTree(bytes) {
                    JSONTiler.tile(tree, bytes, into: &builder)
                }
            case .jsonLines:
                JSONLinesTiler.tile(bytes, into: &builder)
            case .yaml:
                if let tree = YAMLTree(bytes) {
                    YAMLTiler.tile(tree, bytes, into: &builder)
                }
            case .plainText: break
            }
            return closed(builder, bytes)
        }
    }

    /// The tiles with what is behind them; where nothing was found, those of plain text.
    private static func closed(_ builder: TilingBuilder, _ bytes: ByteView) -> [WordedTile] {
        var builder = builder
        if builder.tiles.isEmpty {
            PlainTextTiler.tile(
                bytes, bytes.startBehindByteOrderMark..<bytes.count, into: &builder)
        }
        builder.fill(upTo: bytes.count)
        return builder.tiles
    }
}
