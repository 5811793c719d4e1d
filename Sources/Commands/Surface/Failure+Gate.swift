import Git
import Guardrails
import Render
import ReverieCore

extension Failure {
    /// What a move that the rules forbid comes to.
    static func blocked(_ violations: [Violation], in context: Context) -> Failure {
        let tool = context.tool
        let first = violations.first?.id ?? "ID"
        var failure = Failure.refused(
            "the move \(ViolationLines.count(violations)); nothing was written",
            hints: [
                "\(tool) check        # what the rules say about a dream or two states",
                "bring the rules back into the proposal and try again, or let one pass as its owner:",
                "add --override \(word: first) --reason TEXT to the same command (--override all for every one)",
            ])
        failure.details = ViolationLines(violations: violations)
            .lines(width: context.errors.width)
        return failure
    }

    /// What a text comes to that is no policy.
    static func invalidPolicy(_ mistakes: [PolicyMistake]) -> Failure {
        var failure = Failure.invalid(
            "this is no policy: \(Wording.count(mistakes.count, "mistake", "mistakes"))")
        failure.details = mistakes.prefix(20).map { "  " + PolicyWording.words(for: $0) }
        return failure
    }

    /// What rules that cannot be read come to.
    static func brokenPolicy(
        _ commitID: ObjectID, _ mistakes: [PolicyMistake], in context: Context
    ) -> Failure {
        var failure = Failure.unavailable(
            "the policy (\(commitID.short)) cannot be read, so nothing may move",
            hints: [
                "\(context.tool) policy show > policy.yaml",
                "\(context.tool) policy set policy.yaml -m REASON",
            ])
        failure.details = mistakes.prefix(10).map { "  " + PolicyWording.words(for: $0) }
        return failure
    }
}
