/// Tiles JSON Lines: one record a line.
enum JSONLinesTiler {
    static func tile(_ bytes: ByteView, into builder: inout TilingBuilder) {
        let lines = LineTable(bytes, bytes.startBehindByteOrderMark..<bytes.count)
        for number in 0..<lines.count {
            let content = bytes.trimmed(lines[number])
            guard !content.isEmpty else { continue }
            if let tree = JSONTree(bytes, content) {
                builder.add(
                    .record, lines[number], headings: [],
                    text: JSONTiler.text(of: 0, in: tree, bytes))
            } else {
                builder.add(.line, lines[number], headings: [], text: bytes.folded(content))
            }
        }
        builder.fill(upTo: bytes.count)
    }

    static func isWellFormed(_ bytes: ByteView) -> Bool {
        let lines = LineTable(bytes, bytes.startBehindByteOrderMark..<bytes.count)
        return (0..<lines.count).allSatisfy { number in
            let content = bytes.trimmed(lines[number])
            return content.isEmpty || JSONTree(bytes, content) != nil
        }
    }
}
