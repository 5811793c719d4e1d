import Render

/// Writes `docs/reference/commands.md`.
enum CommandsReference: Command {
    static let declaration = Declaration(
        name: "commands-reference", topic: .tool, summary: "write the reference of all commands",
        isHidden: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        context.output.write(ReferencePage(context.program).lines)
        return .success
    }
}
