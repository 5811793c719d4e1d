import Guardrails
import MemoryDiff
import Render

/// What one or two states answer to probes.
struct ProbeResult: Presentable {
    static let schema = "reverie.probe/1"

    struct Row {
        let probe: Probe
        /// What each state answers.
        let outcomes: [ProbeOutcome]

        var expects: Bool {
            !probe.answers.isEmpty || !probe.refused.isEmpty || !probe.places.isEmpty
        }
        var passes: Bool { outcomes.last?.misses.isEmpty ?? true }
    }

    let names: [String]
    let rows: [Row]

    var passes: Bool { rows.allSatisfy(\.passes) }

    var fields: [JSON.Field] {
        [
            JSON.Field("passes", .bool(passes)),
            JSON.Field("states", .array(names.map(JSON.string))),
            JSON.Field(
                "probes",
                .array(
                    rows.map { row in
                        .object([
                            JSON.Field("id", .string(row.probe.id)),
                            JSON.Field("question", .string(row.probe.question)),
                            JSON.Field("passes", .bool(row.passes)),
                            JSON.Field("states", .array(row.outcomes.map(Self.json))),
                        ])
                    })),
        ]
    }

    private static func json(_ outcome: ProbeOutcome) -> JSON {
        .object([
            JSON.Field("passes", .bool(outcome.misses.isEmpty)),
            JSON.Field("rank", outcome.rank.map(JSON.integer) ?? .null),
            JSON.Field(
                "misses",
                .array(
                    outcome.misses.map { miss in
                        switch miss {
                        case .unanswered(let text):
                            .object([
                                JSON.Field("expectation", .string("answer")),
                                JSON.Field("text", .string(text)),
                            ])
                        case .refused(let text, let standing):
                            .object([
                                JSON.Field("expectation", .string("not")),
                                JSON.Field("text", .string(text)),
                                JSON.Field("path", .string(standing.path)),
                            ])
                        }
                    })),
            JSON.Field(
                "answers",
                .array(
                    outcome.answers.map { match in
                        .object([
                            JSON.Field("path", .string(match.item.memoryPath)),
                            JSON.Field("start", .integer(match.item.range.lowerBound)),
                            JSON.Field("end", .integer(match.item.range.upperBound)),
                            JSON.Field("text", .string(match.item.text)),
                        ])
                    })),
        ])
    }

    func lines(width: Int) -> [Message] {
        let failed = rows.count { !$0.passes }
        var lines: [Message] = [
            failed == 0
                ? Message("passes").styled(.heading)
                    + ": \(Wording.count(rows.count, "question", "questions"))"
                : Message("fails").styled(.danger)
                    + ": \(failed) of \(Wording.count(rows.count, "question", "questions"))"
        ]
        for row in rows {
            let verdict: Message =
                !row.expects
                ? "" : row.passes ? ": passes" : ": " + Message("fails").styled(.danger)
            lines.append(Message("\(row.probe.id)").styled(.heading) + verdict)
            lines += Wording.indented("\(row.probe.question)", by: 2, width: width)
            for (name, outcome) in zip(names, row.outcomes) {
                lines += self.lines(of: outcome, in: name, expects: row.expects, width: width)
            }
        }
        return lines
    }

    private func lines(
        of outcome: ProbeOutcome, in name: String, expects: Bool, width: Int
    ) -> [Message] {
        var lines: [Message] = []
        if expects || names.count > 1 {
            let told: Message =
                outcome.rank.map { "answer \($0) is the expected one" }
                ?? (expects ? (outcome.misses.isEmpty ? "as expected" : "not as expected") : "")
            lines.append("  " + Wording.clipped(name, columns: 30) + ": " + told)
        }
        for miss in outcome.misses {
            switch miss {
            case .unanswered(let text):
                let what: Message =
                    text.isEmpty ? "no answer stands where it must" : "no answer says '\(text)'"
                lines += Wording.indented(what.styled(.danger), by: 4, width: width)
            case .refused(let text, let standing):
                let what: Message = "'\(standing.path)' says '\(text)'"
                lines += Wording.indented(what.styled(.danger), by: 4, width: width)
            }
        }
        for (number, match) in outcome.answers.enumerated() {
            let head: Message =
                "    \(number + 1) " + Wording.clipped(match.item.memoryPath, columns: 30) + ": "
            let text = match.item.text.split(whereSeparator: \.isNewline).joined(separator: " ")
            lines.append(head + Wording.clipped(text, columns: max(20, width - head.columns)))
        }
        if outcome.answers.isEmpty { lines.append("    nothing shares a word with it") }
        return lines
    }
}
