import Render

/// Explains the tool or one of its commands.
enum Help: Command {
    static let command = Parameter.arguments("COMMAND", atMost: 2, "the command to explain")

    static let declaration = Declaration(
        name: "help", topic: .tool, summary: "explain a command",
        discussion: "Without a command, lists all of them.",
        parameters: [command],
        examples: [Declaration.Example("reverie help memdiff", "what memdiff takes and shows")],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let words = arguments[command]
        if words.isEmpty {
            context.output.write(HelpOverview(context.program).lines)
            return .success
        }
        let declaration = try context.program.declaration(named: words)
        let page = HelpPage(declaration, of: context.program)
        context.output.write(page.lines(width: context.output.width))
        return .success
    }
}
