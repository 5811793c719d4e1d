import Render
import ReverieCore

/// Removes one memory from production.
enum Remove: Command {
    static let memory = Parameter.argument("PATH", "the memory, seen from the top of the store")
    static let message = Parameter.option("message", short: "m", value: "TEXT", "say why")
    static let session = Parameter.repeated(
        "session", value: "ID", "a session that the change stems from")
    static let expect = Parameter.option(
        "expect", value: "SHA256", "remove only content with this digest (status 3 otherwise)")

    static let declaration = Declaration(
        name: "rm", topic: .storing, summary: "remove one memory from production",
        discussion: "The memory stays in every earlier snapshot.",
        parameters: [memory, expect, message, session] + OverrideOptions.all,
        examples: [
            Declaration.Example("reverie rm notes/old.md -m 'moved to the wiki'", "remove, say why")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let path = try context.memoryPath(arguments[memory])
        let expected = try context.digest(arguments[expect])
        let overrides = try OverrideOptions.read(arguments)
        let store = try context.storeToChange()
        let written = try context.attempt { () throws(CoreError) in
            try store.write(
                .remove(path), expecting: expected, sessions: arguments[session],
                message: arguments[message], overrides: overrides)
        }
        context.present(written, to: store, idle: "nothing to do")
        return .success
    }
}
