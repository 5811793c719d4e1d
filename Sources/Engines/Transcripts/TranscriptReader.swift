internal import FoundationEssentials

/// Reads a transcript event by event; only one event is ever held besides the bytes themselves.
public struct TranscriptReader {
    private let content: [UInt8]
    private let layout: Layout

    private enum Layout {
        case lines, document, markdown
    }

    /// Finds out how a transcript is laid out, by its name and its first bytes.
    ///
    /// Throws ``EngineError/notATranscript`` or ``EngineError/emptyTranscript``.
    public init(_ content: [UInt8], fileName: String) throws(EngineError) {
        self.content = content
        guard
            let first = content.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
            )
        else { throw .emptyTranscript }
        let name = fileName.lowercased()
        if name.hasSuffix(".md") || name.hasSuffix(".markdown") || name.hasSuffix(".txt") {
            layout = .markdown
        } else if first == 0x5B {
            layout = .document
        } else if first == 0x7B {
            let line = content.prefix { $0 != 0x0A }
            let isNamed = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
            layout =
                isNamed
                    || (try? JSONDecoder().decode(EventRecord.self, from: Data(line)))?.form != nil
                ? .lines : .document
        } else {
            // A broken first line of a file that says what it is shall be named, not the whole file.
            guard name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") else {
                throw .notATranscript
            }
            layout = .lines
        }
    }

    /// Reads all events, in order.
    ///
    /// Throws ``EngineError/brokenEvent(line:)`` or ``EngineError/notUTF8(line:)`` for the first that cannot be
    /// read, and what `body` throws.
    @discardableResult
    public func read(_ body: (TranscriptEvent) throws(EngineError) -> Void) throws(EngineError)
        -> TranscriptSummary
    {
        var summary = TranscriptSummary(form: .messages)
        var isFirst = true
        func take(_ range: Range<Int>, _ lines: ClosedRange<Int>) throws(EngineError) {
            let slice = content[range]
            guard slice.contains(where: { $0 > 0x20 }) else { return }
            guard String(validating: slice, as: UTF8.self) != nil else {
                throw .notUTF8(line: lines.lowerBound)
            }
            guard let record = try? JSONDecoder().decode(EventRecord.self, from: Data(slice)) else {
                throw .brokenEvent(line: lines.lowerBound)
            }
            if isFirst {
                guard let form = record.form else { throw .brokenEvent(line: lines.lowerBound) }
                summary.form = form
                isFirst = false
            }
            if summary.name == nil {
                summary.name = record.type == "session" ? record.id : record.sessionID
            }
            if record.type == "session" { return }
            summary.events += 1
            if !record.isKnownType { summary.unknownTypes[record.type ?? "", default: 0] += 1 }
            guard let (speaker, parts) = record.said, !parts.isEmpty else { return }
            try body(
                TranscriptEvent(
                    id: record.id ?? record.uuid, number: summary.events, lines: lines,
                    speaker: speaker, parts: parts))
        }
        switch layout {
        case .lines: try lines(take)
        case .document:
            var elements = JSONElements(content)
            while let (range, lines) = try elements.next() { try take(range, lines) }
        case .markdown: return try MarkdownTranscript(content).read(body)
        }
        guard summary.events > 0 else { throw .emptyTranscript }
        return summary
    }

    private func lines(_ take: (Range<Int>, ClosedRange<Int>) throws(EngineError) -> Void)
        throws(EngineError)
    {
        var start = content.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = 1
        while start < content.count {
            let end = content[start...].firstIndex(of: 0x0A) ?? content.count
            try take(start..<end, number...number)
            start = end + 1
            number += 1
        }
    }
}

/// Finds the elements of the array of a JSON document without reading the document as a whole.
///
/// The array is the document itself, or stands below `messages`, `events` or `data`.
struct JSONElements {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var isInside = false
    private var isOver = false

    private static let keys: Set<String> = ["messages", "events", "data"]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next element with its lines; nil behind the last.
    mutating func next() throws(EngineError) -> (Range<Int>, ClosedRange<Int>)? {
        if isOver { return nil }
        if !isInside { try enter() }
        while true {
            skipBlanks()
            guard position < bytes.count else { throw .brokenEvent(line: line) }
            switch bytes[position] {
            case 0x2C: position += 1
            case 0x5D:
                isOver = true
                return nil
            default:
                let start = position
                let first = line
                try skipValue()
                guard position > start else { throw .brokenEvent(line: line) }
                return (start..<position, first...line)
            }
        }
    }

    /// Goes behind the bracket that opens the array.
    private mutating func enter() throws(EngineError) {
        isInside = true
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        skipBlanks()
        guard position < bytes.count else { throw .emptyTranscript }
        if bytes[position] == 0x5B {
            position += 1
            return
        }
        guard bytes[position] == 0x7B else { throw .notATranscript }
        position += 1
        while true {
            skipBlanks()
            guard position < bytes.count, bytes[position] == 0x22 else { throw .notATranscript }
            let start = position + 1
            try skipValue()
            let key = String(decoding: bytes[start..<max(start, position - 1)], as: UTF8.self)
            skipBlanks()
            guard position < bytes.count, bytes[position] == 0x3A else {
                throw .brokenEvent(line: line)
            }
            position += 1
            skipBlanks()
            if Self.keys.contains(key), position < bytes.count, bytes[position] == 0x5B {
                position += 1
                return
            }
            let before = position
            try skipValue()
            skipBlanks()
            guard position > before, position < bytes.count, bytes[position] == 0x2C else {
                throw .notATranscript
            }
            position += 1
        }
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] <= 0x20 {
            if bytes[position] == 0x0A { line += 1 }
            position += 1
        }
    }

    /// Goes behind a value; whether it is well formed is decided by whoever reads it.
    private mutating func skipValue() throws(EngineError) {
        var depth = 0
        let first = line
        while position < bytes.count {
            switch bytes[position] {
            case 0x22:
                position += 1
                while position < bytes.count, bytes[position] != 0x22 {
                    if bytes[position] == 0x0A { line += 1 }
                    position += bytes[position] == 0x5C ? 2 : 1
                }
                guard position < bytes.count else { throw .brokenEvent(line: first) }
                position += 1
                if depth == 0 { return }
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                if depth == 0 { return }
                depth -= 1
                if depth == 0 {
                    position += 1
                    return
                }
            case 0x2C where depth == 0: return
            case 0x3A where depth == 0: return
            case 0x0A: line += 1
            default: break
            }
            position += 1
        }
        guard depth == 0 else { throw .brokenEvent(line: first) }
    }
}

/// Reads text in which lines of their own, or words before a colon, say who speaks.
struct MarkdownTranscript {
    private let content: [UInt8]

    init(_ content: [UInt8]) { self.content = content }

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
        for slice in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            guard let line = String(validating: slice, as: UTF8.self) else {
                throw .notUTF8(line: number)
            }
            if let (next, rest) = Self.turn(line) {
                try finish(number - 1)
                speaker = next
                first = number
                text = rest
            } else {
                if text.isEmpty { first = number }
                text += text.isEmpty ? line : "\n" + line
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
