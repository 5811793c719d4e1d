import MemoryDiff

/// Writes a report for a person at a terminal, or in a pipe.
///
/// Old text stands after `-`, new text after `+`; the words that differ are in `[-...-]` and `{+...+}`
/// where there is no colour, as in git's word diff.
struct TerminalReport {
    /// Longest text of an item that is shown, in bytes.
    private static let longestText = 4_000
    /// Most items of one side of a change that are shown.
    private static let mostItems = 12
    /// Columns from which both sides of a modified item stand beside each other.
    private static let sideBySideWidth = 140

    private let view: ReportView
    private let width: Int
    private let palette: Palette

    init(_ view: ReportView) {
        self.view = view
        width = min(max(view.options.width, 20), 400)
        palette = view.options.palette
    }

    /// Hands over the report piece by piece, the head first.
    func write(_ emit: (RenderedText) -> Void) {
        writeHead(emit)
        for section in view.sections {
            var heading = StyledText([
                StyledText.Run(text: "\(section.title)", style: .heading),
                StyledText.Run(text: " (\(Figures.grouped(section.changes.count)))", style: nil),
            ])
            heading.runs.append(StyledText.Run(text: "  \(section.advice)", style: .faint))
            emit(RenderedText("\n" + heading.string(palette) + "\n"))
            for change in section.changes { emit(RenderedText(text(of: change))) }
        }
        writeLostTerms(emit)
        emit(RenderedText(foot))
    }

    /// Hands over the head and one line for each memory.
    func writeStat(_ emit: (RenderedText) -> Void) {
        writeHead(emit)
        let memories = view.touchedMemories
        let widest = memories.map { DisplayWidth.columns(of: Untrusted($0.path).description) }.max()
        let room = min(widest ?? 0, max(20, width - 40))
        for memory in memories {
            let path = Untrusted(memory.path).render(.terminal(palette))
            let padding = String(
                repeating: " ", count: max(0, room - DisplayWidth.columns(of: path)))
            emit(RenderedText(" \(path)\(padding) | \(Self.words(memory.counts))\n"))
        }
        emit(RenderedText(foot))
    }

    // MARK: Head and foot

    private func writeHead(_ emit: (RenderedText) -> Void) {
        var head = "\(Untrusted(view.options.oldName)) -> \(Untrusted(view.options.newName)): "
        if view.report.changes.isEmpty {
            head += "no changes"
        } else {
            head +=
                Figures.count(view.report.changes.count, "change", "changes") + ": "
                + Self.words(view.kindCounts)
        }
        var lines = StyledText([StyledText.Run(text: head, style: .heading)]).lines(width: width)
        if !view.report.changes.isEmpty {
            let guardrails = view.guardrailCounts
            let isBad = guardrails.contains {
                "\($0.fate)" == "dropped" || "\($0.fate)".hasPrefix("w")
            }
            let text =
                guardrails.isEmpty
                ? "none touched"
                : guardrails.map { "\($0.count) \($0.fate)" }.joined(separator: ", ")
            lines += StyledText([
                StyledText.Run(text: "guardrails: ", style: nil),
                StyledText.Run(text: text, style: isBad ? .danger : .good),
            ]).lines(width: width)
        }
        let sizes = view.sizes.map { size in
            let change = Figures.change(from: size.old, to: size.new)
            return "\(size.name) \(Figures.grouped(size.old)) -> \(Figures.grouped(size.new))"
                + (change.isEmpty ? "" : " (\(change))")
        }
        lines += StyledText([StyledText.Run(text: sizes.joined(separator: ", "), style: nil)])
            .lines(width: width)
        for note in view.options.notes {
            lines += StyledText([
                StyledText.Run(text: "note: " + note.render(.terminal(.plain)), style: .warning)
            ]).lines(width: width)
        }
        emit(RenderedText(lines.map { $0.string(palette) + "\n" }.joined()))
    }

    private var foot: String {
        let total = view.report.changes.count
        if total == 0 { return "" }
        let shown = view.shownCount
        var text = "\n\(Figures.count(total, "change", "changes")): \(Figures.grouped(shown)) shown"
        text += ", \(Figures.grouped(view.folded.count)) folded"
        if !view.folded.isEmpty {
            text += " (\(Self.words(counts(of: view.folded))); all with --risk low)"
        }
        return StyledText([StyledText.Run(text: String(text.dropFirst()), style: .faint)])
            .lines(width: width).map { "\n" + $0.string(palette) }.joined() + "\n"
    }

    private func counts(of changes: [Change]) -> [(kind: ChangeKind, count: Int)] {
        ChangeKind.allCases.compactMap { kind in
            let count = changes.reduce(0) { $0 + ($1.kind == kind ? 1 : 0) }
            return count == 0 ? nil : (kind, count)
        }
    }

    static func words(_ counts: [(kind: ChangeKind, count: Int)]) -> String {
        counts.map { "\(Figures.grouped($0.count)) \($0.kind.rawValue)" }.joined(separator: ", ")
    }

    // MARK: Changes

    private func text(of change: Change) -> String {
        var lines = ["", title(of: change)]
        if change.kind == .modified || change.kind == .invisible, change.old.count == 1,
            change.new.count == 1, let old = change.old.first, let new = change.new.first
        {
            lines += pair(old, new)
        } else {
            lines += side(change.old, marker: "-", style: .removed)
            lines += side(change.new, marker: "+", style: .added)
        }
        lines += remarks(of: change)
        return lines.map { $0 + "\n" }.joined()
    }

    private func title(of change: Change) -> String {
        var text = StyledText([
            StyledText.Run(text: change.risk.name, style: Self.style(of: change.risk)),
            StyledText.Run(
                text: " \(change.isSuperseded ? "superseded" : change.kind.rawValue)"
                    + " \(change.memoryKind.rawValue)", style: nil),
        ])
        if let anchor = view.anchor(of: change) {
            text.runs.append(StyledText.Run(text: "  ", style: nil))
            text = text + place(anchor.item, line: anchor.line)
        }
        if change.isRelocated, let old = change.old.first {
            text.runs.append(StyledText.Run(text: "  from ", style: nil))
            text = text + place(old, line: view.line(ofOld: old))
        }
        return text.lines(width: width).map { $0.string(palette) }.joined(separator: "\n    ")
    }

    private func place(_ item: Item, line: Int?) -> StyledText {
        var text = StyledText(untrusted: item.memoryPath, .place)
        if let line { text.runs.append(StyledText.Run(text: ":\(line)", style: .place)) }
        for heading in item.headings {
            text.runs.append(StyledText.Run(text: " > ", style: .faint))
            text = text + StyledText(untrusted: heading.prefix(80), .faint)
        }
        return text
    }

    private func side(_ items: [Item], marker: String, style: Style) -> [String] {
        var lines: [String] = []
        for item in items.prefix(Self.mostItems) {
            lines += block(StyledText(untrusted: shortened(item.text), style), marker, style)
        }
        if items.count > Self.mostItems {
            lines.append(
                "  \(marker) and \(Figures.grouped(items.count - Self.mostItems)) more items")
        }
        return lines
    }

    private func pair(_ old: Item, _ new: Item) -> [String] {
        let (oldText, newText) = (shortened(old.text), shortened(new.text))
        let spans = WordHighlight.spans(old: oldText, new: newText)
        let left = marked(oldText, spans, isOld: true)
        let right = marked(newText, spans, isOld: false)
        if width >= Self.sideBySideWidth { return beside(left, right) }
        return block(left, "-", .removed) + block(right, "+", .added)
    }

    private func marked(_ text: String, _ spans: [WordSpan], isOld: Bool) -> StyledText {
        var result = StyledText()
        for piece in WordHighlight.pieces(of: text, spans: spans, isOld: isOld) {
            let style: Style? =
                piece.isMarked
                ? (isOld ? .removedWords : .addedWords) : (isOld ? .removed : .added)
            if piece.isMarked, palette == .plain {
                result.runs.append(StyledText.Run(text: isOld ? "[-" : "{+", style: nil))
                result = result + StyledText(untrusted: piece.text, style)
                result.runs.append(StyledText.Run(text: isOld ? "-]" : "+}", style: nil))
            } else {
                result = result + StyledText(untrusted: piece.text, style)
            }
        }
        return result
    }

    private func block(_ text: StyledText, _ marker: String, _ style: Style) -> [String] {
        text.lines(width: width - 4).enumerated().map { index, line in
            let start = index == 0 ? "  " + style.apply(to: marker, palette: palette) + " " : "    "
            return start + line.string(palette)
        }
    }

    private func beside(_ left: StyledText, _ right: StyledText) -> [String] {
        let half = (width - 9) / 2
        let (left, right) = (left.lines(width: half), right.lines(width: half))
        return (0..<max(left.count, right.count)).map { row in
            let first = row < left.count ? left[row] : StyledText()
            let second = row < right.count ? right[row].string(palette) : ""
            let padding = String(repeating: " ", count: max(0, half - first.columns))
            let markers = row == 0 ? ("-", "+") : (" ", " ")
            return "  \(markers.0) \(first.string(palette))\(padding) | \(markers.1) \(second)"
        }
    }

    private func remarks(of change: Change) -> [String] {
        var remarks: [StyledText] = []
        for detail in change.details {
            var text = StyledText([
                StyledText.Run(text: "\(detail.aspect.rawValue): ", style: .faint)
            ])
            text = text + StyledText(untrusted: detail.old.isEmpty ? "(none)" : detail.old)
            text.runs.append(StyledText.Run(text: " -> ", style: nil))
            text = text + StyledText(untrusted: detail.new.isEmpty ? "(none)" : detail.new)
            remarks.append(text)
        }
        for account in change.accounts {
            if let text = self.account(account, change) { remarks.append(text) }
        }
        if !change.reason.isEmpty {
            remarks.append(
                StyledText([StyledText.Run(text: "why: ", style: .faint)])
                    + StyledText(untrusted: change.reason))
        }
        return remarks.flatMap { remark in
            remark.lines(width: width - 6).enumerated().map { index, line in
                (index == 0 ? "    " : "      ") + line.string(palette)
            }
        }
    }

    private func account(_ account: DeletionAccount, _ change: Change) -> StyledText? {
        guard let words = Self.words(account.fate) else { return nil }
        let number = change.old.count > 1 ? "old item \(account.item + 1) " : ""
        var text = StyledText([StyledText.Run(text: number + words, style: .faint)])
        if let target = account.target {
            text.runs.append(StyledText.Run(text: " ", style: nil))
            text = text + place(target, line: view.line(ofNew: target))
            if change.new.isEmpty {
                text.runs.append(StyledText.Run(text: ": ", style: nil))
                text = text + StyledText(untrusted: target.text.prefix(160))
            }
        }
        return text
    }

    static func words(_ fate: DeletionAccount.Fate) -> String? {
        switch fate {
        case .duplicate: "is a duplicate of"
        case .superseded: "is superseded by"
        case .folded: "is folded into"
        case .maybeFolded: "may be folded into"
        case .unaccounted: nil
        }
    }

    private func writeLostTerms(_ emit: (RenderedText) -> Void) {
        let terms = view.report.lostTerms
        if terms.isEmpty { return }
        let heading = Style.heading.apply(to: "Stands nowhere any more", palette: palette)
        var lines = ["", "\(heading) (\(Figures.grouped(terms.count)))"]
        for term in terms.prefix(40) {
            var text = StyledText([
                StyledText.Run(text: "\(term.category.rawValue) ", style: .faint)
            ])
            text = text + StyledText(untrusted: term.text.prefix(200))
            if let item = term.places.first {
                text.runs.append(StyledText.Run(text: "  ", style: nil))
                text = text + place(item, line: view.line(ofOld: item))
                if term.count > 1 {
                    text.runs.append(
                        StyledText.Run(text: " and \(term.count - 1) more", style: nil))
                }
            }
            lines += text.lines(width: width - 4).enumerated().map { index, line in
                (index == 0 ? "  " : "    ") + line.string(palette)
            }
        }
        if terms.count > 40 { lines.append("  and \(Figures.grouped(terms.count - 40)) more") }
        emit(RenderedText(lines.map { $0 + "\n" }.joined()))
    }

    private func shortened(_ text: String) -> String {
        guard text.utf8.count > Self.longestText else { return text }
        let head = String(decoding: text.utf8.prefix(Self.longestText), as: UTF8.self)
        return head + " ... (\(Figures.grouped(text.utf8.count - Self.longestText)) more bytes)"
    }

    private static func style(of risk: Risk) -> Style {
        switch risk {
        case .critical, .high: .danger
        case .medium: .warning
        case .low: .faint
        }
    }
}
