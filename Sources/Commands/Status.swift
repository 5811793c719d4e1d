import Git
import Render
import ReverieCore

/// Says where the store stands.
enum Status: Command {
    static let declaration = Declaration(
        name: "status", topic: .reading, summary: "say where the store stands",
        discussion: """
            Production and its last move, edits of the work tree that no snapshot has, open dreams, what can be \
            restored, an interrupted operation, and who is writing now. Nothing is changed.
            """,
        examples: [
            Declaration.Example("reverie status", "where the store stands"),
            Declaration.Example("reverie status --json", "the same for a program"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToExamine()
        let moments = Moments(context)
        let overview = try context.attempt { () throws(CoreError) in
            try StoreOverview(store, moments: moments, in: context)
        }
        context.present(overview)
        return .success
    }
}
