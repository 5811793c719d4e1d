import Render
import ReverieCore

/// Makes a file the policy of a store.
enum PolicySet: Command {
    static let file = Parameter.argument("FILE", "the policy; '-' is standard input")
    static let message = Parameter.option("message", short: "m", value: "REASON", "why")

    static let declaration = Declaration(
        name: "policy set", topic: .keeping, summary: "make a file the policy",
        discussion: """
            The change is a commit on the policy branch and an entry in the journal. A policy that demands less than \
            the one before is accepted only from somebody whom that one names as owner or approver, where it names \
            anybody.
            """,
        parameters: [file, message],
        examples: [
            Declaration.Example(
                "reverie policy set policy.yaml -m 'refund limit declared'", "use it")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        guard let reason = arguments[message], !reason.allSatisfy(\.isWhitespace) else {
            throw .invalid(
                "a change of the rules needs a reason; nothing was changed",
                hints: ["\(context.tool) policy set \(word: arguments[file]) -m REASON"])
        }
        let text = try context.content(ofFile: arguments[file])
        let store = try context.storeToChange()
        let change = try context.attempt { () throws(CoreError) in
            try store.setPolicy(text, reason: reason)
        }
        context.present(PolicyResult(change: change))
        return .success
    }
}
