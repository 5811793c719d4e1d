internal import Guardrails
internal import MemoryDiff

/// What instructions narrow a consolidation to.
///
/// `paths: a/** b.md; kinds: duplicates preferences; topics: billing refunds`, the parts in any order, each
/// closed by a semicolon or the end of the line.
struct DreamScope {
    /// What a consolidation can do.
    enum Kind: String, CaseIterable {
        case duplicates, contradictions, stale, preferences, mistakes, workflows, themes
    }

    private var paths: [PathPattern] = []
    private var kinds: Set<Kind> = []
    private var topics: [String] = []

    init(_ instructions: String?) throws(EngineError) {
        for part in (instructions ?? "").split(whereSeparator: { $0 == ";" || $0.isNewline }) {
            let text = String(part.drop(while: \.isWhitespace))
            guard !text.isEmpty else { continue }
            guard let colon = text.firstIndex(of: ":") else { throw .instructions(text) }
            let words = text[text.index(after: colon)...]
                .split { $0.isWhitespace || $0 == "," }.map(String.init)
            switch text[..<colon].lowercased() {
            case "paths", "path":
                paths += words.map { PathPattern($0) }
            case "kinds", "kind":
                for word in words {
                    guard let kind = Kind(rawValue: word.lowercased()) else {
                        throw .instructions(word)
                    }
                    kinds.insert(kind)
                }
            case "topics", "topic": topics += words.map { Statement($0).key }
            default: throw .instructions(text)
            }
        }
    }

    /// Whether the consolidation does this at all.
    func includes(_ kind: Kind) -> Bool { kinds.isEmpty || kinds.contains(kind) }

    /// Whether a memory may change.
    func covers(path: String) -> Bool {
        paths.isEmpty || paths.contains { $0.matches(path) }
    }

    /// Whether an item is about one of the topics.
    func covers(item: Item) -> Bool {
        guard !topics.isEmpty else { return true }
        return covers(text: ([item.text] + item.headings).joined(separator: " "))
    }

    /// Whether a text is about one of the topics.
    func covers(text: String) -> Bool {
        guard !topics.isEmpty else { return true }
        let words = Set(Statement(text).words.map(\.text))
        return topics.contains { words.contains($0) }
    }
}
