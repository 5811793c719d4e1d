import MemoryDiff

/// Writes a report for a person at a terminal, or in a pipe.
///
/// Old text stands after `-`, new text after `+`; the words that differ are in `[-...-]` and `{+...+}`
/// where there is no colour, as in git's word diff.
struct TerminalReport {
    /// Longest text of an item that is shown, in bytes.
    static let longestText = 4_000
    /// Most items of one side of a change that are shown.
    static let mostItems = 12
    /// Most lines of one item that are shown whole.
    static let mostLines = 10
    /// Columns from which both sides of a modified item stand beside each other.
    static let sideBySideWidth = 140

    let view: ReportView
    let width: Int
    let palette: Palette

    init(_ view: ReportView) {
        self.view = view
        width = min(max(view.options.width, 40), 400)
        palette = view.options.palette
    }

    /// Hands over the report piece by piece, the head first.
    func write(_ emit: (RenderedText) -> Void) {
        writeHead(emit)
        for section in view.sections {
            let heading = StyledText([
                StyledText.Run(text: "\(section.title)", style: .heading),
                StyledText.Run(text: " (\(Figures.grouped(section.changes.count)))", style: nil),
                StyledText.Run(text: ": \(section.advice)", style: .faint),
            ])
            let lines = heading.lines(width: width).map { $0.string(palette) + "\n" }
            emit(RenderedText("\n" + lines.joined()))
            write(section, emit)
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
        var head = "\(Untrusted(view.options.oldName))"
        if view.options.newName != view.options.oldName {
            head += " -> \(Untrusted(view.options.newName))"
        }
        head += ": "
        if view.report.changes.isEmpty {
            head += "\(view.noChanges)"
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

    /// What changed, in words; nothing where the marked words say it all.
    static func words(_ detail: ChangeDetail) -> (old: String, new: String)? {
        let length = detail.old.count + detail.new.count
        if length == 0 || detail.aspect == .wording && length > 60 { return nil }
        return (
            detail.old.isEmpty ? "(none)" : detail.old, detail.new.isEmpty ? "(none)" : detail.new
        )
    }

    /// How the words changed where they are too many to be repeated.
    static func summary(of detail: ChangeDetail) -> StaticString {
        switch (detail.old.isEmpty, detail.new.isEmpty) {
        case (true, false): "words added"
        case (false, true): "words dropped"
        case (true, true), (false, false): "several places"
        }
    }

    /// What became of one old item, where the change itself does not say it.
    static func words(_ account: DeletionAccount, of change: Change) -> String? {
        guard account.target != nil, change.old.count > 1 || change.new.isEmpty else { return nil }
        // Where clauses changed hands, one item has several targets and both sides say which.
        if change.kind == .regrouped, account.fate == .folded { return nil }
        let item = change.old.count > 1 ? "old item \(account.item + 1): " : ""
        switch account.fate {
        case .duplicate:
            let isSame =
                change.old.indices.contains(account.item)
                && change.old[account.item].text == account.target?.text
            return item + (isSame ? "kept word for word" : "a duplicate")
        case .superseded: return item + "superseded"
        case .folded: return item + "folded in"
        case .maybeFolded: return item + "maybe folded in"
        case .unaccounted: return nil
        }
    }

    private func writeLostTerms(_ emit: (RenderedText) -> Void) {
        let terms = view.lostTerms
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

    func shortened(_ text: String) -> String {
        guard text.utf8.count > Self.longestText else { return text }
        let head = String(decoding: text.utf8.prefix(Self.longestText), as: UTF8.self)
        return head + " ... (\(Figures.grouped(text.utf8.count - Self.longestText)) more bytes)"
    }

    static func style(of risk: Risk) -> Style {
        switch risk {
        case .critical, .high: .danger
        case .medium: .warning
        case .low: .faint
        }
    }
}
