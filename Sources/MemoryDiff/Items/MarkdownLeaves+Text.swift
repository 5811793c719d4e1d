internal import CMark

extension MarkdownLeaves {
    /// The cells of a row with a dot between them, so that words that change columns are seen.
    mutating func rowText(of row: OpaquePointer) -> String {
        var cells: [String] = []
        var cell = cmark_node_first_child(row)
        while let current = cell {
            cells.append(inlineText(of: current))
            cell = cmark_node_next(current)
        }
        cells += cellsBeyond(cells.count, of: row)
        while cells.last?.isEmpty == true { cells.removeLast() }
        return cells.joined(separator: " \u{B7} ")
    }

    /// The cells of a row for which the table has no column: cmark drops them, the agent reads them.
    func cellsBeyond(_ columns: Int, of row: OpaquePointer) -> [String] {
        let number = Int(cmark_node_get_start_line(row)) - 1
        guard cmark_gfm_extensions_get_table_row_is_header(row) == 0, number >= 0,
            number < lines.count
        else { return [] }
        var line = bytes.trimmed(lines[number])
        while let first = line.first, bytes[first].isBlank || bytes[first] == UInt8(ascii: ">") {
            line.removeFirst()
        }
        if let first = line.first, bytes[first] == UInt8(ascii: "|") { line.removeFirst() }
        var cells: [String] = []
        var start = line.lowerBound
        for offset in line where bytes[offset] == UInt8(ascii: "|") {
            guard offset == line.lowerBound || bytes[offset - 1] != UInt8(ascii: "\\") else {
                continue
            }
            cells.append(bytes.folded(start..<offset))
            start = offset + 1
        }
        cells.append(bytes.folded(start..<line.upperBound))
        return Array(cells.dropFirst(columns))
    }

    /// The words of a block: link targets kept, emphasis and the marks around code dropped.
    mutating func inlineText(of block: OpaquePointer) -> String {
        words.removeAll()
        var node = cmark_node_first_child(block)
        while let current = node {
            enter(current)
            if let child = cmark_node_first_child(current) {
                node = child
                continue
            }
            leave(current)
            var next = current
            while cmark_node_next(next) == nil {
                guard let parent = cmark_node_parent(next), parent != block else {
                    return words.folded()
                }
                leave(parent)
                next = parent
            }
            node = cmark_node_next(next)
        }
        return words.folded()
    }

    private mutating func enter(_ node: OpaquePointer) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
            words.append(cmark_node_get_literal(node))
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
            words.append(0x20)
        default: break
        }
    }

    private mutating func leave(_ node: OpaquePointer) {
        let type = cmark_node_get_type(node)
        guard type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE,
            let target = cmark_node_get_url(node)
        else { return }
        let url = String(cString: target)
        let title = cmark_node_get_title(node).map { String(cString: $0) } ?? ""
        // An autolink's text is its target, but for the scheme of a mail address.
        let shown = url.utf8.starts(with: "mailto:".utf8) ? url.utf8.dropFirst(7) : url.utf8[...]
        guard !url.isEmpty || !title.isEmpty,
            !words.bytes.reversed().starts(with: shown.reversed())
        else { return }
        words.append(" (" + [url, title].filter { !$0.isEmpty }.joined(separator: " ") + ")")
    }
}
