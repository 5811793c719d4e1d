/// Tiles Markdown (CommonMark with the tables and task lists of GitHub): front matter, then blocks.
///
/// All borders are at line starts. Lines that no block claims are definitions of link targets, which
/// cmark takes out of the tree, or layout.
struct MarkdownTiler {
    private let bytes: ByteView
    private let lines: LineTable
    private var builder: TilingBuilder
    /// First line that is in no tile yet.
    private var line = 0
    private var context: [(level: Int, text: String)] = []
    private var headings: [String] = []

    static func tile(_ bytes: ByteView, into builder: inout TilingBuilder) {
        if !PlainMarkdown.tile(bytes, into: &builder) { tileByGrammar(bytes, into: &builder) }
    }

    /// Tiles any Markdown by the tree that cmark-gfm builds.
    static func tileByGrammar(_ bytes: ByteView, into builder: inout TilingBuilder) {
        let start = FrontMatterTiler.tile(bytes, into: &builder)
        let body = start..<bytes.count
        guard !MarkdownHazards.areIn(bytes, body) else {
            return PlainTextTiler.tile(bytes, body, into: &builder)
        }
        let lines = LineTable(bytes, body)
        let leaves = MarkdownLeaves.read(bytes, body, lines)
        guard isPlausible(leaves, lines) else {
            return PlainTextTiler.tile(bytes, body, into: &builder)
        }
        var tiler = MarkdownTiler(bytes: bytes, lines: lines, builder: builder)
        for (index, var leaf) in leaves.enumerated() {
            if index + 1 < leaves.count { leaf.behind = min(leaf.behind, leaves[index + 1].first) }
            tiler.add(leaf)
        }
        tiler.addUnclaimedLines(upTo: lines.count)
        builder = tiler.builder
    }

    private init(bytes: ByteView, lines: LineTable, builder: TilingBuilder) {
        self.bytes = bytes
        self.lines = lines
        self.builder = builder
    }

    /// Whether the leaves are in order and inside the text, no two on one line.
    private static func isPlausible(_ leaves: [MarkdownLeaf], _ lines: LineTable) -> Bool {
        var behind = 0
        for leaf in leaves {
            guard leaf.first >= behind, leaf.first < leaf.behind, leaf.first < lines.count else {
                return false
            }
            behind = leaf.first + 1
        }
        return true
    }

    private mutating func add(_ leaf: MarkdownLeaf) {
        addUnclaimedLines(upTo: leaf.first)
        guard !leaf.text.isEmpty else { return }
        var text = leaf.text
        if leaf.isHTML, addMarkdownInside(leaf) { return }
        var first = max(leaf.first, line)
        var behind = min(max(leaf.behind, first + 1), lines.count)
        while behind > first + 1, isBlank(behind - 1) { behind -= 1 }
        if [.paragraph, .bullet, .task, .heading].contains(leaf.form) {
            first = definitionsEnd(first, behind, leaf)
            addUnclaimedLines(upTo: first)
            if hidesDefinition(first, behind, text) {
                text = bytes.folded(contentStart(first)..<lines[behind - 1].upperBound)
            }
        }
        if let level = leaf.level {
            while let last = context.last, last.level >= level { context.removeLast() }
            headings = context.map(\.text)
        }
        builder.add(leaf.form, lines[first..<behind], headings: headings, text: text)
        line = max(line, behind)
        if let level = leaf.level {
            context.append((level, text))
            headings.append(text)
        }
    }

    /// The first line behind the link definitions that cmark took off the front of a paragraph.
    private func definitionsEnd(_ first: Int, _ behind: Int, _ leaf: MarkdownLeaf) -> Int {
        var number = first
        while number + 1 < behind, let label = definitionLabel(number),
            !leaf.text.hasPrefix("[" + label + "]:")
        {
            // The target may stand on the next line, and the title on the one after.
            if bytes[bytes.trimmed(lines[number])].last == UInt8(ascii: ":") { number += 1 }
            number += 1
            if number + 1 < behind, isTitle(number),
                !leaf.text.utf8.starts(with: [bytes[contentStart(number)]])
            {
                number += 1
            }
        }
        return min(number, behind - 1)
    }

    /// Whether a paragraph still begins with a definition that its words do not show, as one whose label
    /// is wrapped or that follows a check box.
    private func hidesDefinition(_ first: Int, _ behind: Int, _ text: String) -> Bool {
        let content = contentStart(first)..<lines[behind - 1].upperBound
        guard bytes.has("[", at: content.lowerBound) else { return false }
        let hasDefinition = content.contains { bytes.has("]:", at: $0) }
        return hasDefinition
            && text.utf8.count(where: \.isWordLike) < bytes[content].count(where: \.isWordLike)
    }

    private func isTitle(_ number: Int) -> Bool {
        let start = contentStart(number)
        return bytes.has("\"", at: start) || bytes.has("'", at: start) || bytes.has("(", at: start)
    }

    /// The label of `[label]: target`, if that is how a line begins.
    private func definitionLabel(_ number: Int) -> String? {
        let content = contentStart(number)..<lines[number].upperBound
        guard bytes.has("[", at: content.lowerBound),
            let close = bytes[content].firstIndex(of: UInt8(ascii: "]")),
            bytes.has(":", at: close + 1)
        else { return nil }
        return bytes.folded(content.lowerBound + 1..<close)
    }

    /// Makes items of lines that carry words and glue of the rest.
    private mutating func addUnclaimedLines(upTo end: Int) {
        while line < end {
            let start = line
            line += 1
            let content = contentStart(start)..<lines[start].upperBound
            guard bytes.carriesWords(content) else { continue }
            // A definition's title may stand on the next line.
            while line < end, !isBlank(line), definitionLabel(line) == nil,
                bytes[lines[line].lowerBound].isBlank || isTitle(line)
            { line += 1 }
            let range = lines[start..<line]
            builder.add(
                .paragraph, range, headings: headings,
                text: bytes.folded(content.lowerBound..<range.upperBound))
        }
    }

    private func isBlank(_ number: Int) -> Bool { bytes.trimmed(lines[number]).isEmpty }

    private func contentStart(_ number: Int) -> Int { Self.contentStart(bytes, lines[number]) }

    /// Where a line's words begin behind indents, quote marks and list markers.
    static func contentStart(_ bytes: ByteView, _ line: Range<Int>) -> Int {
        var start = line.lowerBound
        while start < line.upperBound {
            let marker = ListMarker.length(bytes, start..<line.upperBound)
            if marker > 0 {
                start += marker
            } else if bytes[start].isBlank || bytes[start] == UInt8(ascii: ">") {
                start += 1
            } else {
                break
            }
        }
        return start
    }
}

extension MarkdownTiler {
    /// Tiles a block of HTML that is a mere tag around list entries, as agents' instructions use it.
    ///
    /// To CommonMark everything up to the next blank line is HTML then; to a reviewer the entries are items.
    private mutating func addMarkdownInside(_ leaf: MarkdownLeaf) -> Bool {
        let first = max(leaf.first, line)
        let behind = min(leaf.behind, lines.count)
        guard first < behind, !isVerbatim(first),
            (first..<behind).contains(where: { ListMarker.length(bytes, lines[$0]) > 0 })
        else { return false }
        while line < behind {
            let start = line
            guard !isTag(start) else {
                line += 1
                builder.add(
                    .html, lines[start], headings: headings, text: bytes.folded(lines[start]))
                continue
            }
            let end = (start..<behind).first(where: isTag) ?? behind
            let stretch = lines[start..<end]
            for var inner in MarkdownLeaves.read(bytes, stretch, LineTable(bytes, stretch)) {
                inner.first += start
                inner.behind += start
                inner.isHTML = false
                if inner.first < end { add(inner) }
            }
            addUnclaimedLines(upTo: end)
        }
        return true
    }

    private func isTag(_ number: Int) -> Bool {
        bytes.has("<", at: bytes.trimmed(lines[number]).lowerBound)
    }

    /// Whether the block is a comment or an element whose content is no text.
    private func isVerbatim(_ number: Int) -> Bool {
        let start = contentStart(number)
        let openings: [StaticString] = ["<!", "<?", "<script", "<style", "<pre", "<textarea"]
        return openings.contains { bytes.has($0, at: start) }
    }
}
