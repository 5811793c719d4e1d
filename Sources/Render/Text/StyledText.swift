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
    ///
    /// Where breaks are kept, a line break stays one and a tab becomes four spaces.
    init(untrusted text: some StringProtocol, _ style: Style? = nil, keepsBreaks: Bool = false) {
        if LogCommands.isHarmless(text) {
            if !text.isEmpty { runs.append(Run(text: String(text), style: style)) }
            return
        }
        var current = ""
        LogCommands.scan(String(text)) { scalar, isHidden in
            if !isHidden || (keepsBreaks && scalar == "\n") {
                current.unicodeScalars.append(scalar)
            } else if keepsBreaks, scalar == "\t" {
                current += "    "
            } else {
                if !current.isEmpty { runs.append(Run(text: current, style: style)) }
                current = ""
                runs.append(Run(text: "<\(HiddenCharacters.name(of: scalar))>", style: .hidden))
            }
        }
        if !current.isEmpty { runs.append(Run(text: current, style: style)) }
    }

    static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(left.runs + right.runs)
    }

    /// Lines of at most so many columns, broken at spaces and inside words that are longer than a line.
    ///
    /// A line break of the text stays one, and the spaces after it stay, up to half of the width.
    func lines(width: Int) -> [StyledText] {
        let width = max(1, width)
        guard runs.contains(where: { $0.text.contains("\n") }) else {
            return wrapped(width: width)
        }
        return paragraphs.flatMap { paragraph in
            let spaces = min(paragraph.leadingSpaces, width / 2)
            let indentation = StyledText([
                Run(text: String(repeating: " ", count: spaces), style: nil)
            ])
            return paragraph.wrapped(width: width - spaces).map {
                spaces > 0 ? indentation + $0 : $0
            }
        }
    }

    private var leadingSpaces: Int {
        var count = 0
        for run in runs {
            let spaces = run.text.prefix { $0 == " " }.count
            count += spaces
            if spaces < run.text.count { break }
        }
        return count
    }

    private var paragraphs: [StyledText] {
        var paragraphs = [StyledText()]
        for run in runs {
            let parts = run.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if index > 0 { paragraphs.append(StyledText()) }
                if !part.isEmpty {
                    paragraphs[paragraphs.count - 1].append(String(part), run.style)
                }
            }
        }
        return paragraphs
    }

    private func wrapped(width: Int) -> [StyledText] {
        var lines: [StyledText] = []
        var line = StyledText()
        var columns = 0
        for word in words {
            var word = word
            if columns > 0, columns + 1 + word.columns > width {
                lines.append(line)
                (line, columns) = (StyledText(), 0)
            }
            if columns == 0 { word.disarm() }
            if columns > 0 {
                line.append(" ", word.spaceStyle)
                columns += 1
            }
            while columns == 0, word.columns > width {
                lines.append(word.takePrefix(columns: width))
                word.disarm()
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

        /// Shows the first colon by its number where a line would start like a command to a log.
        mutating func disarm() {
            guard let first = runs.first, first.text.hasPrefix("::") else { return }
            let shown = "<\(HiddenCharacters.name(of: ":"))>"
            runs[0].text.removeFirst()
            runs.insert(Run(text: shown, style: .hidden), at: 0)
            columns += shown.utf8.count - 1
        }

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
