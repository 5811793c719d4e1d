import Render
import ReverieCore

/// Puts a decision about changes of a dream off.
enum Defer: Command {
    static let declaration = Declaration(
        name: "defer", topic: .dreaming, summary: "put a decision off",
        discussion: """
            The dream is not merged before somebody decides.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.changes, ReviewOptions.rest],
        examples: [
            Declaration.Example(
                "reverie defer 2026-11-20-kmpx bcdfghjk", "somebody has to ask first")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        try ReviewOptions.decide(.defer, arguments, in: context)
    }
}
