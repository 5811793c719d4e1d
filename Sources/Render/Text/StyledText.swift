/// Text that has passed the gate, in runs of one style each, ready to be broken into lines.
struct StyledText {
    struct Run: Hashable {
        var text: String
        var style: Style?
    }

    var runs: [Run] = []

    init(_ runs: [Run] = []) {
        self.runs = runs
    }

    /// Takes raw text through the gate; what would be hidden stands out.
    init(untrusted text: some StringProtocol, _ style: Style? = nil) {
        var current = ""
        HiddenCharacters.scan(String(text)) { scalar, isHidden in
            if isHidden {
                if !current.isEmpty { runs.append(Run(text: current, style: style)) }
                current = ""
                runs.append(Run(text: "<\(HiddenCharacters.name(of: scalar))>", style: .hidden))
            } else {
                current.unicodeScalars.append(scalar)
            }
        }
        if !current.isEmpty { runs.append(Run(text: current, style: style)) }
    }

    static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(left.runs + right.runs)
    }

    /// Lines of at most so many columns, broken at spaces and inside words that are longer than a line.
    func lines(width: Int) -> [StyledText] {
        let width = max(1, width)
        var lines: [StyledText] = []
        var line = StyledText()
        var columns = 0
        for word in words {
            var word = word
            if columns > 0, columns + 1 + word.columns > width {
                lines.append(line)
                (line, columns) = (StyledText(), 0)
            }
            if columns > 0 {
                line.append(" ", word.spaceStyle)
                columns += 1
            }
            while columns == 0, word.columns > width {
                lines.append(word.takePrefix(columns: width))
            }
            for run in word.runs { line.append(run.text, run.style) }
            columns += word.columns
        }
        if columns > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    var columns: Int { runs.reduce(0) { $0 + DisplayWidth.columns(of: $1.text) } }

    /// The text with its styles.
    func string(_ palette: Palette) -> String {
        runs.map { run in
            run.style.map { $0.apply(to: run.text, palette: palette) } ?? run.text
        }.joined()
    }

    private mutating func append(_ text: String, _ style: Style?) {
        if let last = runs.indices.last, runs[last].style == style {
            runs[last].text += text
        } else {
            runs.append(Run(text: text, style: style))
        }
    }

    /// A stretch without spaces, and the style of the space before it.
    private struct Word {
        var runs: [Run] = []
        var spaceStyle: Style?
        var columns = 0

        /// Cuts off as much as fits, at least one character.
        mutating func takePrefix(columns limit: Int) -> StyledText {
            var head = StyledText()
            var used = 0
            while let run = runs.first, used < limit {
                let part = Wrapping.prefix(of: run.text[...], columns: limit - used)
                let size = DisplayWidth.columns(of: part)
                if used > 0, used + size > limit { break }
                head.append(String(part), run.style)
                used += size
                if part.count == run.text.count {
                    runs.removeFirst()
                } else {
                    runs[0].text = String(run.text.dropFirst(part.count))
                }
            }
            columns = runs.isEmpty ? 0 : columns - used
            return head
        }
    }

    private var words: [Word] {
        var words: [Word] = []
        var current = Word()
        for run in runs {
            let pieces = run.text.split(separator: " ", omittingEmptySubsequences: false)
            for (index, piece) in pieces.enumerated() {
                if index > 0 {
                    if !current.runs.isEmpty { words.append(current) }
                    current = Word(spaceStyle: run.style)
                }
                if piece.isEmpty { continue }
                current.runs.append(Run(text: String(piece), style: run.style))
                current.columns += DisplayWidth.columns(of: piece)
            }
        }
        if !current.runs.isEmpty { words.append(current) }
        return words
    }
}
