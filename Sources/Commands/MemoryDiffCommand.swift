enum MemoryDiffCommand: Command {
    static let sides = Parameter.arguments("PATH", atLeast: 2, atMost: 9, "old and new")
    static let declaration = Declaration(
        name: "memdiff", topic: .reading, summary: "compare two stores by meaning",
        parameters: [sides], usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        .success
    }
}
