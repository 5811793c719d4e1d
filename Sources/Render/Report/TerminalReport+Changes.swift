import MemoryDiff
import ReverieCore

extension TerminalReport {
    /// The changes of a section, each under the place where it stands.
    func write(_ section: ReportView.Section, _ emit: (RenderedText) -> Void) {
        var place: [String]?
        for change in section.changes {
            var lines: [String] = []
            if let item = view.anchor(of: change)?.item {
                let current = [item.memoryPath] + item.headings
                if current != place {
                    lines.append("")
                    lines += self.place(item, line: nil).lines(width: width - 2).enumerated().map {
                        ($0 == 0 ? "" : "  ") + $1.string(palette)
                    }
                }
                place = current
            }
            lines += title(of: change, in: section)
            lines += self.lines(of: change)
            emit(RenderedText(lines.map { $0 + "\n" }.joined()))
        }
    }

    /// Both sides of a change, what changed, and why.
    func lines(of change: Change) -> [String] {
        var lines: [String] = []
        if change.kind == .modified || change.kind == .invisible, change.old.count == 1,
            change.new.count == 1, let old = change.old.first, let new = change.new.first
        {
            lines += pair(old, new)
        } else {
            lines += side(change.old, marker: "-", style: .removed)
            lines += side(change.new, marker: "+", style: .added)
        }
        return lines + remarks(of: change)
    }

    /// `line 3: critical, pruned guardrail`; the kind is left to the section where that says it.
    private func title(of change: Change, in section: ReportView.Section) -> [String] {
        let word = change.isSuperseded ? "superseded " : "\(change.kind.rawValue) "
        let kind = section.kind == nil || change.isSuperseded ? word : ""
        let line = view.anchor(of: change)?.line.map { "line \($0): " } ?? ""
        var text = StyledText([
            StyledText.Run(text: line, style: .place),
            StyledText.Run(text: change.risk.name, style: Self.style(of: change.risk)),
            StyledText.Run(text: ", \(kind)\(view.subject(of: change))", style: nil),
        ])
        if change.isRelocated, let old = change.old.first {
            text.runs.append(StyledText.Run(text: ", from ", style: nil))
            text = text + shortPlace(old, line: view.line(ofOld: old), seenFrom: change)
        }
        text.runs.append(StyledText.Run(text: " \(change.id)", style: .faint))
        if let mark = view.options.marks[change.id] {
            text.runs.append(
                StyledText.Run(text: " [\(mark.render(.terminal(.plain)))]", style: .warning))
        }
        return text.lines(width: width - 4).enumerated().map { index, line in
            (index == 0 ? "  " : "    ") + line.string(palette)
        }
    }

    /// Where an item stands.
    func place(_ item: Item, line: Int?) -> StyledText {
        var text = StyledText(untrusted: item.memoryPath, .place)
        if let line { text.runs.append(StyledText.Run(text: ":\(line)", style: .place)) }
        for heading in item.headings {
            text.runs.append(StyledText.Run(text: " > ", style: .faint))
            text = text + StyledText(untrusted: heading.prefix(80), .faint)
        }
        return text
    }

    /// Where an item stands, without what the reader knows already.
    private func shortPlace(_ item: Item, line: Int?, seenFrom change: Change) -> StyledText {
        if let line, view.anchor(of: change)?.item.memoryPath == item.memoryPath {
            return StyledText([StyledText.Run(text: "line \(line)", style: .place)])
        }
        var text = StyledText(untrusted: item.memoryPath, .place)
        if let line { text.runs.append(StyledText.Run(text: ":\(line)", style: .place)) }
        return text
    }

    private func side(_ items: [Item], marker: String, style: Style) -> [String] {
        var lines: [String] = []
        for item in items.prefix(Self.mostItems) {
            let text = StyledText(untrusted: shortened(item.text), style, keepsBreaks: true)
            lines += block(text, marker, style)
        }
        if items.count > Self.mostItems {
            lines.append(
                "  \(marker) and \(Figures.grouped(items.count - Self.mostItems)) more items")
        }
        return lines
    }

    private func pair(_ old: Item, _ new: Item) -> [String] {
        let (oldText, newText) = (shortened(old.text), shortened(new.text))
        let spans = WordDiff.spans(old: oldText, new: newText)
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
                result = result + StyledText(untrusted: piece.text, style, keepsBreaks: true)
                result.runs.append(StyledText.Run(text: isOld ? "-]" : "+}", style: nil))
            } else {
                result = result + StyledText(untrusted: piece.text, style, keepsBreaks: true)
            }
        }
        return result
    }

    private func block(_ text: StyledText, _ marker: String, _ style: Style) -> [String] {
        excerpt(text.lines(width: width - 6)).enumerated().map { index, line in
            let start =
                index == 0 ? "    " + style.apply(to: marker, palette: palette) + " " : "      "
            let text = line.string(palette)
            return text.isEmpty && index > 0 ? "" : start + text
        }
    }

    private func beside(_ left: StyledText, _ right: StyledText) -> [String] {
        let half = (width - 11) / 2
        let (left, right) = (excerpt(left.lines(width: half)), excerpt(right.lines(width: half)))
        return (0..<max(left.count, right.count)).map { row in
            let first = row < left.count ? left[row] : StyledText()
            let second = row < right.count ? right[row].string(palette) : ""
            let padding = String(repeating: " ", count: max(0, half - first.columns))
            let markers = row == 0 ? ("-", "+") : (" ", " ")
            return "    \(markers.0) \(first.string(palette))\(padding) | \(markers.1) \(second)"
        }
    }

    /// Of a long text the lines with marked words and their neighbours, or the first lines where no word is marked.
    private func excerpt(_ lines: [StyledText]) -> [StyledText] {
        if lines.count <= Self.mostLines { return lines }
        let marked = lines.indices.filter { index in
            lines[index].runs.contains { $0.style == .removedWords || $0.style == .addedWords }
        }
        var kept = Set(marked.flatMap { [$0 - 1, $0, $0 + 1] })
        if marked.isEmpty { kept = Set(0..<Self.mostLines - 2) }
        var result: [StyledText] = []
        var hidden = 0
        for (index, line) in lines.enumerated() {
            if kept.contains(index), result.count < 3 * Self.mostLines {
                // Of one line nothing is saved by not showing it.
                if hidden == 1 { result.append(lines[index - 1]) }
                if hidden > 1 { result.append(omission(of: hidden)) }
                hidden = 0
                result.append(line)
            } else {
                hidden += 1
            }
        }
        if hidden == 1, let last = lines.last { result.append(last) }
        if hidden > 1 { result.append(omission(of: hidden)) }
        return result
    }

    private func omission(of count: Int) -> StyledText {
        let text = "... (\(Figures.count(count, "line", "lines")) not shown)"
        return StyledText([StyledText.Run(text: text, style: .faint)])
    }

    private func remarks(of change: Change) -> [String] {
        var remarks: [StyledText] = []
        for detail in change.details {
            var text = StyledText([
                StyledText.Run(text: "\(detail.aspect.rawValue): ", style: .faint)
            ])
            if let words = Self.words(detail) {
                text = text + StyledText(untrusted: words.old)
                text.runs.append(StyledText.Run(text: " -> ", style: nil))
                text = text + StyledText(untrusted: words.new)
            } else {
                text.runs.append(StyledText.Run(text: "\(Self.summary(of: detail))", style: nil))
            }
            remarks.append(text)
        }
        for account in change.accounts {
            if let text = self.account(account, change) { remarks.append(text) }
        }
        for evidence in view.evidence.evidence(of: change) {
            remarks.append(
                StyledText([StyledText.Run(text: "\(evidence.rule.rawValue): ", style: .faint)])
                    + StyledText(untrusted: evidence.sourceLine))
        }
        if view.showsReason(change) {
            remarks.append(
                StyledText([StyledText.Run(text: "why: ", style: .faint)])
                    + StyledText(untrusted: change.reason))
        }
        return remarks.flatMap { remark in
            remark.lines(width: width - 8).enumerated().map { index, line in
                (index == 0 ? "      " : "        ") + line.string(palette)
            }
        }
    }

    private func account(_ account: DeletionAccount, _ change: Change) -> StyledText? {
        guard let words = Self.words(account, of: change) else { return nil }
        var text = StyledText([StyledText.Run(text: words, style: .faint)])
        if let target = account.target, change.new.count != 1 {
            text.runs.append(StyledText.Run(text: ": ", style: nil))
            text =
                text
                + shortPlace(
                    target, line: view.line(ofNew: target), seenFrom: change)
            if change.new.isEmpty {
                let excerpt = Excerpt.of(
                    target.text, around: account.sharedWords, characters: 100)
                text.runs.append(StyledText.Run(text: " ", style: nil))
                text = text + StyledText(untrusted: excerpt)
            }
        }
        return text
    }
}
