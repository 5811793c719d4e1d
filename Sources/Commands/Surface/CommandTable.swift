/// The commands of `reverie`, in the order in which help lists them under their topics.
enum CommandTable {
    static let commands: [any Command.Type] = [
        MemoryDiffCommand.self,
        Help.self,
        Completion.self,
        Manual.self,
        CommandsReference.self,
    ]
}
