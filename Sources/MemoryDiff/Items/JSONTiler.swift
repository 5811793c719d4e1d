/// Tiles JSON: a scalar member is a field, an element or a small object in an array is a record.
enum JSONTiler {
    /// An object in an array is one record up to this many bytes.
    private static let longestRecord = 600
    /// An array of scalars is written with its name as one field up to this many bytes.
    private static let longestInlineArray = 80

    static func tile(_ tree: JSONTree, _ bytes: ByteView, into builder: inout TilingBuilder) {
        // Open containers: the node behind each, and the headings for what stands in it.
        var open: [(behind: Int, headings: [String])] = []
        var index = 0
        while index < tree.nodes.count {
            while let last = open.last, last.behind <= index { open.removeLast() }
            let node = tree.nodes[index]
            let headings = open.last?.headings ?? []
            guard isItem(index, in: tree, bytes) else {
                var inner = headings
                if let name = node.name {
                    let key = JSONTree.string(bytes, name)
                    inner.append(key)
                    builder.add(
                        .heading, withIndent(bytes, name.lowerBound..<node.value.lowerBound + 1),
                        headings: headings, text: Self.folded(key))
                } else if !open.isEmpty, let identity = identity(of: index, in: tree, bytes) {
                    inner.append(identity)
                }
                open.append((node.behind, inner))
                index += 1
                continue
            }
            builder.add(
                node.name == nil ? .record : .field, withIndent(bytes, node.range),
                headings: headings, text: text(of: index, in: tree, bytes))
            index = node.behind
        }
        builder.fill(upTo: bytes.count)
    }

    /// The words of a value: `name: value`, parts of a record separated by commas.
    static func text(of index: Int, in tree: JSONTree, _ bytes: ByteView) -> String {
        let end = tree.nodes[index].behind
        var words = Words()
        var needsComma = false
        for inner in index..<end {
            let node = tree.nodes[inner]
            if needsComma { words.append(", ") }
            needsComma = true
            if let name = node.name {
                words.append(JSONTree.string(bytes, name))
                words.append(": ")
                needsComma = false
            }
            switch node.kind {
            case .string:
                words.append(readable(bytes, node.value))
                needsComma = true
            case .other:
                words.append(UnsafeBufferPointer(rebasing: bytes[node.value]))
                needsComma = true
            case .object, .array:
                if node.behind == inner + 1 {
                    words.append(node.kind == .object ? "{}" : "[]")
                    needsComma = true
                } else {
                    needsComma = false
                }
            }
        }
        return words.folded()
    }

    /// A string without its quotes, unless it would then pass for a number, a truth value or nothing.
    private static func readable(_ bytes: ByteView, _ quoted: Range<Int>) -> String {
        let string = JSONTree.string(bytes, quoted)
        let isAmbiguous =
            string.utf8.first.map { $0.isDigit || $0 == UInt8(ascii: "-") } ?? true
            ? string.utf8.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
            : ["true", "false", "null"].contains(string)
        return isAmbiguous ? "\"\(string)\"" : string
    }

    private static func folded(_ text: String) -> String {
        var words = Words()
        words.append(text)
        let folded = words.folded()
        return folded.isEmpty ? "\"\"" : folded
    }

    /// Whether a reviewer argues about the value as a whole.
    private static func isItem(_ index: Int, in tree: JSONTree, _ bytes: ByteView) -> Bool {
        let node = tree.nodes[index]
        let isElement = node.name == nil && index > 0
        switch node.kind {
        case .string, .other: return true
        case .array:
            if node.behind == index + 1 { return index > 0 }
            return index > 0 && isShort(index, in: tree, bytes)
        case .object:
            if node.behind == index + 1 { return index > 0 }
            guard isElement, node.value.count <= longestRecord else { return false }
            return tree.children(of: index).allSatisfy { child in
                switch tree.nodes[child].kind {
                case .string, .other: true
                case .array: holdsOnlyScalars(child, in: tree)
                case .object: tree.nodes[child].behind == child + 1
                }
            }
        }
    }

    private static func isShort(_ index: Int, in tree: JSONTree, _ bytes: ByteView) -> Bool {
        let value = tree.nodes[index].value
        return value.count <= longestInlineArray && !bytes[value].contains(0x0A)
            && holdsOnlyScalars(index, in: tree)
    }

    private static func holdsOnlyScalars(_ index: Int, in tree: JSONTree) -> Bool {
        tree.nodes[index + 1..<tree.nodes[index].behind].allSatisfy {
            $0.kind == .string || $0.kind == .other
        }
    }

    /// What an object in an array calls itself, so that its place in the array is no part of its path.
    private static func identity(
        of index: Int, in tree: JSONTree, _ bytes: ByteView
    ) -> String? {
        guard tree.nodes[index].kind == .object else { return nil }
        let naming: Set = ["id", "name", "key", "title"]
        for child in tree.children(of: index).prefix(8) where tree.nodes[child].kind == .string {
            guard let name = tree.nodes[child].name else { continue }
            if naming.contains(JSONTree.string(bytes, name)) {
                return JSONTree.string(bytes, tree.nodes[child].value)
            }
        }
        return nil
    }

    /// The range with the indent before it, if nothing else stands there.
    private static func withIndent(_ bytes: ByteView, _ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
        return start == 0 || bytes[start - 1] == 0x0A ? start..<range.upperBound : range
    }
}
