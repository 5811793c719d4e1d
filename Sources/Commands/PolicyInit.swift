import Guardrails
import Render
import ReverieCore

/// Starts the policy of a store.
enum PolicyInit: Command {
    static let message = Parameter.option("message", short: "m", value: "REASON", "why")

    static let declaration = Declaration(
        name: "policy init", topic: .keeping, summary: "write a commented policy to start from",
        discussion: """
            The file says what applies without a policy, with every key explained. It stands on a branch of its own: \
            no dream can change the rules that judge it, and a revert of memory never takes them back.
            """,
        parameters: [message],
        examples: [Declaration.Example("reverie policy init", "start a policy")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        let present = try context.attempt { () throws(CoreError) in try store.policyID() }
        if present != nil {
            throw .invalid("there is a policy already", hints: ["\(context.tool) policy show"])
        }
        let change = try context.attempt { () throws(CoreError) in
            try store.setPolicy(
                Array(Policy.template.utf8), reason: arguments[message] ?? "policy init")
        }
        context.present(PolicyResult(change: change))
        context.note("edit it: \(context.tool) policy show > policy.yaml")
        context.note("use it:  \(context.tool) policy set policy.yaml -m REASON")
        return .success
    }
}
