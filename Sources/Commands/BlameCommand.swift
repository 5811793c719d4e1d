import Git
import MemoryDiff
import Render
import ReverieCore

/// Says of each item of a memory where it comes from.
enum BlameCommand: Command {
    static let memory = Parameter.argument("PATH", "the memory")
    static let at = Parameter.option(
        "at", value: "SNAPSHOT", "as it is in a version, a dream, an object id or @WHEN")

    static let declaration = Declaration(
        name: "blame", topic: .reading,
        summary: "say which snapshot, dream and session brought in each item",
        discussion: """
            An item is followed through rewordings and moves, also out of another memory, to the snapshot in which it \
            stood first. '~' before a snapshot names the last one that reworded or moved the item. '<' behind a name \
            says that history goes on further back than it was followed.

            Sessions are those that the dream names for this very item, or all that the dream read where it names none.
            """,
        parameters: [memory, at],
        examples: [
            Declaration.Example(
                "reverie blame limits.md", "where each item of a memory comes from"),
            Declaration.Example("reverie blame limits.md --at v3", "the same for version 3"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store(needingJournal: false)
        let word = arguments[memory]
        let snapshot = try context.snapshot(arguments[at] ?? "production", of: store)
        let address = Address(snapshot: snapshot, path: word)
        let found = try context.attempt { () throws(CoreError) in
            try store.repository.blame(MemoryPath(address.path), at: snapshot)
        }
        guard let blame = found else {
            throw .invalid(
                "no memory at '\(word)' in \(snapshot.snapshotID.short)",
                hints: ["\(context.program.name) ls \(word: snapshot.snapshotID.short)"])
        }
        let content = try context.attempt { () throws(CoreError) in
            try store.repository.memory(at: MemoryPath(address.path), in: snapshot.treeID) ?? []
        }
        let versions = try context.attempt { () throws(CoreError) in try store.versionNumbers() }
        if blame.origins.isEmpty, !context.isJSON { context.note("the memory holds no item") }
        context.present(
            BlameListing(
                path: address.path, snapshot: snapshot, origins: blame.origins, content: content,
                versions: versions, moments: Moments(context)))
        return .success
    }
}
