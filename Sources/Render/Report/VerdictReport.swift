public import Guardrails

/// Writes a verdict for the programs that show findings: one form for each.
///
/// Where a finding belongs to a line, that is the line of the store as it shall be, or of the one before when the
/// guardrail stands nowhere any more.
public struct VerdictReport {
    /// The forms.
    public enum Format: String, Sendable, CaseIterable {
        /// Text for a person at a terminal.
        case text
        /// A comment for a pull request.
        case markdown
        /// SARIF 2.1.0, for code scanning.
        case sarif
        /// JUnit XML, for test reports.
        case junit
        /// Workflow commands of GitHub Actions.
        case github
        /// A Code Quality report of GitLab.
        case gitlab
    }

    /// A violation with the place at which a reader should look.
    public struct Finding: Sendable {
        /// What is wrong.
        public let violation: Violation
        /// What the rule's breach is called.
        public let title: Message
        /// Path of the memory; nil for a guardrail that only the policy holds.
        public let path: String?
        /// Line in it, from 1; nil where it is not known.
        public let line: Int?

        /// Makes a finding.
        public init(violation: Violation, title: Message, path: String?, line: Int?) {
            self.violation = violation
            self.title = title
            self.path = path
            self.line = line
        }
    }

    static let mostResults = 5_000
    /// A step of a workflow shows ten errors and ten warnings and drops the rest without a word.
    static let mostPerLevel = 10
    private static let longestText = 300

    let findings: [Finding]
    let passes: Bool
    let subject: Message
    let command: String
    let version: String

    /// Prepares a verdict.
    ///
    /// - Parameters:
    ///   - findings: All violations in their order.
    ///   - passes: Whether nothing blocks.
    ///   - subject: What was judged.
    ///   - command: The command line that shows everything.
    ///   - version: Version of the tool.
    public init(
        _ findings: [Finding], passes: Bool, subject: Message, command: String, version: String
    ) {
        self.findings = findings
        self.passes = passes
        self.subject = subject
        self.command = command
        self.version = version
    }

    /// The report in a form; nil for text, which the command line writes.
    public func text(as format: Format) -> RenderedText? {
        switch format {
        case .text: nil
        case .markdown: markdown
        case .sarif: RenderedText(sarif.text)
        case .junit: junit
        case .github: workflowCommands
        case .gitlab: RenderedText(codeQuality.text)
        }
    }

    /// A violation in one sentence, raw: whoever shows it escapes it.
    func sentence(_ finding: Finding) -> String {
        let violation = finding.violation
        var text = finding.title.words
        if violation.finding == nil { text += ": " + quoted(violation.text) }
        if let stood = violation.stood { text += ", stood in \(stood.path)" }
        if let now = violation.stands.first, violation.finding == nil {
            text += now.text.isEmpty ? ", now \(now.path)" : ", now \(quoted(now.text))"
        }
        return text + " (\(violation.id))"
    }

    private func quoted(_ text: String) -> String {
        text.unicodeScalars.count > Self.longestText
            ? "\"\(String(text.prefix(Self.longestText)))...\"" : "\"\(text)\""
    }

    /// Text of a string in JSON that programs show as it is: what is hidden stands there by its number.
    func plain(_ text: String) -> String { Untrusted(text).render(.terminal(.plain)) }

    private var markdown: RenderedText {
        let limit = MarkdownReport.limit - 500
        var text = "<!-- reverie:check -->\n### check: \(subject.render(.markdown))\n\n"
        let blocking = findings.count { $0.violation.blocks }
        text +=
            passes
            ? "**passes**"
            : "**blocked**: \(Figures.count(blocking, "rule is", "rules are")) broken"
        text += findings.count > blocking ? ", \(findings.count - blocking) to look at\n\n" : "\n\n"
        var written = 0
        for finding in findings {
            let head = finding.violation.blocks ? "**blocks**" : "warns"
            let place = finding.path.map {
                " in \(Untrusted($0).render(.markdown))"
                    + (finding.line.map { ", line \($0)" } ?? "")
            }
            let entry =
                "- \(head): \(Untrusted(sentence(finding)).render(.markdown))\(place ?? "")\n"
            guard text.utf8.count + entry.utf8.count < limit else { break }
            text += entry
            written += 1
        }
        if written < findings.count {
            text += "\n\(findings.count - written) more do not fit into this comment: "
            text += Untrusted(command).render(.markdown) + "\n"
        }
        return RenderedText(text)
    }

    private var junit: RenderedText {
        let none = JUnitReport.Case(name: "guardrails", path: "check", line: nil, failure: nil)
        let cases = findings.map { finding in
            JUnitReport.Case(
                name: sentence(finding), path: finding.path ?? "policy", line: finding.line,
                failure: finding.violation.blocks ? finding.violation.rule.rawValue : nil)
        }
        return JUnitReport.text(
            name: "reverie check", cases: cases.isEmpty ? [none] : cases)
    }

    private var workflowCommands: RenderedText {
        var text = ""
        var shown = 0
        for (level, blocks) in [("error", true), ("warning", false)] {
            for finding in findings.filter({ $0.violation.blocks == blocks })
                .prefix(Self.mostPerLevel)
            {
                var properties: [String] = []
                if let path = finding.path {
                    properties.append("file=" + Untrusted(path).render(.workflowProperty))
                    if let line = finding.line { properties.append("line=\(line)") }
                }
                properties.append("title=reverie check")
                let message = Untrusted(sentence(finding)).render(.workflowCommand)
                text += "::\(level) \(properties.joined(separator: ","))::\(message)\n"
                shown += 1
            }
        }
        if shown < findings.count {
            let rest = "\(findings.count) findings, \(shown) shown; everything: \(command)"
            text += "::notice title=reverie check::\(Untrusted(rest).render(.workflowCommand))\n"
        }
        return RenderedText(text)
    }
}
