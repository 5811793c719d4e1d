internal import FoundationEssentials
public import ReverieCore

/// Reads a transcript event by event; only one event, and one piece of the bytes, is ever in memory.
public struct TranscriptReader {
    private let bytes: TranscriptBytes
    private let layout: Layout

    private enum Layout {
        case lines, document, markdown
    }

    /// Largest size of an event, in bytes.
    public static var eventLimit: Int { ByteCursor.limit }

    /// Finds out how a transcript is laid out, by its name and its first bytes.
    ///
    /// Throws ``EngineError/notATranscript``, ``EngineError/emptyTranscript`` or what reading throws.
    public init(_ bytes: TranscriptBytes, fileName: String) throws(EngineError) {
        self.bytes = bytes
        let name = fileName.lowercased()
        let isNamed = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
        var cursor = try ByteCursor(bytes)
        try cursor.passByteOrderMark()
        try cursor.passBlanks()
        guard let first = try cursor.peek() else { throw .emptyTranscript }
        if name.hasSuffix(".md") || name.hasSuffix(".markdown") || name.hasSuffix(".txt") {
            layout = .markdown
        } else if first == 0x5B {
            layout = .document
        } else if first == 0x7B {
            let isLine = isNamed ? true : try Self.isEvent(lineOf: &cursor)
            layout = isLine ? .lines : .document
        } else {
            // A broken first line of a file that says what it is shall be named, not the whole file.
            guard isNamed else { throw .notATranscript }
            layout = .lines
        }
    }

    /// Whether the line ahead is an event by itself; a longer one than an event may be is a document.
    private static func isEvent(lineOf cursor: inout ByteCursor) throws(EngineError) -> Bool {
        let line: [UInt8]
        do throws(EngineError) { line = try cursor.nextLine() ?? [] } catch {
            guard case .eventTooLarge = error else { throw error }
            return false
        }
        return (try? JSONDecoder().decode(EventRecord.self, from: Data(line)))?.form != nil
    }

    /// Reads all events, in order; `meter` takes in all bytes on the way.
    ///
    /// Throws ``EngineError/brokenEvent(line:)``, ``EngineError/notUTF8(line:)`` or
    /// ``EngineError/eventTooLarge(line:limit:)`` for the first that cannot be read, and what `body` throws.
    @discardableResult
    public func read(
        measuredBy meter: TranscriptMeter? = nil,
        _ body: (TranscriptEvent) throws(EngineError) -> Void = { _ in }
    ) throws(EngineError) -> TranscriptSummary {
        var summary = TranscriptSummary(form: .messages)
        var isFirst = true
        let decoder = JSONDecoder()
        func take(_ bytes: [UInt8], _ lines: ClosedRange<Int>) throws(EngineError) {
            guard bytes.contains(where: { $0 > 0x20 }) else { return }
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw .notUTF8(line: lines.lowerBound)
            }
            guard let record = try? decoder.decode(EventRecord.self, from: Data(bytes)) else {
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
        var cursor = try ByteCursor(meter.map(bytes.measured) ?? bytes)
        switch layout {
        case .lines:
            try cursor.passByteOrderMark()
            var number = 1
            while let line = try cursor.nextLine() {
                try take(line, number...number)
                number += 1
            }
        case .document:
            var elements = JSONElements(cursor)
            while let (bytes, lines) = try elements.next() { try take(bytes, lines) }
        case .markdown: return try MarkdownTranscript(cursor).read(body)
        }
        guard summary.events > 0 else { throw .emptyTranscript }
        return summary
    }
}
