import Render
import ReverieCore

/// Wants a dream changed.
enum RequestChanges: Command {
    static let declaration = Declaration(
        name: "request-changes", topic: .dreaming, summary: "ask for another dream",
        discussion: """
            Where the policy asks for approvals, the dream is not merged while the request stands.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.message],
        examples: [
            Declaration.Example(
                "reverie request-changes 2026-11-20-kmpx -m 'keep the limit'",
                "ask for another dream")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        let dream = try ReviewOptions.dream(arguments, of: store, in: context)
        try context.attempt { () throws(CoreError) in
            try store.object(.requestChanges, dream: dream.id, arguments[ReviewOptions.message])
        }
        context.present(
            ReviewEventResult(store: store.name, dream: dream.id, event: "request-changes"))
        return .success
    }
}
