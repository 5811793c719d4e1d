import MemoryDiff

extension TerminalReport {
    /// One change: its title, both sides, what changed and why.
    func text(of change: Change) -> String {
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
        let word = change.isSuperseded ? "superseded" : change.kind.rawValue
        var text = StyledText([
            StyledText.Run(text: change.risk.name, style: Self.style(of: change.risk)),
            StyledText.Run(text: ": \(word) \(change.memoryKind.rawValue)", style: nil),
        ])
        if let anchor = view.anchor(of: change) {
            text.runs.append(StyledText.Run(text: " in ", style: nil))
            text = text + place(anchor.item, line: anchor.line)
        }
        if change.isRelocated, let old = change.old.first {
            text.runs.append(StyledText.Run(text: " from ", style: nil))
            text = text + place(old, line: view.line(ofOld: old))
        }
        return text.lines(width: width - 4).map { $0.string(palette) }.joined(separator: "\n    ")
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
}
