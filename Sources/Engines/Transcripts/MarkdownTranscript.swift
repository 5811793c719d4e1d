/// Reads text in which lines of their own, or words before a colon, say who speaks.
struct MarkdownTranscript {
    private let cursor: ByteCursor

    init(_ cursor: ByteCursor) { self.cursor = cursor }

    private static let speakers: [String: TranscriptEvent.Speaker] = [
        "user": .user, "human": .user, "person": .user, "you": .user, "assistant": .agent,
        "agent": .agent, "ai": .agent, "claude": .agent, "model": .agent, "tool": .tool,
        "tool result": .tool, "output": .tool, "system": .system,
    ]

    func read(_ body: (TranscriptEvent) throws(EngineError) -> Void) throws(EngineError)
        -> TranscriptSummary
    {
        var summary = TranscriptSummary(form: .markdown)
        var speaker = TranscriptEvent.Speaker.agent
        var first = 1
        var text = ""
        func finish(_ last: Int) throws(EngineError) {
            defer { text = "" }
            guard text.contains(where: { !$0.isWhitespace }) else { return }
            summary.events += 1
            try body(
                TranscriptEvent(
                    id: nil, number: summary.events, lines: first...max(first, last),
                    speaker: speaker, parts: [.text(text)]))
        }
        var number = 0
        var cursor = cursor
        while let bytes = try cursor.nextLine() {
            number += 1
            guard let line = String(validating: bytes, as: UTF8.self) else {
                throw .notUTF8(line: number)
            }
            if let (next, rest) = Self.turn(line) {
                try finish(number - 1)
                speaker = next
                first = number
                text = rest
            } else {
                if text.isEmpty { first = number }
                guard text.utf8.count + line.utf8.count < ByteCursor.limit else {
                    throw .eventTooLarge(line: first, limit: ByteCursor.limit)
                }
                if !text.isEmpty { text += "\n" }
                text += line
            }
        }
        try finish(number)
        guard summary.events > 0 else { throw .emptyTranscript }
        return summary
    }

    /// Who speaks from a line on, and what the line says itself.
    private static func turn(_ line: String) -> (TranscriptEvent.Speaker, String)? {
        guard line.utf8.count < 1 << 16 else { return nil }
        let bare = line.drop { "#*_> ".contains($0) }
        guard !bare.isEmpty else { return nil }
        let isMarked = bare.startIndex != line.startIndex
        let head = bare.prefix { $0 != ":" && $0 != "*" && $0 != "_" }
        guard head.utf8.count <= 12, let speaker = speakers[head.lowercased()] else { return nil }
        let rest = bare[head.endIndex...].drop { ":*_ ".contains($0) }
        guard isMarked || bare[head.endIndex...].first == ":" else { return nil }
        return (speaker, String(rest))
    }
}
