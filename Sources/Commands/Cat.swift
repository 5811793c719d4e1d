import Git
import Render
import ReverieCore

/// Writes the content of one memory.
enum Cat: Command {
    static let memory = Parameter.argument(
        "[SNAPSHOT:]PATH", "the memory, of production by default")

    static let declaration = Declaration(
        name: "cat", topic: .reading, summary: "write the content of one memory",
        discussion: """
            Into a pipe or a file the bytes go as they are; on a terminal, characters that would act on it are made \
            visible. With --json the SHA-256 stands beside the content: what 'write --expect' takes.
            """,
        parameters: [memory],
        examples: [
            Declaration.Example("reverie cat limits.md", "a memory as agents read it"),
            Declaration.Example("reverie cat v3:limits.md", "the same in version 3"),
            Declaration.Example("reverie cat @yesterday:limits.md", "the same as it was yesterday"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store(needingJournal: false)
        let word = arguments[memory]
        let address: Address
        if word.contains(":") {
            address = try Address(word, of: store, in: context)
        } else {
            address = Address(
                snapshot: try context.attempt { () throws(CoreError) in
                    try store.productionSnapshot()
                }, path: word)
        }
        let found = try context.attempt { () throws(CoreError) in
            try store.repository.memory(at: MemoryPath(address.path), in: address.snapshot.treeID)
        }
        guard let content = found else {
            throw .invalid(
                "no memory at '\(address.path)' in \(address.snapshot.snapshotID.short)",
                hints: ["\(context.program.name) ls \(word: address.snapshot.snapshotID.short)"])
        }
        if context.isJSON {
            context.output.write(
                JSON.document(
                    schema: "reverie.memory/1",
                    [
                        JSON.Field("snapshot", Wording.json(address.snapshot.snapshotID)),
                        JSON.Field("path", .string(address.path)),
                        JSON.Field("bytes", .integer(content.count)),
                        JSON.Field("sha256", .string(Digest.sha256(content))),
                        JSON.Field("content", .string(String(decoding: content, as: UTF8.self))),
                    ]))
        } else {
            context.output.write(content: content)
        }
        return .success
    }
}
