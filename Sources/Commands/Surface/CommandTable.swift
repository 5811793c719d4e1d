/// The commands of `reverie`, in the order in which help lists them under their topics.
enum CommandTable {
    static let commands: [any Command.Type] = [
        Init.self,
        Commit.self,
        Write.self,
        Remove.self,
        Move.self,
        DreamImport.self,
        Merge.self,
        Revert.self,
        Checkout.self,
        Dreams.self,
        MemoryDiffCommand.self,
        FallbackCommand.self,
        Status.self,
        Log.self,
        Show.self,
        List.self,
        Cat.self,
        JournalCommand.self,
        JournalVerify.self,
        Verify.self,
        Help.self,
        Completion.self,
        Manual.self,
        CommandsReference.self,
    ]
}
