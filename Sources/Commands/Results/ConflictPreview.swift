import MemoryDiff
import Render
import ReverieCore

/// What differs between the sides of a conflict, short enough to be looked at.
struct ConflictPreview {
    /// What is shown, indented under the memory's path.
    private(set) var lines: [Message] = []

    private static let itemLimit = 8
    private static let lineLimit = 3
    private static let indentation = 10
    private let room: Int

    init(_ entry: ConflictListing.Entry, width: Int) {
        room = max(20, width - Self.indentation)
        let items = entry.conflict.items
        for item in items.prefix(Self.itemLimit) {
            if items.count > 1 { lines.append("  \(item.kind.rawValue)") }
            show([
                entry.text(item.base, of: entry.base).map(Self.lines(of:)),
                entry.text(item.ours, of: entry.ours).map(Self.lines(of:)),
                entry.text(item.theirs, of: entry.theirs).map(Self.lines(of:)),
            ])
        }
        if items.count > Self.itemLimit {
            lines.append(Message("  and \(items.count - Self.itemLimit) more items").styled(.faint))
        }
        guard items.isEmpty else { return }
        let texts = [entry.base, entry.ours, entry.theirs].map { content in
            content.map { Self.lines(of: String(decoding: $0, as: UTF8.self)) }
        }
        let (head, tail) = Self.common(texts.compactMap { $0 })
        show(texts.map { text in text.map { Array($0[head..<($0.count - tail)]) } })
    }

    /// Shows base, ours and theirs under each other.
    private mutating func show(_ sides: [[Substring]?]) {
        let labels: [(label: Message, none: Message, style: Style)] = [
            ("base", "(not there)", .faint), ("ours", "(taken away)", .removed),
            ("theirs", "(taken away)", .added),
        ]
        for (side, text) in zip(labels, sides) {
            let label = "  " + side.label
            let start = label + Message.spaces(Self.indentation - label.columns)
            guard let text else {
                lines.append(start + side.none.styled(.faint))
                continue
            }
            var shown = text.prefix(Self.lineLimit).map {
                Wording.clipped(String($0), columns: room).styled(side.style)
            }
            if text.isEmpty { shown = [Message("(without these lines)").styled(.faint)] }
            if text.count > Self.lineLimit {
                shown.append(
                    Message("and \(text.count - Self.lineLimit) more lines").styled(.faint))
            }
            for (index, line) in shown.enumerated() {
                lines.append((index == 0 ? start : Message.spaces(Self.indentation)) + line)
            }
        }
    }

    private static func lines(of text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Number of lines that all texts start with, and that they end with.
    private static func common(_ texts: [[Substring]]) -> (head: Int, tail: Int) {
        guard texts.count > 1, let first = texts.first else { return (0, 0) }
        let shortest = texts.map(\.count).min() ?? 0
        var head = 0
        while head < shortest, texts.allSatisfy({ $0[head] == first[head] }) { head += 1 }
        var tail = 0
        while tail < shortest - head,
            texts.allSatisfy({ $0[$0.count - 1 - tail] == first[first.count - 1 - tail] })
        { tail += 1 }
        return (head, tail)
    }
}
