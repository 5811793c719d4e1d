import Git
import Guardrails
import Render
import ReverieCore

extension Failure {
    /// What a move that the rules forbid comes to; `dream` is what was to be merged.
    static func blocked(_ violations: [Violation], dream: String? = nil, in context: Context)
        -> Failure
    {
        let first = violations.first?.id ?? "ID"
        let pass: Message = "--override \(word: first) --reason TEXT"
        var hints: [Message]
        if let dream {
            hints = [
                "\(context.tool) check \(word: dream)",
                "put the rules back into the dream's folder, and \(context.tool) dream import FOLDER again",
                "\(context.tool) merge \(word: dream) \(pass)   # let one go, as its owner",
            ]
        } else {
            hints = [
                "keep the rule in the text, or say it elsewhere first",
                "add \(pass) to the same command   # let it go, as its owner",
            ]
        }
        if violations.count > 1 {
            hints.append("--override all lets every one go: read them first")
        }
        var failure = Failure.refused(
            "the \(literal: dream == nil ? "move" : "merge") \(ViolationLines.count(violations)); nothing was written",
            hints: hints)
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
