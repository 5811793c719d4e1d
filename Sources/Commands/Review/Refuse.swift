import Render
import ReverieCore

/// Decides that changes of a dream shall not happen.
enum Refuse: Command {
    static let declaration = Declaration(
        name: "refuse", topic: .dreaming, summary: "leave changes of a dream out",
        discussion: """
            What production has stays as it is there when the rest of the dream is merged. The merge says what was left out.
            """,
        parameters: [ReviewOptions.dream, ReviewOptions.changes, ReviewOptions.rest],
        examples: [
            Declaration.Example("reverie refuse 2026-11-20-kmpx bcdfghjk zyxwvtsr", "leave two out")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        try ReviewOptions.decide(.refuse, arguments, in: context)
    }
}
