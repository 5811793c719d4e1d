import MemoryDiff
import Render

/// A report with every kind of change, made by hand so that the forms are tested and not the matching.
enum SampleReport {
    static let old = [
        Memory(
            path: "limits.md", text: "# Limits\n\n- Never refund more than 50 EUR.\n- Ask first.\n"),
        Memory(
            path: "notes.md",
            text: "- Deploys run on Friday.\n- Same.\n- Twice said.\n- Said twice.\n"),
    ]
    static let new = [
        Memory(
            path: "notes.md", text: "- Deploys run on Monday.\n- Said twice.\n- Tea is at five.\n"),
        Memory(path: "other.md", text: "- Same.\n"),
    ]

    static func item(_ memory: Memory, _ start: Int, _ text: String, _ headings: [String] = [])
        -> Item
    {
        Item(
            memoryPath: memory.path, form: .bullet, headings: headings,
            range: start..<start + text.utf8.count, text: text)
    }

    static let report: Report = {
        let refund = item(old[0], 12, "Never refund more than 50 EUR.", ["Limits"])
        let ask = item(old[0], 45, "Ask first.", ["Limits"])
        let friday = item(old[1], 2, "Deploys run on Friday.")
        let monday = item(new[0], 2, "Deploys run on Monday.")
        let same = item(old[1], 27, "Same.")
        let moved = item(new[1], 2, "Same.")
        let twice = [item(old[1], 35, "Twice said."), item(old[1], 49, "Said twice.")]
        let once = item(new[0], 27, "Said twice.")
        let tea = item(new[0], 41, "Tea is at five.")
        return Report(
            old: Report.Totals(memories: 2, items: 6, bytes: 120, tokens: 30),
            new: Report.Totals(memories: 2, items: 4, bytes: 70, tokens: 18), unchangedItems: 0,
            changes: [
                Change(
                    kind: .pruned, old: [refund], new: [], memoryKind: .guardrail, details: [],
                    risk: .critical, reason: "a prohibition has no successor",
                    accounts: [
                        DeletionAccount(
                            item: 0, fate: .unaccounted, target: nil, coverage: 0, sharedWords: [])
                    ]),
                Change(
                    kind: .pruned, old: [ask], new: [], memoryKind: .instruction, details: [],
                    risk: .high, reason: "no successor",
                    accounts: [
                        DeletionAccount(
                            item: 0, fate: .maybeFolded, target: tea, coverage: 0.5,
                            sharedWords: ["is"])
                    ]),
                Change(
                    kind: .modified, old: [friday], new: [monday], memoryKind: .fact,
                    details: [ChangeDetail(aspect: .date, old: "Friday", new: "Monday")],
                    risk: .medium, reason: "another value in the same slot", isSuperseded: true),
                Change(
                    kind: .compressed, old: twice, new: [once], memoryKind: .fact, details: [],
                    risk: .low, reason: "said twice before",
                    accounts: [
                        DeletionAccount(
                            item: 0, fate: .duplicate, target: once, coverage: 1, sharedWords: [])
                    ]),
                Change(
                    kind: .added, old: [], new: [tea], memoryKind: .fact, details: [], risk: .low,
                    reason: "new"),
                Change(
                    kind: .moved, old: [same], new: [moved], memoryKind: .fact, details: [],
                    risk: .low, reason: "same words", isRelocated: true),
            ],
            lostTerms: [LostTerm(category: .number, text: "50 EUR", places: [refund], count: 1)])
    }()

    static func text(_ options: ReportOptions, of report: Report = report) -> String {
        var text = ""
        ReportRenderer.write(report, old: old, new: new, options: options) { text += $0.string }
        return text
    }

    static func options(_ format: ReportFormat) -> ReportOptions {
        var options = ReportOptions()
        options.format = format
        options.toolVersion = "1.2.3"
        return options
    }

    /// The same report with a text in every place where somebody else's text can stand.
    static func hostile(_ text: String) -> Report {
        let item = Item(
            memoryPath: text, form: .bullet, headings: [text], range: 0..<4, text: text)
        let changes = ChangeKind.allCases.map { kind in
            Change(
                kind: kind, old: kind == .added ? [] : [item], new: kind == .pruned ? [] : [item],
                memoryKind: .fact,
                details: [ChangeDetail(aspect: .value, old: text, new: text + "x")], risk: .high,
                reason: text,
                accounts: [
                    DeletionAccount(
                        item: 0, fate: .folded, target: item, coverage: .nan, sharedWords: [text])
                ], isRelocated: true)
        }
        return Report(
            old: Report.Totals(), new: Report.Totals(), unchangedItems: 0, changes: changes,
            lostTerms: [LostTerm(category: .name, text: text, places: [item], count: 3)])
    }
}
