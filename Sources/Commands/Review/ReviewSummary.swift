import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

/// What a reviewer sees first: decisions, requirements, who said what.
struct ReviewSummary {
    let review: Review
    let context: Context
    /// Number of decisions that are only on this machine yet.
    var drafted = 0

    private var dream: String { review.dream.id }

    /// Lines for a terminal and for the head of a comment.
    var lines: [Message] {
        var lines: [Message] = [origin, decisions]
        if drafted > 0 {
            lines.append(
                "\(drafted) of them only on this machine: \(context.tool) review \(word: dream) submits them"
            )
        }
        lines += review.requirements.filter { $0.isRequired || $0.lack != nil }.flatMap(line)
        lines += review.approvals.map(line)
        lines += review.state.stances.filter { $0.kind != .approve }.map { said in
            (said.kind == .reject ? "says no: " : "asks for changes: ") + "\(said.actor.name)"
                + (said.event.text.map { ": \($0)" } ?? "")
        }
        for (change, sides) in review.state.contradictions.sorted(by: { $0.key < $1.key }).prefix(9)
        {
            lines.append(
                "contradiction about \(change): "
                    + .joined(
                        sides.map { "\($0.actor.name) \($0.decision.verdict.rawValue)" },
                        separator: ", "))
        }
        for said in review.state.comments.suffix(9) where said.kind == .comment {
            let about: Message =
                said.event.changes.isEmpty
                ? "" : " about " + ReviewWording.names(said.event.changes)
            lines.append("\(said.actor.name)" + about + ": \(said.event.text ?? "")")
        }
        return lines
    }

    private var origin: Message {
        let by: Message = review.state.launcher.map { " by \($0.name)" } ?? ""
        let age: Message =
            switch review.distance {
            case nil: "not made from production"
            case 0?: "made from what production is now"
            case 1?: "production moved once since"
            case let moves?: "production moved \(moves) times since"
            }
        return "dream \(dream)" + by + ", \(review.dream.state.rawValue), " + age
    }

    private var decisions: Message {
        let parts: [(Int, StaticString)] = [
            (review.count(of: .accept), "accepted"), (review.count(of: .refuse), "refused"),
            (review.count(of: .edit), "edited"), (review.count(of: .defer), "put off"),
            (review.count(of: .open), "open"),
        ]
        let contradicting = review.state.contradictions.count
        return "decisions: "
            + .joined(
                parts.map { "\($0) \(literal: $1)" }
                    + (contradicting > 0 ? ["\(contradicting) contradicting"] : []), separator: ", "
            )
    }

    private func line(_ requirement: Requirement) -> [Message] {
        let isMissing = requirement.lack != nil
        let state: Message =
            isMissing ? (requirement.isRequired ? "missing  " : "note     ") : "ok       "
        let commands = ReviewWording.commands(for: requirement, dream, tool: context.tool)
        return [
            state.styled(isMissing ? .warning : .good)
                + (isMissing
                    ? ReviewWording.line(for: requirement) : ReviewWording.name(requirement))
        ] + violations(requirement.lack) + commands.prefix(2).map { "         " + $0 }
    }

    /// What blocks, in a line each: a reader sees on the first screen what would be lost.
    private func violations(_ lack: Requirement.Lack?) -> [Message] {
        guard case .violations(let violations) = lack else { return [] }
        var lines = violations.prefix(Self.mostViolations).map { violation -> Message in
            let words = violation.text.split(whereSeparator: \.isNewline).joined(separator: " ")
            let place = (violation.stood ?? violation.stands.first)?.path
            return ViolationLines.words(for: violation.rule).styled(.danger)
                + ": \"" + Wording.clipped(words, columns: 120) + "\""
                + (place.map { ", in \($0)" } ?? "")
        }
        let rest = violations.count - lines.count
        if rest > 0 { lines.append("and \(rest) more") }
        return lines.flatMap { Wording.indented($0, by: 9, width: context.output.width) }
    }

    private static let mostViolations = 3

    private func line(_ approval: ApprovalStanding) -> Message {
        let head: Message = "approved by \(approval.said.actor.name): "
        if let discount = approval.discount {
            return head + "does not count, " + ReviewWording.words(for: discount)
        }
        if approval.outdated.isEmpty { return head + "counts" }
        return head + "outdated, "
            + .joined(approval.outdated.map(ReviewWording.words), separator: "; ")
            + "  (\(context.tool) review \(word: dream) --since-approval)"
    }

    /// What was decided about each change, for the reader of a list of changes.
    var marks: [String: Message] {
        var marks: [String: Message] = [:]
        for (change, decided) in review.state.decisions {
            marks[change] = "\(Self.word(decided.decision.verdict)) by \(decided.actor.name)"
        }
        for change in review.state.contradictions.keys { marks[change] = "contradicting" }
        return marks
    }

    /// What became of a change, in a word.
    static func word(_ verdict: ReviewEvent.Verdict) -> Message {
        switch verdict {
        case .accept: "accepted"
        case .refuse: "refused"
        case .edit: "edited"
        case .defer: "put off"
        case .open: "open"
        }
    }
}
