/// Tiles YAML by lines: scalar entries are fields, elements of sequences records, comments lines.
struct YAMLTiler {
    /// A mapping in a sequence is one record up to this many lines and bytes.
    private static let longestRecord = (lines: 12, bytes: 600)

    private let tree: YAMLTree
    private let bytes: ByteView
    private let lines: LineTable
    private var builder: TilingBuilder
    private var pending: Entry?
    /// First line that is in no tile yet.
    private var line = 0

    private struct Entry {
        let form: ItemForm
        let first: Int
        var last: Int
        let headings: [String]
        /// Words, where they are not those of the lines.
        var text: String?
    }

    static func tile(_ tree: YAMLTree, _ bytes: ByteView, into builder: inout TilingBuilder) {
        let stretch = bytes.startBehindByteOrderMark..<bytes.count
        let lines = LineTable(bytes, stretch, breaks: .yaml)
        var tiler = YAMLTiler(tree: tree, bytes: bytes, lines: lines, builder: builder)
        tiler.walk()
        builder = tiler.builder
    }

    private init(tree: YAMLTree, bytes: ByteView, lines: LineTable, builder: TilingBuilder) {
        self.tree = tree
        self.bytes = bytes
        self.lines = lines
        self.builder = builder
    }

    private mutating func walk() {
        var open: [(behind: Int, headings: [String])] = []
        var index = 0
        while index < tree.nodes.count {
            while let last = open.last, last.behind <= index { open.removeLast() }
            let node = tree.nodes[index]
            let headings = open.last?.headings ?? []
            if node.kind == .value || isRecord(index, isElement: !open.isEmpty) {
                add(
                    Entry(
                        form: node.key == nil ? .record : .field, first: node.first,
                        last: node.last, headings: headings, text: text(of: index)))
                index = node.behind
                continue
            }
            var inner = headings
            if let key = node.key {
                inner.append(key.text)
                add(
                    Entry(
                        form: .heading, first: key.lines.lowerBound, last: key.lines.upperBound,
                        headings: headings, text: nil))
            } else if !open.isEmpty, let identity = identity(of: index) {
                inner.append(identity)
            }
            open.append((node.behind, inner))
            index += 1
        }
        flush()
        addUnclaimedLines(upTo: lines.count, headings: [])
        builder.fill(upTo: bytes.count)
    }

    /// Adds an entry, or joins it to the last one where both stand on one line.
    private mutating func add(_ entry: Entry) {
        if var last = pending {
            if entry.first <= last.last {
                last.last = max(last.last, entry.last)
                last.text = nil
                pending = last
                return
            }
            flush()
        }
        pending = entry
    }

    private mutating func flush() {
        guard let entry = pending else { return }
        pending = nil
        let first = max(entry.first, line)
        var behind = min(entry.last + 1, lines.count)
        guard first < behind else { return }
        while behind > first + 1, bytes.trimmed(lines[behind - 1]).isEmpty { behind -= 1 }
        addUnclaimedLines(upTo: first, headings: entry.headings)
        let range = lines[first..<behind]
        var text = entry.text ?? bytes.folded(withoutDashes(range))
        if entry.form == .heading, text.utf8.last == UInt8(ascii: ":") { text.removeLast() }
        builder.add(entry.form, range, headings: entry.headings, text: text)
        line = behind
    }

    /// Makes items of comments and glue of the rest.
    private mutating func addUnclaimedLines(upTo end: Int, headings: [String]) {
        while line < end {
            let start = line
            line += 1
            let content = bytes.trimmed(lines[start])
            let isLayout =
                bytes.has("---", at: content.lowerBound) || bytes.has("...", at: content.lowerBound)
                || bytes.has("%", at: content.lowerBound)
            guard bytes.carriesWords(content), !isLayout || content.count > 3 else { continue }
            var words = Words()
            appendComment(start, to: &words)
            while line < end, isComment(line) {
                words.append(0x20)
                appendComment(line, to: &words)
                line += 1
            }
            builder.add(
                .line, lines[start..<line], headings: headings, text: words.folded())
        }
    }

    private func isComment(_ number: Int) -> Bool {
        let content = bytes.trimmed(lines[number])
        return bytes.has("#", at: content.lowerBound) && bytes.carriesWords(content)
    }

    private func appendComment(_ number: Int, to words: inout Words) {
        let content = bytes.trimmed(lines[number])
        let inner = bytes[content].drop { $0 == UInt8(ascii: "#") }
        words.append(UnsafeBufferPointer(rebasing: inner))
    }

    /// Whether a mapping in a sequence is small enough to be argued about as a whole.
    private func isRecord(_ index: Int, isElement: Bool) -> Bool {
        let node = tree.nodes[index]
        guard node.kind == .mapping, node.key == nil, isElement,
            node.lines.count <= Self.longestRecord.lines, node.last < lines.count,
            lines[node.first..<node.last + 1].count <= Self.longestRecord.bytes
        else { return false }
        return tree.nodes[index + 1..<node.behind].allSatisfy { $0.kind == .value }
    }

    /// The words of an entry where its lines do not read well.
    private func text(of index: Int) -> String? {
        let node = tree.nodes[index]
        if node.isBlock, let key = node.key, let scalar = node.scalar {
            let indicator = bytes[lines[key.lines.upperBound]]
            // A tag, an anchor or a comment beside the indicator is only in the lines themselves.
            guard !indicator.contains(where: "#&!".utf8.contains) else { return nil }
            var words = Words()
            words.append(key.text + ": " + scalar)
            return words.folded()
        }
        guard node.kind == .mapping else { return nil }
        let fields = tree.nodes[index + 1..<node.behind]
        guard fields.allSatisfy({ $0.first == $0.last }), node.lines.count == fields.count else {
            return nil
        }
        return fields.map { bytes.folded(withoutDashes(lines[$0.first])) }.joined(separator: ", ")
    }

    /// What a mapping in a sequence calls itself, so that its place there is no part of its path.
    private func identity(of index: Int) -> String? {
        let naming: Set = ["id", "name", "key", "title"]
        var child = index + 1
        var looked = 0
        while child < tree.nodes[index].behind, looked < 8 {
            let node = tree.nodes[child]
            if let key = node.key, naming.contains(key.text), let scalar = node.scalar {
                return scalar
            }
            child = node.behind
            looked += 1
        }
        return nil
    }

    /// The range behind the dashes that make its first line an element of sequences.
    private func withoutDashes(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound {
            if bytes[start].isBlank {
                start += 1
            } else if bytes[start] == UInt8(ascii: "-"), start + 1 < range.upperBound,
                bytes[start + 1].isBlank
            {
                start += 1
            } else {
                break
            }
        }
        return start..<range.upperBound
    }
}
