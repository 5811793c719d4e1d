public import MemoryDiff
internal import ReverieCore

/// Writes single changes of a report for a terminal, so that a reader can go through them one by one.
public struct ChangeRenderer {
    private let report: TerminalReport

    /// Makes a renderer for the changes of a report.
    public init(
        _ report: Report, old: [Memory], new: [Memory], options: ReportOptions
    ) {
        self.report = TerminalReport(ReportView(report, old: old, new: new, options: options))
    }

    /// Where the change stands, both sides with the words that differ, what changed and why.
    public func lines(of change: Change) -> [RenderedText] {
        var lines: [String] = []
        if let anchor = report.view.anchor(of: change) {
            lines += report.place(anchor.item, line: anchor.line).lines(width: report.width - 2)
                .map { $0.string(report.palette) }
        }
        return (lines + report.lines(of: change)).map { RenderedText($0) }
    }

    /// Where the change comes from, as the engine of the dream noted it: a rule and its sources each; none where
    /// nothing is known.
    public func evidence(of change: Change) -> [Message] {
        report.view.evidence.evidence(of: change).map {
            Message(trusted: "\($0.rule.rawValue): ") + "\($0.sourceLine)"
        }
    }

    /// One line that tells the change from others, of at most so many columns.
    public func summary(of change: Change, width: Int) -> Message {
        let item = change.new.first ?? change.old.first
        let kind = change.isSuperseded ? "superseded" : change.kind.rawValue
        let head = "\(change.risk.name) \(kind) \(change.memoryKind.rawValue) "
        let text = (item?.text ?? "").prefix(400).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let place = "\(item?.memoryPath ?? ""): "
        let words = Untrusted(place + text).render(.terminal(.plain))
        let room = max(0, width - DisplayWidth.columns(of: head))
        let cut = room > 0 ? String(Wrapping.prefix(of: words[...], columns: room)) : ""
        return Message(trusted: head).styled(TerminalReport.style(of: change.risk))
            + Message(trusted: cut)
    }
}

extension RenderedText {
    /// The text as part of a message.
    public var message: Message { Message(trusted: string) }
}
