import Guardrails
import MemoryDiff
import Render
import Testing

/// The fields that the published formats name, for both reports that are written in them.
@Suite struct ScanningFormatTests {
    /// Elements of Jenkins' junit-10.xsd that may occur, with the attributes that they may have.
    private static let attributes: [String: Set<String>] = [
        "testsuites": ["name", "time", "tests", "failures", "disabled", "errors"],
        "testsuite": [
            "name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp",
            "hostname", "id", "package", "file", "log", "url", "version",
        ],
        "testcase": [
            "name", "assertions", "time", "classname", "status", "class", "file", "line", "score",
            "lang",
        ],
        "failure": ["type", "message"],
    ]
    /// What each element stands in, and what it must have.
    private static let parents = [
        "testsuites": "", "testsuite": "testsuites", "testcase": "testsuite", "failure": "testcase",
    ]
    private static let required = [
        "testsuites": [], "testsuite": ["name"], "testcase": ["name"], "failure": [],
    ]
    private static let hostile = "\"><testcase name='x'/>&amp;\u{1B}[31m\u{202E}\n]]>"

    private struct Element {
        let name: String
        let parent: String
        let attributes: [String: String]
    }

    private struct Malformed: Error { let rest: String }

    /// The elements of a document; throws where it is not well-formed.
    private func elements(_ text: String) throws -> [Element] {
        var open: [String] = []
        var found: [Element] = []
        var rest = Substring(text)
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        guard rest.hasPrefix(head) else { throw Malformed(rest: String(rest.prefix(80))) }
        rest = rest.dropFirst(head.count)
        while let start = rest.firstIndex(of: "<") {
            guard rest[..<start].allSatisfy(\.isWhitespace),
                let end = rest[start...].firstIndex(of: ">")
            else { throw Malformed(rest: String(rest.prefix(80))) }
            var tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else {
                    throw Malformed(rest: String(tag))
                }
                continue
            }
            let isEmpty = tag.hasSuffix("/")
            if isEmpty { tag = tag.dropLast() }
            let name = String(tag.prefix { $0.isLetter })
            found.append(
                Element(
                    name: name, parent: open.last ?? "",
                    attributes: try attributes(tag.dropFirst(name.count))))
            if !isEmpty { open.append(name) }
        }
        guard open.isEmpty else { throw Malformed(rest: open.joined(separator: " ")) }
        return found
    }

    private func attributes(_ text: Substring) throws -> [String: String] {
        var found: [String: String] = [:]
        var rest = text.drop(while: \.isWhitespace)
        while !rest.isEmpty {
            let parts = rest.split(
                separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let name = parts.first?.dropLast(), parts[0].hasSuffix("="),
                found.updateValue(String(parts[1]), forKey: String(name)) == nil,
                parts[1].unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "\u{202E}" })
            else { throw Malformed(rest: String(rest.prefix(80))) }
            rest = parts[2].drop(while: \.isWhitespace)
        }
        return found
    }

    /// A verdict with so many violations, every second one of which blocks.
    private func verdict(_ count: Int) -> VerdictReport {
        let lines = (0..<count).map { number in
            let verb = number.isMultiple(of: 2) ? "Never" : "You should not"
            return "- \(verb) touch thing\(number) in room\(number) \(Self.hostile.dropLast(4)).\n"
        }
        let check = Check(
            policy: .builtIn,
            extractor: GuardrailExtractor { bytes in
                let sum = bytes.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }
                return (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
            }, scanner: SecretScanner { _ in "" })
        let verdict = check.verdict(
            base: [Memory(path: "a.md", text: lines.joined())], result: [])
        let findings = verdict.violations.enumerated().map { number, violation in
            VerdictReport.Finding(
                violation: violation, title: "guardrail dropped",
                path: number == 0 ? nil : "notes/a \(number).md", line: number == 0 ? nil : number)
        }
        return VerdictReport(
            findings, passes: false, subject: "dream", command: "reverie check", version: "1")
    }

    private func memdiff(_ format: ReportFormat) -> String {
        let old = [Memory(path: "a.md", text: "- Never \(Self.hostile.dropLast(4)) so.\n- B.\n")]
        let new = [Memory(path: "b.md", text: "- Never more.\n- Tea is at five.\n")]
        var options = ReportOptions()
        options.format = format
        var text = ""
        ReportRenderer.write(
            Comparison.report(old: old, new: new), old: old, new: new, options: options
        ) { text += $0.string }
        return text
    }

    @Test(arguments: [0, 1, 2, 3])
    func `JUnit reports have the elements and attributes of the schema`(kind: Int) throws {
        let text =
            kind == 3 ? memdiff(.junit) : try #require(verdict(kind * 2).text(as: .junit)).string
        let elements = try elements(text)
        for element in elements {
            let known = try #require(Self.attributes[element.name])
            #expect(known.isSuperset(of: element.attributes.keys))
            #expect(Self.parents[element.name] == element.parent)
            for name in Self.required[element.name] ?? [] {
                #expect(element.attributes[name] != nil)
            }
        }
        let suite = try #require(elements.first { $0.name == "testsuite" })
        let counts = ["tests": "testcase", "failures": "failure"]
        for (attribute, name) in counts {
            #expect(
                suite.attributes[attribute] == "\(elements.count { $0.name == name })")
        }
        #expect(elements.contains { $0.name == "testcase" })
    }

    @Test(arguments: [0, 5, -1])
    func `Code Quality reports have every field that GitLab asks for`(count: Int) throws {
        let text =
            count < 0 ? memdiff(.gitlab) : try #require(verdict(count).text(as: .gitlab)).string
        let issues = try AnyJSON(parsing: text).elements
        if count >= 0 { #expect(issues.count == count) } else { #expect(!issues.isEmpty) }
        let severities: [AnyJSON] = ["info", "minor", "major", "critical", "blocker"]
            .map { .string($0) }
        for issue in issues {
            for field in ["description", "check_name", "fingerprint"] {
                guard case .string(let value) = issue[field] else {
                    Issue.record("no \(field)")
                    continue
                }
                #expect(!value.isEmpty)
            }
            #expect(issue["severity"].map(severities.contains) == true)
            guard case .string(let path) = issue["location"]?["path"],
                case .number(let line) = issue["location"]?["lines"]?["begin"]
            else {
                Issue.record("no place")
                continue
            }
            #expect(!path.isEmpty && !path.hasPrefix("/") && !path.hasPrefix("./"))
            #expect(line >= 1)
        }
        #expect(Set(issues.compactMap { $0["fingerprint"] }).count == issues.count)
    }
}
