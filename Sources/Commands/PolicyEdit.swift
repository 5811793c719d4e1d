import Guardrails
import Render
import ReverieCore

/// Lets the caller edit the policy of a store.
enum PolicyEdit: Command {
    static let message = Parameter.option("message", short: "m", value: "REASON", "why")

    static let declaration = Declaration(
        name: "policy edit", topic: .keeping, summary: "change the policy in an editor",
        discussion: """
            Opens what applies now (without a policy, a commented file that says the same) in GIT_EDITOR, VISUAL or \
            EDITOR. What comes back is read before anything is stored: mistakes are listed with line and column, and \
            what the new policy demands less is shown first of all. Such a policy is accepted only from somebody whom \
            the one before names as owner or approver, where it names anybody.

            A text that is not accepted is kept, and the next call goes on with it.
            """,
        parameters: [message],
        examples: [
            Declaration.Example("reverie policy edit -m 'refund limit raised'", "change the rules")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        guard let editor = Editor(in: context) else {
            throw .invalid(
                "no editor: neither GIT_EDITOR, VISUAL nor EDITOR is set, and there is no terminal",
                hints: [
                    "\(context.tool) policy show > policy.yaml",
                    "\(context.tool) policy set policy.yaml -m REASON",
                ])
        }
        let (draft, before) = try context.attempt { () throws(CoreError) in
            (store.policyDraft, try store.policyTextToEdit())
        }
        let goesOn = try context.attempt { () throws(CoreError) in try draft.begin(with: before) }
        if goesOn { context.note("going on with the text that was not accepted before") }
        context.errors.flush()
        guard editor.edit(draft.path) else {
            throw .invalid(
                "the editor did not end well; nothing was changed",
                hints: ["\(context.tool) policy edit   # goes on with the same text"])
        }
        let after = try context.attempt { () throws(CoreError) in try draft.text() }
        let change =
            after == before
            ? .none
            : try accept(after, from: draft.path, store, arguments, in: context)
        draft.discard()
        context.present(PolicyResult(change: change))
        return .success
    }

    private static func accept(
        _ text: [UInt8], from path: String, _ store: Store, _ arguments: Arguments,
        in context: Context
    ) throws(Failure) -> PolicyChange {
        let kept: [Message] = [
            "\(context.tool) policy edit   # goes on with the text, kept in \(word: path)"
        ]
        let relaxations: [PolicyRelaxation]
        do throws(PolicyError) { relaxations = try store.planPolicy(text) } catch {
            var failure = Failure.invalidPolicy(error.mistakes)
            failure.hints += kept
            throw failure
        }
        for line in PolicyWording.lines(for: relaxations) { context.note(line) }
        context.errors.flush()
        guard
            let reason = try context.reason(
                arguments[message], mayAsk: !arguments.gives(message))
        else {
            throw .invalid(
                "a change of the rules needs a reason; nothing was changed",
                hints: ["\(context.tool) policy edit -m REASON   # goes on with the same text"])
        }
        do throws(CoreError) { return try store.setPolicy(text, reason: reason) } catch {
            var failure = Failure(error, in: context)
            failure.hints += kept
            throw failure
        }
    }
}

extension Context {
    /// A reason as given, or asked for once where somebody can answer; nil when there is none.
    func reason(_ given: String?, mayAsk: Bool) throws(Failure) -> String? {
        if let given, !given.allSatisfy(\.isWhitespace) { return given }
        guard mayAsk, input.isTerminal, errors.isTerminal else { return nil }
        errors.write(Message("reason: "))
        errors.flush()
        let answer = try input.readLine() ?? ""
        return answer.allSatisfy(\.isWhitespace) ? nil : answer
    }
}
