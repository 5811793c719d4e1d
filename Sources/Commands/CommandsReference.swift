enum CommandsReference: Command {
    static let declaration = Declaration(
        name: "commands-reference", topic: .tool, summary: "write the reference of all commands")

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        .success
    }
}
