import MemoryDiff

/// Writes a report as JUnit XML: a test case for every change, failed when its risk is high.
struct JUnitReport {
    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    var text: RenderedText {
        let changes = view.sections.flatMap(\.changes)
        let failures = changes.reduce(0) { $0 + ($1.risk >= .high ? 1 : 0) }
        let counts = "tests=\"\(changes.count)\" failures=\"\(failures)\" errors=\"0\""
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"memdiff\" \(counts)>\n"
        text += "  <testsuite name=\"memdiff\" \(counts) skipped=\"0\">\n"
        for change in changes { text += self.text(change) }
        return RenderedText(text + "  </testsuite>\n</testsuites>\n")
    }

    private func text(_ change: Change) -> String {
        let sentence = xml(ChangeSentence.text(change))
        let anchor = view.anchor(of: change)
        let path = xml(anchor?.item.memoryPath ?? "")
        let line = anchor?.line.map { " line=\"\($0)\"" } ?? ""
        let start =
            "    <testcase classname=\"\(path)\" name=\"\(sentence)\" file=\"\(path)\"\(line)"
        if change.risk < .high { return start + "/>\n" }
        let type = "\(change.risk.name).\(change.kind.rawValue)"
        return start
            + ">\n      <failure type=\"\(type)\" message=\"\(sentence)\"/>\n    </testcase>\n"
    }

    private func xml(_ text: String) -> String {
        String(Untrusted(text).render(.xml).map { $0 == "\n" || $0 == "\t" ? " " : $0 })
    }
}
