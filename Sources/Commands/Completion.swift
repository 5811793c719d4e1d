enum Completion: Command {
    static let declaration = Declaration(
        name: "completion", topic: .tool, summary: "write a completion script for a shell")

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        .success
    }
}
