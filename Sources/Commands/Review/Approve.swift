import Render
import ReverieCore

/// Agrees to a dream.
enum Approve: Command {
    static let declaration = Declaration(
        name: "approve", topic: .dreaming, summary: "agree to a dream as it is now",
        discussion: """
            The approval is for this head of the dream, the decisions that stand and the rules that apply; when one of them changes it is outdated and shown as that. Who made the dream, who wrote words of it and programs do not count.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.message],
        examples: [
            Declaration.Example("reverie approve 2026-11-20-kmpx", "agree to a dream as it is now")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        let dream = try ReviewOptions.dream(arguments, of: store, in: context)
        try context.attempt { () throws(CoreError) in
            try store.approve(dream: dream.id, arguments[ReviewOptions.message])
        }
        context.present(ReviewEventResult(store: store.name, dream: dream.id, event: "approve"))
        return .success
    }
}
