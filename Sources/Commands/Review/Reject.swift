import Render
import ReverieCore

/// Says no to a dream.
enum Reject: Command {
    static let declaration = Declaration(
        name: "reject", topic: .dreaming, summary: "say no to a dream",
        discussion: """
            Where the policy asks for approvals, the dream is not merged while somebody says no.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.message],
        examples: [
            Declaration.Example(
                "reverie reject 2026-11-20-kmpx -m 'it drops a limit'", "say no to a dream")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        let dream = try ReviewOptions.dream(arguments, of: store, in: context)
        try context.attempt { () throws(CoreError) in
            try store.object(.reject, dream: dream.id, arguments[ReviewOptions.message])
        }
        context.present(ReviewEventResult(store: store.name, dream: dream.id, event: "reject"))
        return .success
    }
}
