import Guardrails
import Render
import ReverieCore

/// Explains what is wrong in a policy.
enum PolicyCheck: Command {
    static let file = Parameter.optionalArgument(
        "FILE", "the policy; '-' is standard input (default: the store's)")

    static let declaration = Declaration(
        name: "policy check", topic: .keeping, summary: "find mistakes in a policy",
        discussion: """
            Each mistake is listed with line and column. A sound file is also compared with the store's policy: what \
            it demands less is listed.
            """,
        parameters: [file],
        examples: [
            Declaration.Example("reverie policy check policy.yaml", "may this become the policy?")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let text: [UInt8]
        var relaxations: [PolicyRelaxation] = []
        if let name = arguments[file] {
            text = try context.content(ofFile: name)
            if let store = try? context.store() {
                relaxations = (try? store.planPolicy(text)) ?? []
            }
        } else {
            let store = try context.store()
            text = try context.attempt { () throws(CoreError) -> [UInt8] in
                guard let id = try store.policyID() else { return Array(Policy.template.utf8) }
                return try store.policyText(at: id)
            }
        }
        do throws(PolicyError) {
            let policy = try PolicyParser.policy(from: text)
            context.present(PolicyCheckResult(policy: policy, relaxations: relaxations))
            return .success
        } catch {
            context.present(PolicyMistakes(mistakes: error.mistakes))
            return .judgedNo
        }
    }
}
