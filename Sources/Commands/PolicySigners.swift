import Render
import ReverieCore

/// Makes a file the list of those whose signatures count.
enum PolicySigners: Command {
    static let file = Parameter.optionalArgument(
        "FILE", "the list; '-' is standard input; without it: print the list")
    static let message = Parameter.option("message", short: "m", value: "REASON", "why")

    static let declaration = Declaration(
        name: "policy signers", topic: .keeping, summary: "say whose signatures count",
        discussion: """
            The list has git's form (gpg.ssh.allowedSignersFile): on each line an e-mail address, a kind of key and a \
            public key. It stands beside the policy, on the branch of the policy, so no dream brings its own. An entry of \
            the journal is proven when it is signed with a key that the list gives to its author's address. Who leaves gets \
            valid-before="YYYYMMDD" before the kind of key, in UTC; what they signed before stays proven.

            Whether anything has to be signed is said in the policy (approvals: signed). Where the policy names owners or \
            approvers, the list is theirs to change.
            """,
        parameters: [file, message],
        examples: [
            Declaration.Example("reverie policy signers", "print the list"),
            Declaration.Example(
                "reverie policy signers allowed_signers -m 'Cleo joins'", "use another one"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        guard let name = arguments[file] else {
            let store = try context.store()
            let list = try context.attempt { () throws(CoreError) in
                try store.signers(at: store.policyID())
            }
            guard let list else {
                context.note("no list of allowed signers yet: nobody's signature counts")
                return .success
            }
            context.output.write(content: list)
            return .success
        }
        guard let reason = arguments[message], !reason.allSatisfy(\.isWhitespace) else {
            throw .invalid(
                "a change of the signers needs a reason; nothing was changed",
                hints: ["\(context.tool) policy signers \(word: name) -m REASON"])
        }
        let text = try context.content(ofFile: name)
        let store = try context.storeToChange()
        let change = try context.attempt { () throws(CoreError) in
            try store.setSigners(text, reason: reason)
        }
        context.present(PolicyResult(change: change))
        return .success
    }
}
