import MemoryDiff

/// What a memory says about itself in its front matter and by its path.
struct MemoryTraits: Sendable, Hashable, Codable {
    /// The kinds that the front matter gives.
    var kinds: Set<ProtectedKind> = []
    /// Paths that it says it replaces.
    var supersedes: [String] = []
    /// A folder of its path is named for guardrails.
    var isInGuardrailFolder = false

    /// Longest front matter that is read, in lines.
    private static let lineLimit = 200

    var isGuardrail: Bool { kinds.contains(.guardrail) || isInGuardrailFolder }

    init(of memory: Memory) {
        isInGuardrailFolder = memory.path.split(separator: "/").dropLast()
            .contains { $0.lowercased() == "guardrails" }
        if isInGuardrailFolder { kinds.insert(.guardrail) }
        readFrontMatter(memory.content)
    }

    private mutating func readFrontMatter(_ content: [UInt8]) {
        let start: [UInt8] = content.first == 0xEF ? [0xEF, 0xBB, 0xBF, 0x2D] : [0x2D]
        guard content.starts(with: start) else { return }
        var lines = content.prefix(65_536).split(
            separator: UInt8(ascii: "\n"), maxSplits: Self.lineLimit,
            omittingEmptySubsequences: false
        ).map { String(decoding: $0, as: UTF8.self).trimmedRight }
        if lines.first?.hasPrefix("\u{FEFF}") == true { lines[0].removeFirst() }
        guard lines.first == "---" else { return }
        guard let end = lines.dropFirst().firstIndex(of: "---") else { return }
        var key = ""
        for line in lines[1..<end] {
            if line.hasPrefix("- ") || line.hasPrefix("  - ") || line.hasPrefix(" - ") {
                add(key: key, value: line.drop { $0 == " " || $0 == "-" })
            } else if let colon = line.firstIndex(of: ":"), line.first != " ", line.first != "#" {
                key = line[..<colon].lowercased()
                add(key: key, value: line[line.index(after: colon)...])
            }
        }
    }

    private mutating func add(key: String, value: Substring) {
        let values = value.split { ",[]\"' \t".contains($0) }
        switch key {
        case "kind", "type", "kinds", "types":
            for value in values {
                let name = value.lowercased()
                let singular = name.hasSuffix("s") ? String(name.dropLast()) : name
                if let kind = ProtectedKind(rawValue: name) ?? ProtectedKind(rawValue: singular) {
                    kinds.insert(kind)
                }
            }
        case "supersedes", "replaces":
            supersedes += values.map { $0.hasPrefix("/") ? String($0.dropFirst()) : String($0) }
        default: break
        }
    }
}

extension String {
    /// Without the blanks at the end.
    fileprivate var trimmedRight: String {
        var text = Substring(self)
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
