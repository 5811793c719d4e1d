import MemoryDiff

/// Writes a report as JUnit XML: a test case for every change, failed when its risk is high.
struct JUnitReport {
    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    var text: RenderedText {
        Self.text(
            name: "memdiff",
            cases: view.sections.flatMap(\.changes).map { change in
                let anchor = view.anchor(of: change)
                return Case(
                    name: ChangeSentence.text(change), path: anchor?.item.memoryPath ?? "",
                    line: anchor?.line,
                    failure: change.risk < .high
                        ? nil : "\(change.risk.name).\(change.kind.rawValue)")
            })
    }
}

extension JUnitReport {
    /// One test case.
    struct Case {
        /// What is shown of it, raw.
        let name: String
        /// Path of the memory, raw; it stands for the class.
        let path: String
        let line: Int?
        /// Kind of failure; nil when it passes.
        let failure: String?
    }

    /// A document of one suite.
    ///
    /// Its elements and attributes are those that Jenkins' junit-10.xsd and GitLab's parser know.
    static func text(name: String, cases: [Case]) -> RenderedText {
        let failures = cases.count { $0.failure != nil }
        let counts = "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\""
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"\(name)\" \(counts)>\n"
        text += "  <testsuite name=\"\(name)\" \(counts) skipped=\"0\">\n"
        for test in cases {
            let (sentence, path) = (xml(test.name), xml(test.path))
            text += "    <testcase classname=\"\(path)\" name=\"\(sentence)\" file=\"\(path)\""
            text += test.line.map { " line=\"\($0)\"" } ?? ""
            guard let failure = test.failure else {
                text += "/>\n"
                continue
            }
            text += ">\n      <failure type=\"\(failure)\" message=\"\(sentence)\"/>\n"
            text += "    </testcase>\n"
        }
        return RenderedText(text + "  </testsuite>\n</testsuites>\n")
    }

    private static func xml(_ text: String) -> String {
        String(Untrusted(text).render(.xml).map { $0 == "\n" || $0 == "\t" ? " " : $0 })
    }
}
