import MemoryDiff

/// Writes a report as SARIF 2.1.0 (OASIS standard), for code scanning services.
struct SARIFReport {
    /// GitHub takes this many results of a run, and shows the first 5,000.
    static let mostResults = 25_000

    private let view: ReportView

    init(_ view: ReportView) {
        self.view = view
    }

    var document: JSON {
        let changes = view.byRisk
        let omitted = changes.count - min(changes.count, Self.mostResults)
        return Self.document(
            driver: tool, invocation: invocation(omitted: omitted),
            results: changes.prefix(Self.mostResults).map(result))
    }

    /// A document of one run.
    static func document(driver: [JSON.Field], invocation: JSON, results: [JSON]) -> JSON {
        .object([
            JSON.Field(
                "$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"),
            JSON.Field("version", "2.1.0"),
            JSON.Field(
                "runs",
                [
                    .object([
                        JSON.Field("tool", .object([JSON.Field("driver", .object(driver))])),
                        JSON.Field("columnKind", "unicodeCodePoints"),
                        JSON.Field("invocations", [invocation]),
                        JSON.Field("results", .array(results)),
                    ])
                ]),
        ])
    }

    private var tool: [JSON.Field] {
        [
            JSON.Field("name", "memdiff"),
            JSON.Field("semanticVersion", .string(view.options.toolVersion)),
            JSON.Field("rules", .array(ChangeKind.allCases.map(rule))),
        ]
    }

    private func rule(_ kind: ChangeKind) -> JSON {
        .object([
            JSON.Field("id", .string("memdiff/\(kind.rawValue)")),
            JSON.Field(
                "shortDescription", .object([JSON.Field("text", .string(Self.meaning(kind)))])),
        ])
    }

    private func invocation(omitted: Int) -> JSON {
        var fields = [JSON.Field("executionSuccessful", true)]
        if omitted > 0 {
            let text =
                "\(Figures.count(omitted, "change is", "changes are")) left out; everything: "
                + view.options.command
            fields.append(
                JSON.Field(
                    "toolExecutionNotifications",
                    [
                        .object([
                            JSON.Field("level", "warning"),
                            JSON.Field("message", Self.message(text)),
                        ])
                    ]))
        }
        return .object(fields)
    }

    private func result(_ change: Change) -> JSON {
        var fields = [
            JSON.Field("ruleId", .string("memdiff/\(change.kind.rawValue)")),
            JSON.Field("level", .string(level(change.risk))),
            JSON.Field("message", Self.message(ChangeSentence.text(change))),
            // The name of a change is a digest of its words and places, so a rebase leaves it as it is. The first
            // key is the one that GitHub looks at.
            JSON.Field(
                "partialFingerprints",
                .object([
                    JSON.Field("primaryLocationLineHash", .string(change.id + ":1")),
                    JSON.Field("memdiffChange/v1", .string(change.id)),
                ])),
        ]
        if let anchor = view.anchor(of: change) {
            fields.append(
                JSON.Field(
                    "locations", [Self.location(anchor.item.memoryPath, line: anchor.line)]))
        }
        return .object(fields)
    }

    static func location(_ path: String, line: Int?) -> JSON {
        .object([
            JSON.Field(
                "physicalLocation",
                .object([
                    JSON.Field(
                        "artifactLocation",
                        .object([JSON.Field("uri", .string(reference(path)))])),
                    JSON.Field(
                        "region", .object([JSON.Field("startLine", .integer(line ?? 1))])),
                ]))
        ])
    }

    /// A message: shown by its number what is hidden, and without the links that it may carry (3.11.6).
    static func message(_ text: String) -> JSON {
        var result = ""
        for character in Untrusted(text).render(.terminal(.plain)).unicodeScalars {
            if character == "[" || character == "]" || character == "\\" { result += "\\" }
            result.unicodeScalars.append(character)
        }
        return .object([JSON.Field("text", .string(result))])
    }

    private func level(_ risk: Risk) -> String {
        switch risk {
        case .critical, .high: "error"
        case .medium: "warning"
        case .low: "note"
        }
    }

    static func meaning(_ kind: ChangeKind) -> String {
        switch kind {
        case .moved: "An item stands in another place with the same words."
        case .modified: "An item says something else, or the same in other words."
        case .compressed: "Several items became one."
        case .split: "One item became several."
        case .regrouped: "Several items became several others."
        case .pruned: "An item has no successor."
        case .added: "An item has no predecessor."
        case .invisible: "An item differs only in characters that a reader cannot see."
        }
    }

    /// A path as a relative reference (RFC 3986): everything but unreserved characters and slashes in percent form.
    static func reference(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}

/// A change in one sentence, raw: whoever shows it escapes it.
enum ChangeSentence {
    private static let longestText = 300

    static func text(_ change: Change) -> String {
        var text =
            "\(change.risk.name): \(change.isSuperseded ? "superseded" : change.kind.rawValue) "
        text += change.memoryKind.rawValue
        if let old = change.old.first {
            text += change.old.count > 1 ? " (\(change.old.count) items), first: " : ": "
            text += quoted(old.text)
        }
        if change.kind != .moved, let new = change.new.first {
            text += change.old.isEmpty ? ": " : " -> "
            text += quoted(new.text)
            if change.new.count > 1 { text += " and \(change.new.count - 1) more" }
        }
        if change.kind == .moved, let old = change.old.first { text += ", from \(old.memoryPath)" }
        return change.reason.isEmpty ? text : text + " (\(change.reason))"
    }

    /// The same with everything that is hidden shown by its number.
    static func plain(_ change: Change) -> String {
        Untrusted(text(change)).render(.terminal(.plain))
    }

    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.count > longestText
            ? "\"\(String(text.prefix(longestText)))...\"" : "\"\(text)\""
    }
}
