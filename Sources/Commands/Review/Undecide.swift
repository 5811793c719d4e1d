import Render
import ReverieCore

/// Takes decisions about changes of a dream back.
enum Undecide: Command {
    static let declaration = Declaration(
        name: "undecide", topic: .dreaming, summary: "take a decision back",
        discussion: """
            The changes are as if nobody had decided about them.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.changes, ReviewOptions.rest],
        examples: [Declaration.Example("reverie undecide 2026-11-20-kmpx bcdfghjk", "think again")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        try ReviewOptions.decide(.open, arguments, in: context)
    }
}
