import Render
import ReverieCore

/// Takes back what one said about a dream.
enum Withdraw: Command {
    static let declaration = Declaration(
        name: "withdraw", topic: .dreaming, summary: "take back an approval, a request or a no",
        discussion: """
            What the same person said about the dream as a whole before no longer counts.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.message],
        examples: [
            Declaration.Example(
                "reverie withdraw 2026-11-20-kmpx", "take back an approval, a request or a no")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        let dream = try ReviewOptions.dream(arguments, of: store, in: context)
        try context.attempt { () throws(CoreError) in
            try store.object(.withdraw, dream: dream.id, arguments[ReviewOptions.message])
        }
        context.present(ReviewEventResult(store: store.name, dream: dream.id, event: "withdraw"))
        return .success
    }
}
