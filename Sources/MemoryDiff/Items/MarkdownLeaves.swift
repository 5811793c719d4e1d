internal import CMark

/// A block of a Markdown text that holds words itself, with its lines.
struct MarkdownLeaf {
    var form: ItemForm
    /// First line, counted from 0, the list marker's line included.
    var first: Int
    /// Line behind the last.
    var behind: Int
    var text: String
    /// Level of a heading that stands in no list or quote; those below it stand under it.
    var level: Int?
    /// Whether the block is raw HTML in which Markdown can be hidden.
    var isHTML = false
}

/// Reads the leaves of a Markdown text off the tree that cmark-gfm builds.
///
/// Only line numbers are taken from cmark: its columns count bytes of lines from which tabs and container
/// markers were taken, its last lines are off for HTML blocks, and a paragraph before a table has none.
struct MarkdownLeaves {
    private(set) var leaves: [MarkdownLeaf] = []
    let bytes: ByteView
    let lines: LineTable
    var words = Words()
    /// Line of a list entry's marker whose first block was not met yet.
    private var markerLine: Int?
    /// The paragraph that cmark cut off in front of a table, without a place of its own.
    private var paragraphBeforeTable: String?

    /// The leaves of a stretch, in order.
    static func read(
        _ bytes: ByteView, _ stretch: Range<Int>, _ lines: LineTable
    ) -> [MarkdownLeaf] {
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT), grammar.isComplete else {
            return []
        }
        defer { cmark_parser_free(parser) }
        for syntax in grammar.names {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(syntax))
        }
        UnsafeBufferPointer(rebasing: bytes[stretch]).withMemoryRebound(to: CChar.self) {
            cmark_parser_feed(parser, $0.baseAddress, $0.count)
        }
        guard let document = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(document) }
        var reader = MarkdownLeaves(bytes: bytes, lines: lines)
        reader.walk(document)
        return reader.leaves
    }

    private init(bytes: ByteView, lines: LineTable) {
        self.bytes = bytes
        self.lines = lines
    }

    /// The extensions in use, registered once.
    ///
    /// Only such as have no marks inside a line: those would change a table that all threads share.
    private struct Grammar: Sendable {
        let names = ["table", "tasklist"]
        let isComplete: Bool
        init() {
            cmark_gfm_core_extensions_ensure_registered()
            isComplete = names.allSatisfy { cmark_find_syntax_extension($0) != nil }
        }
    }
    private static let grammar = Grammar()

    /// Visits the blocks in order, without recursion.
    private mutating func walk(_ document: OpaquePointer) {
        var node = document
        while true {
            if !visit(node), let child = cmark_node_first_child(node) {
                node = child
                continue
            }
            while cmark_node_next(node) == nil {
                guard node != document, let parent = cmark_node_parent(node) else { return }
                node = parent
            }
            guard node != document, let next = cmark_node_next(node) else { return }
            node = next
        }
    }

    /// Takes what a block says; true where nothing below it is to be visited.
    private mutating func visit(_ node: OpaquePointer) -> Bool {
        let type = cmark_node_get_type(node)
        switch type {
        case CMARK_NODE_DOCUMENT, CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST: return false
        case CMARK_NODE_ITEM:
            if cmark_node_first_child(node) == nil {
                markerLine = nil
            } else if markerLine == nil {
                markerLine = Int(cmark_node_get_start_line(node)) - 1
            }
            return false
        case CMARK_NODE_PARAGRAPH: addParagraph(node)
        case CMARK_NODE_HEADING:
            let isOutermost =
                cmark_node_parent(node).map(cmark_node_get_type) == CMARK_NODE_DOCUMENT
            addHeading(node)
            if isOutermost, !leaves.isEmpty {
                leaves[leaves.count - 1].level = Int(cmark_node_get_heading_level(node))
            }
        case CMARK_NODE_CODE_BLOCK: addCode(node)
        case CMARK_NODE_HTML_BLOCK: addHTML(node)
        case CMARK_NODE_THEMATIC_BREAK: markerLine = nil
        default:
            // The table extension counts columns of tables alone.
            guard cmark_gfm_extensions_get_table_columns(node) > 0 else { return false }
            addTable(node)
        }
        return true
    }

    private mutating func add(_ form: ItemForm, _ node: OpaquePointer, text: String) {
        let start = Int(cmark_node_get_start_line(node)) - 1
        add(form, start, Int(cmark_node_get_end_line(node)), text: text)
    }

    private mutating func add(_ form: ItemForm, _ start: Int, _ behind: Int, text: String) {
        let first = min(markerLine ?? start, start)
        markerLine = nil
        leaves.append(
            MarkdownLeaf(form: form, first: first, behind: max(behind, start + 1), text: text))
    }

    private mutating func addParagraph(_ node: OpaquePointer) {
        let text = inlineText(of: node)
        guard cmark_node_get_start_line(node) > 0 else {
            paragraphBeforeTable = text
            return
        }
        guard let parent = cmark_node_parent(node),
            cmark_node_get_type(parent) == CMARK_NODE_ITEM, cmark_node_previous(node) == nil
        else { return add(.paragraph, node, text: text) }
        guard cmark_node_get_syntax_extension(parent) != nil else {
            return add(.bullet, node, text: text)
        }
        let isDone = cmark_gfm_extensions_get_tasklist_item_checked(parent)
        add(.task, node, text: isDone ? "[x] " + text : text)
    }

    /// Takes a heading; cmark lets an underlined one end on the line behind it.
    private mutating func addHeading(_ node: OpaquePointer) {
        let text = inlineText(of: node)
        let start = Int(cmark_node_get_start_line(node)) - 1
        guard start >= 0, start < lines.count else { return add(.heading, node, text: text) }
        var behind = start + 1
        if !bytes.has("#", at: MarkdownTiler.contentStart(bytes, lines[start])) {
            while behind < lines.count, !isUnderline(behind) { behind += 1 }
            behind += 1
        }
        add(.heading, start, behind, text: text)
    }

    private func isUnderline(_ line: Int) -> Bool {
        let content = bytes[lines[line]].drop { $0.isBlank || $0 == UInt8(ascii: ">") }
        guard let mark = content.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-")
        else {
            return false
        }
        return content.allSatisfy { $0 == mark || $0.isBlank }
    }

    private mutating func addCode(_ node: OpaquePointer) {
        words.removeAll()
        if let info = cmark_node_get_fence_info(node), String(cString: info).contains(" ") {
            words.append(info)
            words.append(0x0A)
        }
        words.append(cmark_node_get_literal(node))
        add(.code, node, text: words.withoutOuterLineBreaks())
    }

    private mutating func addHTML(_ node: OpaquePointer) {
        words.removeAll()
        words.append(cmark_node_get_literal(node))
        let start = Int(cmark_node_get_start_line(node)) - 1
        let height = words.bytes.count { $0 == 0x0A }
        add(.html, start, start + max(height, 1), text: words.withoutOuterLineBreaks())
        leaves[leaves.count - 1].isHTML = true
    }

    /// Takes a table's rows.
    ///
    /// cmark gives the first row the line on which the paragraph before it began.
    private mutating func addTable(_ node: OpaquePointer) {
        let start = Int(cmark_node_get_start_line(node)) - 1
        let head = cmark_node_first_child(node)
        let body = head.flatMap { cmark_node_next($0) }
        // The delimiter row is the line before the first row of the body, or the table's last.
        let end = body.map(cmark_node_get_start_line) ?? (cmark_node_get_end_line(node) + 1)
        var delimiter = Int(end) - 2
        if !isDelimiterRow(delimiter) {
            delimiter =
                (start + 1..<max(lines.count, start + 1)).first(where: isDelimiterRow) ?? start + 1
        }
        if let text = paragraphBeforeTable {
            paragraphBeforeTable = nil
            add(.paragraph, start, delimiter - 1, text: text)
        }
        var row = head
        while let current = row {
            let text = rowText(of: current)
            if cmark_gfm_extensions_get_table_row_is_header(current) != 0 {
                add(.tableRow, delimiter - 1, delimiter, text: text)
            } else {
                add(.tableRow, current, text: text)
            }
            row = cmark_node_next(current)
        }
    }

    private func isDelimiterRow(_ line: Int) -> Bool {
        guard line >= 0, line < lines.count else { return false }
        let content = bytes[lines[line]]
        return content.contains(UInt8(ascii: "-"))
            && content.allSatisfy { $0.isBlank || "|-:>".utf8.contains($0) }
    }
}
