import Guardrails
import Render
import ReverieCore

/// Shows the policy of a store.
enum PolicyShow: Command {
    static let declaration = Declaration(
        name: "policy show", topic: .keeping, summary: "print the policy",
        discussion: "Without a policy, prints the commented file that says what applies then.",
        parameters: [],
        examples: [
            Declaration.Example("reverie policy show > policy.yaml", "a copy to edit")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let text = try context.attempt { () throws(CoreError) -> [UInt8]? in
            try store.policyID().map { id throws(CoreError) in try store.policyText(at: id) }
        }
        if text == nil { context.note("no policy yet; this is what applies") }
        context.output.write(content: text ?? Array(Policy.template.utf8))
        return .success
    }
}
