import Render

/// The lines in which the sides of a conflict differ, short enough to be looked at.
struct ConflictPreview {
    /// What is shown, indented under the memory's path.
    let lines: [Message]

    private static let limit = 3
    private static let indentation = 10

    init(_ entry: ConflictListing.Entry, width: Int) {
        let sides: [(label: Message, content: [UInt8]?, style: Style)] = [
            ("base", entry.base, .faint), ("ours", entry.ours, .removed),
            ("theirs", entry.theirs, .added),
        ]
        let texts = sides.map { $0.content.map(Self.split) }
        let (head, tail) = Self.common(texts.compactMap { $0 })
        let room = max(20, width - Self.indentation)
        var lines: [Message] = []
        for (side, text) in zip(sides, texts) {
            let label =
                "  " + side.label + Message.spaces(Self.indentation - 2 - side.label.columns)
            guard let text else {
                let words: Message = side.style == .faint ? "(not there)" : "(no memory)"
                lines.append(label + words.styled(.faint))
                continue
            }
            let middle = text[head..<(text.count - tail)]
            var shown = middle.prefix(Self.limit).map {
                Message("\(Self.cut($0, to: room))").styled(side.style)
            }
            if middle.isEmpty { shown = [Message("(without these lines)").styled(.faint)] }
            if middle.count > Self.limit {
                shown.append(
                    Message("and \(middle.count - Self.limit) more lines").styled(.faint))
            }
            for (index, line) in shown.enumerated() {
                lines.append((index == 0 ? label : Message.spaces(Self.indentation)) + line)
            }
        }
        self.lines = lines
    }

    private static func split(_ content: [UInt8]) -> [Substring] {
        String(decoding: content, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
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

    private static func cut(_ line: Substring, to room: Int) -> String {
        var kept = String(line.prefix(room))
        while DisplayWidth.columns(of: Untrusted(kept).description) > room, !kept.isEmpty {
            kept.removeLast()
        }
        guard kept.count < line.count else { return kept }
        return String(kept.dropLast()) + "\u{2026}"
    }
}
