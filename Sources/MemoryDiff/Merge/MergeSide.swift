/// One side of a merge: cells, and between them gaps that hold white space (in JSON commas too) alone.
struct MergeSide {
    let content: [UInt8]
    let format: MemoryFormat
    private(set) var cells: [MergeCell] = []
    /// The gap before each cell, and behind the last.
    private(set) var gaps: [Range<Int>] = []

    init(_ memory: Memory, as format: MemoryFormat, names: inout CellNames) {
        content = memory.content
        self.format = format
        var behind = content.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let start = behind
        for worded in ItemParser.wordedTiles(of: memory, as: format) {
            for piece in pieces(of: worded.tile) where piece.core.lowerBound >= start {
                gaps.append((gaps.isEmpty ? 0 : behind)..<piece.core.lowerBound)
                behind = piece.core.upperBound
                cells.append(
                    MergeCell(
                        name: names.name(of: content[piece.core]), nature: piece.nature,
                        form: worded.tile.role.form, core: piece.core, tile: worded.tile.range,
                        slot: slot(of: worded)))
            }
        }
        gaps.append((gaps.isEmpty ? 0 : behind)..<content.count)
    }

    /// The cells of a tile.
    private func pieces(of tile: Tile) -> [(core: Range<Int>, nature: MergeCell.Nature)] {
        if format == .json { return jsonPieces(of: tile) }
        guard tile.role == .glue else { return [(withoutTerminator(tile.range), .item)] }
        let skipped =
            tile.range.lowerBound == 0 && content.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return content.withUnsafeBufferPointer { bytes in
            let lines = LineTable(bytes, tile.range.lowerBound + skipped..<tile.range.upperBound)
            return (0..<lines.count).filter { !bytes.trimmed(lines[$0]).isEmpty }
                .map { (withoutTerminator(lines[$0]), .layout) }
        }
    }

    private func jsonPieces(of tile: Tile) -> [(core: Range<Int>, nature: MergeCell.Nature)] {
        guard tile.role == .glue else {
            let core = content.withUnsafeBufferPointer { $0.trimmed(tile.range) }
            return [(core, tile.role.form == .heading ? .opening : .item)]
        }
        return tile.range.compactMap { offset in
            switch content[offset] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): (offset..<offset + 1, .opening)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): (offset..<offset + 1, .closing)
            default: nil
            }
        }
    }

    private func withoutTerminator(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let last = range.last, content[last] == 0x0A || content[last] == 0x0D {
            range.removeLast()
        }
        return range
    }

    /// What may stand only once: a key of JSON, YAML or front matter.
    private func slot(of worded: WordedTile) -> [String]? {
        let form = worded.tile.role.form
        guard form == .field || (form == .heading && format != .markdown) else { return nil }
        return worded.tile.headings + [key(of: worded)]
    }

    private func key(of worded: WordedTile) -> String {
        if worded.tile.role.form == .heading { return worded.text }
        if format == .json {
            return content.withUnsafeBufferPointer { bytes in
                let core = bytes.trimmed(worded.tile.range)
                var end = core.lowerBound + 1
                while end < core.upperBound, bytes[end] != UInt8(ascii: "\"") {
                    end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                return bytes.text(core.lowerBound..<min(end, core.upperBound))
            }
        }
        let separators: [Unicode.Scalar] = [":", "="]
        return String(worded.text.unicodeScalars.prefix { !separators.contains($0) })
    }
}

extension Tile.Role {
    /// The form of an item; nil for glue.
    var form: ItemForm? {
        if case .item(let form) = self { form } else { nil }
    }
}
