import MemoryDiff
import ReverieCore

/// Writes a report as a page that needs nothing else: no script, no font, no address.
struct HTMLReport {
    /// Longest text of an item, in bytes.
    private static let longestText = 20_000

    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    /// Hands over the page piece by piece.
    func write(_ emit: (RenderedText) -> Void) {
        emit(RenderedText(head))
        if view.options.extent == .full {
            for (index, section) in view.sections.enumerated() {
                emit(RenderedText(start(of: section, number: index)))
                for change in section.changes { emit(RenderedText(article(change))) }
                emit(RenderedText("</section>\n"))
            }
            emit(RenderedText(lostTerms))
        } else {
            emit(RenderedText(memories))
        }
        emit(RenderedText(foot))
    }

    // MARK: Head and foot

    private var head: String {
        let old = Untrusted(view.options.oldName).render(.html)
        let new = Untrusted(view.options.newName).render(.html)
        let title = "memdiff: \(old) → \(new)"
        var page = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="referrer" content="no-referrer">
            <title>\(title)</title>
            <style>\(HTMLStyle.sheet)</style>
            </head>
            <body>
            <header>
            <h1>\(title)</h1>

            """
        if view.report.changes.isEmpty {
            page += "<p class=\"lead\">\(view.noChanges)</p>\n"
        } else {
            page += "<p class=\"lead\"><b>"
            page += Figures.count(view.report.changes.count, "change", "changes")
            page += "</b>: \(TerminalReport.words(view.kindCounts))</p>\n"
            page += guardrails
        }
        page += "<table class=\"sizes\"><thead><tr><th></th><th>before</th><th>after</th>"
        page += "<th>change</th></tr></thead><tbody>\n"
        for size in view.sizes {
            page += "<tr><th>\(size.name)</th><td>\(Figures.grouped(size.old))</td>"
            page += "<td>\(Figures.grouped(size.new))</td>"
            page += "<td>\(Figures.change(from: size.old, to: size.new))</td></tr>\n"
        }
        page += "</tbody></table>\n"
        for note in view.options.notes {
            page += "<p class=\"note\">Note: \(note.render(.html))</p>\n"
        }
        page += "<nav>"
        for (index, section) in view.sections.enumerated() where view.options.extent == .full {
            page += "<a href=\"#s\(index)\">\(section.title) "
            page += "<span>\(Figures.grouped(section.changes.count))</span></a> "
        }
        return page + "</nav>\n</header>\n<main>\n"
    }

    private var guardrails: String {
        let counts = view.guardrailCounts
        if counts.isEmpty { return "<p class=\"good\">Guardrails: none touched</p>\n" }
        let words = counts.map { "\($0.count) \($0.fate)" }.joined(separator: ", ")
        return "<p class=\"bad\">Guardrails: \(words)</p>\n"
    }

    private var foot: String {
        let total = view.report.changes.count
        let shown = view.options.extent == .full ? view.shownCount : 0
        return """
            </main>
            <footer>\(Figures.count(total, "change", "changes")): \(Figures.grouped(shown)) shown, \
            \(Figures.grouped(total - shown)) folded. reverie \(text(view.options.toolVersion))</footer>
            </body>
            </html>

            """
    }

    // MARK: Changes

    private func start(of section: ReportView.Section, number: Int) -> String {
        """
        <section id="s\(number)">
        <h2>\(section.title) <span>\(Figures.grouped(section.changes.count))</span></h2>
        <p class="advice">\(section.advice)</p>

        """
    }

    private func article(_ change: Change) -> String {
        var page = "<article class=\"\(change.risk.name)\">\n<h3><span class=\"risk\">"
        page += "\(change.risk.name)</span> "
        page += "\(change.isSuperseded ? "superseded" : change.kind.rawValue) "
        page += "\(view.subject(of: change))"
        if let anchor = view.anchor(of: change) { page += " \(place(anchor.item, anchor.line))" }
        if change.isRelocated, let old = change.old.first {
            page += " <span class=\"from\">from</span> \(place(old, view.line(ofOld: old)))"
        }
        page += "</h3>\n"
        page += sides(of: change)
        let remarks = remarks(of: change)
        if !remarks.isEmpty {
            page +=
                "<ul class=\"remarks\">\n" + remarks.map { "<li>\($0)</li>\n" }.joined() + "</ul>\n"
        }
        return page + "</article>\n"
    }

    private func sides(of change: Change) -> String {
        var old = change.old.map { text(shortened($0.text)) }
        var new = change.new.map { text(shortened($0.text)) }
        if old.count == 1, new.count == 1, change.kind != .moved, let first = change.old.first,
            let second = change.new.first
        {
            let (oldText, newText) = (shortened(first.text), shortened(second.text))
            let spans = WordDiff.spans(old: oldText, new: newText)
            old = [marked(oldText, spans, isOld: true)]
            new = [marked(newText, spans, isOld: false)]
        }
        if change.kind == .moved { new = [] }
        var page = "<div class=\"sides\">\n"
        if !old.isEmpty { page += side(old, "old", change.kind == .moved ? "same" : "removed") }
        if !new.isEmpty { page += side(new, "new", "added") }
        return page + "</div>\n"
    }

    private func side(_ texts: [String], _ label: StaticString, _ style: StaticString) -> String {
        var page = "<div class=\"side \(style)\"><span class=\"label\">\(label)</span>\n"
        for text in texts { page += "<p dir=\"auto\">\(text)</p>\n" }
        return page + "</div>\n"
    }

    private func marked(_ text: String, _ spans: [WordSpan], isOld: Bool) -> String {
        let name = isOld ? "del" : "ins"
        return WordHighlight.pieces(of: text, spans: spans, isOld: isOld).map { piece in
            let inner = self.text(String(piece.text))
            return piece.isMarked ? "<\(name)>\(inner)</\(name)>" : inner
        }.joined()
    }

    private func remarks(of change: Change) -> [String] {
        var lines = change.details.map { detail -> String in
            guard let words = TerminalReport.words(detail) else {
                return "\(detail.aspect.rawValue): \(TerminalReport.summary(of: detail))"
            }
            return "\(detail.aspect.rawValue): <bdi>\(text(words.old))</bdi> → "
                + "<bdi>\(text(words.new))</bdi>"
        }
        for account in change.accounts {
            guard let words = TerminalReport.words(account, of: change),
                let target = account.target
            else { continue }
            var line = words
            if change.new.count != 1 { line += ": \(place(target, view.line(ofNew: target)))" }
            if change.new.isEmpty {
                let passage = Excerpt.of(
                    target.text, around: account.sharedWords, characters: 300)
                line += ": <bdi>\(text(passage))</bdi>"
            }
            lines.append(line)
        }
        for evidence in view.evidence.evidence(of: change) {
            lines.append("\(evidence.rule.rawValue): <bdi>\(text(evidence.sourceLine))</bdi>")
        }
        if view.showsReason(change) { lines.append("why: <bdi>\(text(change.reason))</bdi>") }
        return lines
    }

    private var lostTerms: String {
        let terms = view.lostTerms
        if terms.isEmpty { return "" }
        var page = "<section>\n<h2>Stands nowhere any more "
        page += "<span>\(Figures.grouped(terms.count))</span></h2>\n<table class=\"lost\">\n"
        for term in terms {
            page +=
                "<tr><td>\(term.category.rawValue)</td><td><bdi>\(text(term.text))</bdi></td><td>"
            if let item = term.places.first { page += place(item, view.line(ofOld: item)) }
            if term.count > 1 { page += " and \(Figures.grouped(term.count - 1)) more" }
            page += "</td></tr>\n"
        }
        return page + "</table>\n</section>\n"
    }

    private var memories: String {
        var page = "<table class=\"lost\">\n"
        for memory in view.touchedMemories {
            page += "<tr><td><code>\(text(memory.path))</code></td>"
            page += "<td>\(TerminalReport.words(memory.counts))</td></tr>\n"
        }
        return page + "</table>\n"
    }

    private func place(_ item: Item, _ line: Int?) -> String {
        var page = "<code>\(text(item.memoryPath))\(line.map { ":\($0)" } ?? "")</code>"
        for heading in item.headings {
            page += " <span class=\"heading\">› <bdi>\(text(heading))</bdi></span>"
        }
        return page
    }

    private func text(_ text: String) -> String { MarkupEscaping.content(text) }

    private func shortened(_ text: String) -> String {
        guard text.utf8.count > Self.longestText else { return text }
        let head = String(decoding: text.utf8.prefix(Self.longestText), as: UTF8.self)
        return head + " ... (\(Figures.grouped(text.utf8.count - Self.longestText)) more bytes)"
    }
}

/// The looks of the page: light and dark, wide and narrow, screen and paper.
enum HTMLStyle {
    static let sheet = """

        :root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d5dbe1;
          --old: #fff1f0; --new: #effbf1; --oldmark: #ffc9c4; --newmark: #b2ecbd; --bad: #b3261e;
          --warn: #8a5a00; --good: #1a7f37; --link: #0a58ca; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #15181c; --ink: #e4e8ec; --soft: #9aa4af; --line: #343b43; --old: #2d1a1b;
            --new: #15271a; --oldmark: #7d2a2a; --newmark: #1f5f32; --bad: #ff8a80; --warn: #e3b341;
            --good: #56d364; --link: #79b8ff; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; background: var(--ground);
          color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.35rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 2.2rem 0 0; border-bottom: 1px solid var(--line); }
        h2 span, nav span { color: var(--soft); font-weight: normal; }
        h3 { font-size: .9rem; font-weight: normal; margin: 0 0 .4rem; overflow-wrap: anywhere; }
        .lead { font-size: 1.05rem; margin: 0; }
        .bad { color: var(--bad); font-weight: 600; margin: .2rem 0; }
        .good { color: var(--good); margin: .2rem 0; }
        .advice, .from, .heading, .remarks, footer { color: var(--soft); }
        .advice { margin: .2rem 0 .6rem; }
        table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem; }
        th, td { padding: .15rem .8rem .15rem 0; text-align: left; vertical-align: top;
          overflow-wrap: anywhere; }
        .sizes td, .sizes thead th { text-align: right; font-variant-numeric: tabular-nums; }
        .lost td { border-top: 1px solid var(--line); }
        nav a { color: var(--link); margin-right: .8rem; }
        code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
        article { border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 6px;
          padding: .6rem .8rem; margin: .7rem 0; break-inside: avoid; }
        article.critical, article.high { border-left-color: var(--bad); }
        article.medium { border-left-color: var(--warn); }
        .risk { font-weight: 700; text-transform: uppercase; font-size: .75rem; letter-spacing: .04em; }
        .critical .risk, .high .risk { color: var(--bad); }
        .medium .risk { color: var(--warn); }
        .low .risk { color: var(--soft); }
        .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: .5rem; }
        .side { border-radius: 4px; padding: .3rem .6rem .3rem 3rem; position: relative; min-width: 0; }
        .side p { margin: .15rem 0; overflow-wrap: anywhere; white-space: pre-wrap; }
        .label { position: absolute; left: .6rem; top: .45rem; font-size: .75rem; color: var(--soft); }
        .removed { background: var(--old); }
        .added { background: var(--new); }
        del { background: var(--oldmark); text-decoration: line-through; text-decoration-thickness: 1px; }
        ins { background: var(--newmark); text-decoration: underline; }
        .remarks { margin: .4rem 0 0; padding-left: 1.2rem; font-size: .88rem; overflow-wrap: anywhere; }
        mark { background: none; color: inherit; font: .8em ui-monospace, monospace; outline: 1px dashed;
          padding: 0 .2em; }
        footer { margin-top: 3rem; font-size: .85rem; }
        @media (max-width: 44rem) { .sides { grid-template-columns: 1fr; } }
        @media print { body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; }
          .removed, .added, del, ins { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }

        """
}
