import MemoryDiff
import ReverieCore

/// Writes a report as one comment on a pull request, edited in place by its marker.
///
/// GitHub takes 65,536 characters; bytes are counted here, of which there are never fewer. What does not
/// fit is counted and named at the end.
struct MarkdownReport {
    static let limit = 65_536
    /// Room for the foot.
    private static let reserve = 1_500
    /// Longest text of an item, in bytes before escaping.
    private static let longestText = 1_000
    private static let mostItems = 8

    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    var text: RenderedText {
        var text = head
        var written = 0
        if view.options.extent == .full {
            var isFull = false
            for section in view.sections where !isFull {
                var part = "\n#### \(section.title) (\(Figures.grouped(section.changes.count)))\n\n"
                part += "\(section.advice)\n\n"
                for (index, change) in section.changes.enumerated() {
                    let entry = (index == 0 ? part : "") + self.entry(change)
                    if text.utf8.count + entry.utf8.count > Self.limit - Self.reserve {
                        isFull = true
                        break
                    }
                    text += entry
                    written += 1
                }
            }
            if !isFull { text += lostTerms(room: Self.limit - Self.reserve - text.utf8.count) }
        } else {
            text += memories(room: Self.limit - Self.reserve - text.utf8.count)
        }
        return RenderedText(text + foot(written: written))
    }

    // MARK: Head and foot

    private var head: String {
        let old = inline(String(view.options.oldName.prefix(200)))
        let new = inline(String(view.options.newName.prefix(200)))
        let topic = view.options.topic.rawValue
        var text = "<!-- reverie:\(topic) -->\n### \(topic): \(old) → \(new)\n\n"
        for line in view.options.preface.prefix(60) { text += "- \(line.render(.markdown))\n" }
        if !view.options.preface.isEmpty { text += "\n" }
        if view.report.changes.isEmpty {
            text += "**\(view.noChanges)**\n"
        } else {
            text += "**\(Figures.count(view.report.changes.count, "change", "changes"))**: "
            text += TerminalReport.words(view.kindCounts) + "\n\n"
            let guardrails = view.guardrailCounts
            text += "**Guardrails**: "
            text +=
                guardrails.isEmpty
                ? "none touched\n"
                : guardrails.map { "\($0.count) \($0.fate)" }.joined(separator: ", ") + "\n"
        }
        text += "\n| | before | after | change |\n|---|---:|---:|---:|\n"
        for size in view.sizes {
            text +=
                "| \(size.name) | \(Figures.grouped(size.old)) | \(Figures.grouped(size.new)) | "
            text += "\(Figures.change(from: size.old, to: size.new)) |\n"
        }
        for note in view.options.notes { text += "\nNote: \(note.render(.markdown))\n" }
        return text
    }

    private func foot(written: Int) -> String {
        let total = view.report.changes.count
        if total == 0 { return "" }
        var text = "\n---\n\n\(Figures.count(total, "change", "changes")): "
        text += "\(Figures.grouped(written)) shown, \(Figures.grouped(total - written)) folded"
        let cut = view.shownCount - written
        if cut > 0, view.options.extent == .full {
            text +=
                ". **\(Figures.count(cut, "change does", "changes do")) not fit into this comment.**"
        }
        if written < total {
            text += " Everything: \(inline(String(view.options.command.prefix(200))))"
        }
        return text + "\n"
    }

    // MARK: Entries

    private func entry(_ change: Change) -> String {
        var text = "- **\(change.risk.name)** "
        text += "\(change.isSuperseded ? "superseded" : change.kind.rawValue) "
        text += "\(view.subject(of: change)) <code>\(change.id)</code>"
        if let mark = view.options.marks[change.id] { text += " **\(mark.render(.markdown))**" }
        if let anchor = view.anchor(of: change) { text += " — \(place(anchor.item, anchor.line))" }
        if change.isRelocated, let old = change.old.first {
            text += ", from \(place(old, view.line(ofOld: old)))"
        }
        text += "\n"
        for line in sides(change) + remarks(change) { text += "  - \(line)\n" }
        return text
    }

    private func sides(_ change: Change) -> [String] {
        if change.old.count == 1, change.new.count == 1, change.kind != .moved,
            let old = change.old.first, let new = change.new.first
        {
            let (oldText, newText) = (shortened(old.text), shortened(new.text))
            let spans = WordDiff.spans(old: oldText, new: newText)
            return [
                "old: " + marked(oldText, spans, isOld: true),
                "new: " + marked(newText, spans, isOld: false),
            ]
        }
        return side(change.old, "old") + (change.kind == .moved ? [] : side(change.new, "new"))
    }

    private func side(_ items: [Item], _ name: StaticString) -> [String] {
        var lines = items.prefix(Self.mostItems).map { "\(name): \(inline(shortened($0.text)))" }
        if items.count > Self.mostItems {
            lines.append("\(name): and \(items.count - Self.mostItems) more items")
        }
        return lines
    }

    private func marked(_ text: String, _ spans: [WordSpan], isOld: Bool) -> String {
        let (start, end) = isOld ? ("<del>", "</del>") : ("<ins>", "</ins>")
        return WordHighlight.pieces(of: text, spans: spans, isOld: isOld).map { piece in
            let text = inline(String(piece.text))
            return piece.isMarked ? start + text + end : text
        }.joined()
    }

    private func remarks(_ change: Change) -> [String] {
        var lines = change.details.prefix(Self.mostItems).map { detail -> String in
            guard let words = TerminalReport.words(detail) else {
                return "\(detail.aspect.rawValue): \(TerminalReport.summary(of: detail))"
            }
            return "\(detail.aspect.rawValue): \(inline(words.old)) → \(inline(words.new))"
        }
        for account in change.accounts.prefix(Self.mostItems) {
            guard let words = TerminalReport.words(account, of: change),
                let target = account.target
            else { continue }
            var line = words
            if change.new.count != 1 { line += ": \(place(target, view.line(ofNew: target)))" }
            if change.new.isEmpty {
                let passage = Excerpt.of(
                    target.text, around: account.sharedWords, characters: 160)
                line += ": \(inline(passage))"
            }
            lines.append(line)
        }
        for evidence in view.evidence.evidence(of: change).prefix(Self.mostItems) {
            lines.append("\(evidence.rule.rawValue): \(inline(evidence.sourceLine))")
        }
        if view.showsReason(change) { lines.append("why: \(inline(change.reason))") }
        return lines
    }

    private func lostTerms(room: Int) -> String {
        let terms = view.lostTerms
        if terms.isEmpty { return "" }
        var text = "\n#### Stands nowhere any more (\(Figures.grouped(terms.count)))\n\n"
        for (index, term) in terms.enumerated() {
            var line = "- \(term.category.rawValue): \(inline(String(term.text.prefix(200))))"
            if let item = term.places.first { line += " — \(place(item, view.line(ofOld: item)))" }
            line += "\n"
            if text.utf8.count + line.utf8.count > room - 100 {
                text += "- and \(Figures.grouped(terms.count - index)) more\n"
                break
            }
            text += line
        }
        return text.utf8.count > room ? "" : text
    }

    private func memories(room: Int) -> String {
        var text = "\n| memory | changes |\n|---|---|\n"
        let memories = view.touchedMemories
        for (index, memory) in memories.enumerated() {
            let line = "| \(inline(memory.path)) | \(TerminalReport.words(memory.counts)) |\n"
            if text.utf8.count + line.utf8.count > room - 100 {
                return text + "| and \(Figures.grouped(memories.count - index)) more | |\n"
            }
            text += line
        }
        return text
    }

    private func place(_ item: Item, _ line: Int?) -> String {
        var text = "<code>\(inline(item.memoryPath))\(line.map { "&#58;\($0)" } ?? "")</code>"
        for heading in item.headings { text += " › \(inline(String(heading.prefix(80))))" }
        return text
    }

    private func inline(_ text: String) -> String { Untrusted(text).render(.markdown) }

    private func shortened(_ text: String) -> String {
        guard text.utf8.count > Self.longestText else { return text }
        let head = String(decoding: text.utf8.prefix(Self.longestText), as: UTF8.self)
        return head + " ... (\(Figures.grouped(text.utf8.count - Self.longestText)) more bytes)"
    }
}
