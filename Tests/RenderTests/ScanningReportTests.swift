import MemoryDiff
import Render
import Testing

/// What services that scan code read: their limits, their required fields, names that stay.
@Suite struct ScanningReportTests {
    private static let memory = Memory(path: "rules.md", text: "- A.\n")

    /// A report of so many pruned items, one in three of high risk, the high ones spread all over.
    private static func report(_ count: Int) -> Report {
        Report(
            old: Report.Totals(memories: 1, items: count, bytes: 5, tokens: 2),
            new: Report.Totals(memories: 0, items: 0, bytes: 0, tokens: 0), unchangedItems: 0,
            changes: (0..<count).map { number in
                let item = Item(
                    memoryPath: "rules.md", form: .bullet, headings: [], range: 2..<4,
                    text: "Rule \(number).")
                return Change(
                    kind: .pruned, old: [item], new: [], memoryKind: .fact, details: [],
                    risk: number % 3 == 0 ? .high : .low, reason: "no successor", accounts: [])
            })
    }

    private static func document(_ report: Report, _ format: ReportFormat) throws -> AnyJSON {
        try AnyJSON(parsing: text(report, format))
    }

    private static func text(_ report: Report, _ format: ReportFormat) -> String {
        var options = ReportOptions()
        options.format = format
        var text = ""
        ReportRenderer.write(report, old: [memory], new: [], options: options) {
            text += $0.string
        }
        return text
    }

    @Test
    func `SARIF keeps the twenty-five thousand results of highest risk and says what is elsewhere`()
    {
        // Too long to be read whole by a parser in a test; what is counted stands on lines of its own.
        let lines = Self.text(Self.report(30_000), .sarif).split(separator: "\n")
        let levels = lines.filter { $0.contains("\"level\": ") }
            .map { $0.contains("\"error\"") ? "error" : $0.contains("\"note\"") ? "note" : "said" }
        #expect(lines.count { $0.contains("\"ruleId\"") } == 25_000)
        // The notification stands before the results.
        #expect(levels.first == "said")
        #expect(levels.dropFirst().prefix(10_000).allSatisfy { $0 == "error" })
        #expect(levels.dropFirst(10_001).allSatisfy { $0 == "note" })
        #expect(levels.count == 25_001)
        #expect(lines.contains { $0.contains("5,000 changes are left out; everything: memdiff") })
    }

    @Test
    func `every SARIF result has what the standard requires, and nothing that it does not know`()
        throws
    {
        let document = try Self.document(SampleReport.report, .sarif)
        #expect(document["version"] == .string("2.1.0"))
        let run = try #require(document["runs"]?.elements.first)
        let rules = Set(run["tool"]?["driver"]?["rules"]?.elements.compactMap { $0["id"] } ?? [])
        #expect(run["tool"]?["driver"]?["name"] == .string("memdiff"))
        let known = ["ruleId", "level", "message", "partialFingerprints", "locations"]
        for result in run["results"]?.elements ?? [] {
            guard case .object(let fields) = result else {
                Issue.record("a result is no object")
                continue
            }
            #expect(Set(fields.keys).isSubset(of: known))
            #expect(fields["ruleId"].map(rules.contains) == true)
            #expect(fields["message"]?["text"] != nil)
            let place = fields["locations"]?.elements.first?["physicalLocation"]
            #expect(place?["artifactLocation"]?["uri"] != nil)
            guard case .number(let line) = place?["region"]?["startLine"] else {
                Issue.record("a result has no line")
                continue
            }
            #expect(line >= 1)
        }
    }

    @Test func `a Code Quality report has the fields that GitLab reads, the highest risk first`()
        throws
    {
        let issues = try Self.document(Self.report(9), .gitlab).elements
        #expect(issues.count == 9)
        #expect(
            issues.map { $0["severity"] }
                == Array(repeating: .string("critical"), count: 3)
                + Array(repeating: .string("minor"), count: 6))
        for issue in issues {
            #expect(issue["description"] != nil && issue["check_name"] != nil)
            #expect(issue["location"]?["path"] == .string("rules.md"))
            #expect(issue["location"]?["lines"]?["begin"] == .number(1))
        }
        #expect(Set(issues.map { $0["fingerprint"] }).count == 9)
    }

    @Test
    func
        `a rebase leaves fingerprints as they are: they know neither lines nor the rest of the store`()
        throws
    {
        let old = "- Room 1 is free.\n- Never refund more than 50 EUR.\n"
        let new = "- Room 1 is free.\n- Never refund more than 500 EUR.\n"
        let more = "- Tea is at five.\n\n- The printer is on floor 2.\n"
        func fingerprints(_ old: String, _ new: String) throws -> Set<AnyJSON> {
            let (old, new) = ([Memory(path: "a.md", text: old)], [Memory(path: "a.md", text: new)])
            let document = try Self.document(Comparison.report(old: old, new: new), .sarif)
            let results = document["runs"]?.elements.first?["results"]?.elements ?? []
            return Set(results.compactMap { $0["partialFingerprints"]?["memdiffChange/v1"] })
        }
        let before = try fingerprints(old, new)
        #expect(before.count == 1)
        #expect(try fingerprints(more + old, more + new) == before)
        #expect(try fingerprints(old, more + new).isSuperset(of: before))
    }
}
