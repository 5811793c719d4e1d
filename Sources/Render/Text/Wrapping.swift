/// Breaks text into lines of at most so many columns.
public enum Wrapping {
    /// The lines of a text that has passed the gate: broken at spaces, and inside a word only where it is longer than a line.
    public static func lines(of text: String, width: Int) -> [String] {
        let width = max(1, width)
        var lines: [String] = []
        var line = ""
        var columns = 0
        for word in text.split(separator: " ") {
            var word = word
            var size = DisplayWidth.columns(of: word)
            if columns > 0, columns + 1 + size > width {
                lines.append(line)
                (line, columns) = ("", 0)
            }
            if columns > 0 {
                line += " "
                columns += 1
            }
            while size > width {
                let head = prefix(of: word, columns: width)
                lines.append(String(head))
                word = word.dropFirst(head.count)
                size = DisplayWidth.columns(of: word)
            }
            line += word
            columns += size
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// The longest start of a text that fits, at least one character.
    static func prefix(of text: Substring, columns: Int) -> Substring {
        var used = 0
        var end = text.startIndex
        for index in text.indices {
            used += DisplayWidth.columns(of: text[index])
            if used > columns, end != text.startIndex { break }
            end = text.index(after: index)
        }
        return text[..<end]
    }
}

extension Message {
    /// The message as lines of at most so many columns; styles are lost, so this is for plain text.
    public func wrapped(width: Int) -> [Message] {
        Wrapping.lines(of: render(.terminal(.plain)), width: width).map { Message(trusted: $0) }
    }
}
