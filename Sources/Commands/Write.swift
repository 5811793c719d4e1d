import Render
import ReverieCore

/// Writes one memory from standard input.
enum Write: Command {
    static let memory = Parameter.argument("PATH", "the memory, seen from the top of the store")
    static let message = Parameter.option("message", short: "m", value: "TEXT", "say why")
    static let session = Parameter.repeated(
        "session", value: "ID", "a session that the new content stems from")
    static let expect = Parameter.option(
        "expect", value: "SHA256", "write only over content with this digest (status 3 otherwise)")

    static let declaration = Declaration(
        name: "write", topic: .storing, summary: "write one memory from standard input",
        discussion: """
            A memory is UTF-8 text of at most 102,400 bytes. With --expect, content that somebody \
            else wrote meanwhile is never overwritten.
            """,
        parameters: [memory, expect, message, session] + OverrideOptions.all,
        examples: [
            Declaration.Example(
                "echo '- Ines is away until Monday.' | reverie write observations/today.md",
                "write a memory of one line"),
            Declaration.Example(
                "reverie write a.md --expect \"$digest\" < new.md",
                "replace exactly what was read; digest=$(reverie cat a.md | sha256sum | cut -c1-64)"
            ),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let path = try context.memoryPath(arguments[memory])
        let expected = try context.digest(arguments[expect])
        let overrides = try OverrideOptions.read(arguments)
        let store = try context.storeToChange()
        if context.input.isTerminal {
            context.note("type the memory, end with Ctrl-D on a line of its own")
        }
        let content = try context.input.readAll(limit: MemoryContent.byteLimit)
        let written = try context.attempt { () throws(CoreError) in
            try store.write(
                .write(path, content), expecting: expected, sessions: arguments[session],
                message: arguments[message], overrides: overrides)
        }
        context.present(
            written, to: store,
            idle: "nothing to do: '\(path.description)' has this content already")
        return .success
    }
}

extension Context {
    /// A SHA-256 digest as a person gives it.
    ///
    /// Throws a failure of kind `invalid` for anything but 64 hexadecimal digits.
    func digest(_ text: String?) throws(Failure) -> String? {
        guard let text else { return nil }
        guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
            throw .invalid("'--expect' takes a SHA-256 of 64 hexadecimal digits, not '\(text)'")
        }
        return text
    }
}
