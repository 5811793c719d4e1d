import Git
import Render
import ReverieCore

/// Checks what must hold.
enum Verify: Command {
    static let repairs = Parameter.flag(
        "repair", "mend what can be mended, as a recorded operation")

    static let declaration = Declaration(
        name: "verify", topic: .keeping, summary: "check what must hold, and mend it with --repair",
        discussion: """
            Checks objects (by git, where it is there), the journal, production against the journal, paths and \
            contents, the tags of versions and fallbacks, and what a crash left behind. Each finding names the command \
            that mends it. The status is 1 when errors remain.
            """,
        parameters: [repairs],
        examples: [
            Declaration.Example("reverie verify", "check, change nothing"),
            Declaration.Example("reverie verify --repair", "check and mend"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToExamine()
        let hasGit = store.repository.hasGit
        let findings = try context.attempt { () throws(CoreError) in
            try arguments[repairs] ? store.repair() : store.verify(withObjects: hasGit)
        }
        let result = Verification(
            findings: findings, hasObjects: hasGit, tool: context.program.name, store: store)
        context.present(result)
        return result.remaining(.error) == 0 ? .success : .judgedNo
    }
}

/// What a check of the store came to.
struct Verification: Presentable {
    static let schema = "reverie.verify/1"
    let findings: [Finding]
    let hasObjects: Bool
    let tool: String
    let store: Store

    /// How many findings of a severity are not mended.
    func remaining(_ severity: Finding.Severity) -> Int {
        findings.count { $0.severity == severity && !$0.isRepaired }
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.name.description)),
            JSON.Field("objectsChecked", .bool(hasObjects)),
            JSON.Field(
                "findings",
                .array(
                    findings.map { finding in
                        .object([
                            JSON.Field("severity", .string(finding.severity.rawValue)),
                            JSON.Field("kind", .string(finding.fact.kind)),
                            JSON.Field("message", .message(words(for: finding.fact))),
                            JSON.Field(
                                "mend",
                                mend(finding.fact).map(JSON.message) ?? .null),
                            JSON.Field("repaired", .bool(finding.isRepaired)),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        var lines: [Message] = []
        for finding in findings {
            let label = Message("\(finding.severity.rawValue):").styled(style(of: finding))
            lines.append("\(label) \(words(for: finding.fact))")
            if finding.isRepaired {
                lines.append("  \(Message("mended"), .good)")
            } else if let mend = mend(finding.fact) {
                let word: Message = finding.severity == .notice ? "see" : "mend"
                lines.append("  \(word): \(mend)")
            }
        }
        if !hasObjects { lines.append("objects were not checked: no 'git' on PATH") }
        let open = Finding.Severity.allWords.compactMap { severity, one, many -> Message? in
            let count = remaining(severity)
            return count == 0 ? nil : Wording.count(count, one, many)
        }
        let name = store.name.description
        if open.isEmpty {
            lines.append("store \(name): \(Message("all is well"), .good)")
        } else {
            lines.append("store \(name): \(Message.joined(open, separator: ", "))")
        }
        return lines
    }

    private func style(of finding: Finding) -> Style {
        switch finding.severity {
        case .error: .danger
        case .warning: .warning
        case .notice: .faint
        }
    }
}

extension Finding.Severity {
    /// From the worst, with the words to count by.
    static let allWords: [(Self, StaticString, StaticString)] = [
        (.error, "error", "errors"), (.warning, "warning", "warnings"),
        (.notice, "notice", "notices"),
    ]
}
