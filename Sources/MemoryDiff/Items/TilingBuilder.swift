/// A tile together with the words of the item that it holds.
struct WordedTile {
    let tile: Tile
    let text: String
}

/// Collects items in the order in which they stand and fills what lies between them with glue.
struct TilingBuilder {
    private(set) var tiles: [WordedTile] = []
    /// The first byte that is in no tile yet.
    private(set) var end = 0

    /// Adds an item; whatever was skipped before it becomes glue.
    ///
    /// A range that reaches back into the last tile is cut, and an item without words stays glue.
    mutating func add(
        _ form: ItemForm, _ range: Range<Int>, headings: [String], text: String
    ) {
        let range = max(range.lowerBound, end)..<max(range.upperBound, end)
        guard !range.isEmpty, !text.isEmpty else { return }
        fill(upTo: range.lowerBound, headings: headings)
        let tile = Tile(role: .item(form), range: range, headings: headings)
        tiles.append(WordedTile(tile: tile, text: text))
        end = range.upperBound
    }

    /// Adds everything up to an offset as glue, if it is in no tile yet.
    mutating func fill(upTo offset: Int, headings: [String] = []) {
        guard offset > end else { return }
        let tile = Tile(role: .glue, range: end..<offset, headings: headings)
        tiles.append(WordedTile(tile: tile, text: ""))
        end = offset
    }
}
