/// Cuts memories into tiles and reads the items off them.
public enum ItemParser {
    /// The tiles of a memory: in order, touching each other, covering all bytes.
    public static func tiles(of memory: Memory) -> [Tile] {
        var tiles: [Tile] = []
        var start = 0
        let bytes = memory.content
        while start < bytes.count {
            let end = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1) + 1
            let isBlank = bytes[start..<end].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
            tiles.append(
                Tile(role: isBlank ? .glue : .item(.line), range: start..<end, headings: []))
            start = end
        }
        return tiles
    }

    /// The items of a memory, in the order in which they stand.
    public static func items(of memory: Memory) -> [Item] {
        tiles(of: memory).compactMap { tile in
            guard case .item(let form) = tile.role else { return nil }
            let text = String(decoding: memory.content[tile.range], as: UTF8.self)
            return Item(
                memoryPath: memory.path, form: form, headings: tile.headings, range: tile.range,
                text: text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }
}
