import Render

/// Writes a manual page.
enum Manual: Command {
    static let command = Parameter.arguments("COMMAND", atMost: 2, "the command to describe")

    static let declaration = Declaration(
        name: "man", topic: .tool, summary: "write a manual page",
        discussion:
            "Writes roff for man(1): of the tool without a command, of one command with it.",
        parameters: [command],
        examples: [
            Declaration.Example("reverie man memdiff | man -l -", "read the page of memdiff")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let words = arguments[command]
        if words.isEmpty {
            context.output.write(ManualPage.overview(of: context.program))
            return .success
        }
        let declaration = try context.program.declaration(named: words)
        context.output.write(ManualPage.page(of: declaration, program: context.program))
        return .success
    }
}
