/// Rows of cells, each column as wide as its widest cell.
public struct Columns: Sendable {
    private let rows: [[Message]]
    private let gap: Int
    private let rightAligned: Set<Int>

    /// Takes rows; the last cell of a row is never padded.
    public init(_ rows: [[Message]], gap: Int = 2, rightAligned: Set<Int> = []) {
        self.rows = rows
        self.gap = gap
        self.rightAligned = rightAligned
    }

    /// One line for every row.
    public var lines: [Message] {
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.columns)
            }
        }
        return rows.map { row in
            var line: Message = ""
            for (index, cell) in row.enumerated() {
                let isLast = index == row.count - 1
                let padding = widths[index] - cell.columns
                if rightAligned.contains(index) {
                    line = line + Message.spaces(padding) + cell
                    if !isLast { line = line + Message.spaces(gap) }
                } else {
                    line = line + cell
                    if !isLast { line = line + Message.spaces(padding + gap) }
                }
            }
            return line
        }
    }
}

extension Message {
    /// Columns that the text takes on a terminal.
    public var columns: Int {
        DisplayWidth.columns(of: render(.terminal(.plain)))
    }

    /// So many spaces.
    public static func spaces(_ count: Int) -> Message {
        Message(trusted: String(repeating: " ", count: max(0, count)))
    }
}
