enum Manual: Command {
    static let declaration = Declaration(name: "man", topic: .tool, summary: "write a manual page")

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        .success
    }
}
