import Git
import Guardrails
import Render
import ReverieCore

/// Violations as lines for a person who has never seen Reverie: what, where it stood, what stands there now.
struct ViolationLines {
    let violations: [Violation]
    /// Most violations that are shown; the rest is counted.
    var limit = 4

    /// The lines, each of at most so many columns; long texts take two where few violations leave room.
    func lines(width: Int) -> [Message] {
        let rows = violations.count <= 2 ? 2 : 1
        var lines = violations.prefix(limit).flatMap {
            Self.lines(of: $0, rows: rows, width: width)
        }
        if violations.count > limit { lines.append("  and \(violations.count - limit) more") }
        return lines
    }

    private static func lines(of violation: Violation, rows: Int, width: Int) -> [Message] {
        let room = max(30, width - indentation)
        var lines: [Message] = [
            "  " + Message("\(violation.id) ") + words(for: violation.rule).styled(.danger)
        ]
        let changes = violation.changes.filter { $0.kind != .noCounterpart }
        if violation.finding == nil {
            let label: StaticString = isExpectation(violation) ? "expected" : "rule"
            lines += labelled(label, quoted(violation.text, columns: room * rows - 2), room)
        }
        if let stood = violation.stood {
            lines += labelled("stood in", Wording.clipped(stood.path, columns: room), room)
        }
        lines += labelled(
            violation.finding == nil ? "now" : "in", now(violation, room * rows), room)
        if !changes.isEmpty {
            var told = changes.prefix(2).map(words)
            if changes.count > 2 { told.append("and \(changes.count - 2) more") }
            lines += labelled("change", .joined(told, separator: "; "), room)
        }
        return lines
    }

    private static let indentation = 14

    /// Whether a canary wants a text and does not find it.
    private static func isExpectation(_ violation: Violation) -> Bool {
        violation.rule == .canaryNotRemembered || violation.rule == .canaryNotVerbatim
    }

    private static func labelled(_ label: StaticString, _ text: Message, _ room: Int) -> [Message] {
        let head: Message = "    \(literal: label)"
        return text.wrapped(width: room).enumerated().map { index, line in
            index == 0
                ? head.styled(.faint) + Message.spaces(indentation - head.columns) + line
                : Message.spaces(indentation) + line
        }
    }

    /// What stands there now, or where something was found.
    private static func now(_ violation: Violation, _ room: Int) -> Message {
        guard let stands = violation.stands.first else {
            return isExpectation(violation) ? "no memory says it" : "nothing takes its place"
        }
        let place = Wording.clipped(stands.path, columns: 40)
        if let finding = violation.finding { return place + ", line \(finding.line)" }
        if stands.text.isEmpty { return place }
        return place + ": " + quoted(stands.text, columns: max(20, room - place.columns - 6))
    }

    private static func quoted(_ text: String, columns: Int) -> Message {
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\"" + Wording.clipped(flat, columns: columns - 2) + "\""
    }

    /// What a rule's breach is called.
    static func words(for rule: Violation.Rule) -> Message {
        switch rule {
        case .guardrailWeakened: "guardrail weakened"
        case .guardrailContradicted: "guardrail contradicted"
        case .guardrailOutOfPlace: "guardrail moved out of its place"
        case .guardrailDropped: "guardrail dropped"
        case .protectedChanged: "protected memory changed"
        case .protectedDropped: "protected memory dropped"
        case .protectedSuperseded: "protected memory superseded"
        case .secret: "secret"
        case .invisibleText: "text that a reader cannot see"
        case .injection: "text that gives orders to the agent"
        case .newURL: "new host"
        case .newTool: "new command"
        case .canaryNotRemembered: "canary not remembered"
        case .canaryNotForgotten: "canary not forgotten"
        case .canaryNotVerbatim: "canary not kept word for word"
        case .canaryUnread: "canary that the dream did not read"
        case .canaryContent: "what only a canary said"
        }
    }

    /// How a rule changed, with what it said.
    static func words(for change: RuleChange) -> Message {
        let kind = Message(
            "\(change.kind.rawValue.split(separator: "-").joined(separator: " "))")
        guard !change.old.isEmpty || !change.new.isEmpty else { return kind }
        func side(_ text: String) -> Message {
            text.isEmpty ? "nothing" : "'" + Wording.clipped(text, columns: 24) + "'"
        }
        if change.kind == .doubted { return "taken out of force by " + side(change.new) }
        return kind + ": " + side(change.old) + " to " + side(change.new)
    }

    /// How many of what: `2 guardrails and 1 other rule`.
    static func count(_ violations: [Violation]) -> Message {
        let lost = violations.count { $0.rule.rawValue.hasPrefix("guardrail") }
        let others = violations.count - lost
        let guardrails = Wording.count(lost, "guardrail", "guardrails")
        let rules = Wording.count(others, "other rule", "other rules")
        if others == 0 { return "breaks " + guardrails }
        if lost == 0 { return "breaks " + Wording.count(others, "rule", "rules") }
        return "breaks " + guardrails + " and " + rules
    }
}

extension ViolationLines {
    /// A violation as data; the value of a secret is never in it.
    static func json(_ violation: Violation) -> JSON {
        .object([
            JSON.Field("id", .string(violation.id)),
            JSON.Field("rule", .string(violation.rule.rawValue)),
            JSON.Field("severity", .string(violation.severity.rawValue)),
            JSON.Field("blocks", .bool(violation.blocks)),
            JSON.Field("text", .string(violation.text)),
            JSON.Field("stood", violation.stood.map(json) ?? .null),
            JSON.Field("stands", .array(violation.stands.map(json))),
            JSON.Field(
                "changes",
                .array(
                    violation.changes.map {
                        .object([
                            JSON.Field("kind", .string($0.kind.rawValue)),
                            JSON.Field("old", .string($0.old)), JSON.Field("new", .string($0.new)),
                        ])
                    })),
            JSON.Field("owners", .array(violation.owners.map(JSON.string))),
            JSON.Field("line", violation.finding.map { .integer($0.line) } ?? .null),
            JSON.Field("fingerprint", .optional(violation.finding?.fingerprint)),
        ])
    }

    private static func json(_ standing: Standing) -> JSON {
        .object([
            JSON.Field("path", .string(standing.path)),
            JSON.Field("start", .integer(standing.range.lowerBound)),
            JSON.Field("end", .integer(standing.range.upperBound)),
            JSON.Field("text", .string(standing.text)),
        ])
    }
}
