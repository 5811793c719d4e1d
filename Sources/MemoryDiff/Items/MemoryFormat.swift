/// The syntax in which a memory is read.
enum MemoryFormat {
    case markdown
    case json
    case jsonLines
    case yaml
    case plainText

    /// The format that a memory's name says, or that its first lines look like where the name says nothing.
    init(path: String, bytes: ByteView) {
        if path.utf8.suffix(3).elementsEqual(".md".utf8) {
            self = .markdown
            return
        }
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
        let suffix = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let ending = suffix.count > 1 ? suffix.last.map { String($0) ?? "" } ?? "" : ""
        switch ending.lowercased() {
        case "md", "markdown", "mdx", "mdc", "mdown", "mkd": self = .markdown
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonLines
        case "yaml", "yml": self = Self.isJSON(bytes) ? .json : .yaml
        case "txt", "text", "log", "csv", "tsv", "toml", "ini": self = .plainText
        default: self = Self.looksLikeMarkdown(bytes) ? .markdown : .plainText
        }
    }

    /// Whether a YAML memory is written as JSON, which YAML contains and whose tiles are finer.
    private static func isJSON(_ bytes: ByteView) -> Bool {
        let first = bytes.first { !$0.isBlank }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
            ? JSONTree(bytes) != nil : false
    }

    /// Whether one of the first 200 lines is a heading, a fence or a list entry with a dash.
    private static func looksLikeMarkdown(_ bytes: ByteView) -> Bool {
        let head = 0..<min(bytes.count, 16_384)
        let lines = LineTable(bytes, head)
        return (0..<min(lines.count, 200)).contains { number in
            let line = lines[number]
            let marker = line.lowerBound
            let hashes = bytes[line].prefix { $0 == UInt8(ascii: "#") }.count
            if (1...6).contains(hashes) { return bytes.has(" ", at: marker + hashes) }
            return bytes.has("- ", at: marker) || bytes.has("```", at: marker)
        }
    }
}
