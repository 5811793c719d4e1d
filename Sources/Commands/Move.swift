import Render
import ReverieCore

/// Moves one memory to another path.
enum Move: Command {
    static let paths = Parameter.arguments(
        "PATH", atLeast: 2, atMost: 2, "the memory, and the path at which it shall stand")
    static let message = Parameter.option("message", short: "m", value: "TEXT", "say why")
    static let session = Parameter.repeated(
        "session", value: "ID", "a session that the change stems from")
    static let expect = Parameter.option(
        "expect", value: "SHA256", "move only content with this digest (status 3 otherwise)")

    static let declaration = Declaration(
        name: "mv", topic: .storing, summary: "move one memory to another path",
        discussion: "Nothing is overwritten: a memory at the new path stops the move.",
        parameters: [paths, expect, message, session] + OverrideOptions.all,
        examples: [
            Declaration.Example(
                "reverie mv observations/today.md observations/2026-11-18.md",
                "give it a better name")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let from = try context.memoryPath(arguments[paths][0])
        let to = try context.memoryPath(arguments[paths][1])
        let expected = try context.digest(arguments[expect])
        let overrides = try OverrideOptions.read(arguments)
        let store = try context.storeToChange()
        let written = try context.attempt { () throws(CoreError) in
            try store.write(
                .move(from: from, to: to), expecting: expected, sessions: arguments[session],
                message: arguments[message], overrides: overrides)
        }
        context.present(written, to: store, idle: "nothing to do")
        return .success
    }
}
