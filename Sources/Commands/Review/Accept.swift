import Render
import ReverieCore

/// Decides that changes of a dream shall stand.
enum Accept: Command {
    static let declaration = Declaration(
        name: "accept", topic: .dreaming, summary: "take changes of a dream",
        discussion: """
            The dream's side of these changes goes into production when the dream is merged. Changes about which nobody decides are taken too.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.changes, ReviewOptions.rest],
        examples: [Declaration.Example("reverie accept 2026-11-20-kmpx bcdfghjk", "take one")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        try ReviewOptions.decide(.accept, arguments, in: context)
    }
}
