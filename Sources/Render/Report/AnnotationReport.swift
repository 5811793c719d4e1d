import MemoryDiff

/// Writes a report as workflow commands of GitHub Actions.
///
/// A step shows ten errors, ten warnings and ten notices and drops the rest without a word, so the last
/// notice counts what is left out.
struct AnnotationReport {
    private static let mostPerLevel = 10

    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    var text: RenderedText {
        let changes = view.sections.flatMap(\.changes)
        let errors = changes.filter { $0.risk >= .high }
        let warnings = changes.filter { $0.risk == .medium }
        let notices = changes.filter { $0.risk == .low }
        var shown = 0
        var text = ""
        for (level, chosen, most) in [
            ("error", errors, Self.mostPerLevel), ("warning", warnings, Self.mostPerLevel),
            ("notice", notices, Self.mostPerLevel - 1),
        ] {
            for change in chosen.prefix(most) {
                text += line(level, change)
                shown += 1
            }
        }
        let total = view.report.changes.count
        if shown < total {
            let rest = "\(Figures.count(total, "change", "changes")): \(shown) shown, "
            let message = Untrusted(
                rest + "\(total - shown) folded; everything: \(view.options.command)")
            text += "::notice title=memdiff::\(message.render(.workflowCommand))\n"
        }
        return RenderedText(text)
    }

    private func line(_ level: String, _ change: Change) -> String {
        var properties: [String] = []
        if let anchor = view.anchor(of: change) {
            properties.append(
                "file=" + Untrusted(anchor.item.memoryPath).render(.workflowProperty))
            if let line = anchor.line { properties.append("line=\(line)") }
        }
        properties.append("title=memdiff \(change.kind.rawValue)")
        let message = Untrusted(ChangeSentence.text(change)).render(.workflowCommand)
        return "::\(level) \(properties.joined(separator: ","))::\(message)\n"
    }
}
