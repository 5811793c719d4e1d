public import MemoryDiff

/// Writes a report in whichever form is asked for.
public enum ReportRenderer {
    /// Hands over the report piece by piece.
    ///
    /// The memories are those that were compared; they give the line numbers.
    public static func write(
        _ report: Report, old: [Memory], new: [Memory], options: ReportOptions,
        emit: (RenderedText) -> Void
    ) {
        let view = ReportView(report, old: old, new: new, options: options)
        if options.extent == .names, options.format == .text {
            let palette = options.palette
            for memory in view.touchedMemories {
                emit(RenderedText(Untrusted(memory.path).render(.terminal(palette)) + "\n"))
            }
            return
        }
        switch options.format {
        case .text:
            if options.extent == .stat {
                TerminalReport(view).writeStat(emit)
            } else {
                TerminalReport(view).write(emit)
            }
        case .markdown: emit(MarkdownReport(view).text)
        case .json: emit(RenderedText(JSONReport(view).document.text))
        case .html: HTMLReport(view).write(emit)
        case .sarif: emit(RenderedText(SARIFReport(view).document.text))
        case .junit: emit(JUnitReport(view).text)
        case .gitlab: emit(RenderedText(CodeQualityReport(view).document.text))
        case .github: emit(AnnotationReport(view).text)
        }
    }

    /// The report as data, for a document that holds more than the report.
    public static func json(
        _ report: Report, old: [Memory], new: [Memory], options: ReportOptions
    ) -> JSON {
        JSONReport(ReportView(report, old: old, new: new, options: options)).document
    }

    /// Number of changes that the options show.
    public static func shownCount(_ report: Report, options: ReportOptions) -> Int {
        ReportView(report, old: [], new: [], options: options).shownCount
    }
}
