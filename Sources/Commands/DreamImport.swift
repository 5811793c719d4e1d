import Engines
import Git
import Guardrails
import MemoryDiff
import Render
import ReverieCore

/// Makes a proposal of a store that was made elsewhere.
enum DreamImport: Command {
    static let folder = Parameter.argument(
        "FOLDER|FILE", "the whole proposed store: a folder, .tar.gz, .json or .jsonl",
        completion: .file)
    static let from = Parameter.option(
        "from", value: "SNAPSHOT", "what the dream read (default: production)")
    static let id = Parameter.option(
        "id", value: "ID", "the dream's name (default: the day and four letters)")
    static let session = Parameter.repeated("session", value: "ID", "a session that the dream read")
    static let model = Parameter.option("model", value: "NAME", "the model that dreamt")
    static let instructions = Parameter.option(
        "instructions", value: "TEXT", "what the dream was told")
    static let hasCanaries = Parameter.flag(
        "canaries", "the dream read the policy's canaries ('canary inject')")

    static let declaration = Declaration(
        name: "dream import", topic: .dreaming,
        summary: "make a proposal of a store that was made elsewhere",
        discussion: """
            The folder, or file, is the whole proposed store. It becomes a branch that starts at the snapshot \
            that the dream read; production does not move. If the dream read an older snapshot \
            than production is now, say so with --from, or what agents wrote since will look as if \
            the dream had taken it away. A .tar.gz is read without being unpacked; one with links, devices, \
            paths that lead out of it, or more content than a store may have is refused. A .json is an array \
            of {"path", "content"}, or such an array under "data"; a .jsonl has one such object a line.
            """,
        parameters: [folder, from, id, session, model, instructions, hasCanaries],
        examples: [
            Declaration.Example(
                "reverie dream import /tmp/dreamt --session session-0117 --session session-0118",
                "propose what a job made of production and two sessions"),
            Declaration.Example(
                "reverie dream import /tmp/dreamt --from v3 --id tidy-1", "it read version 3"),
            Declaration.Example(
                "reverie dream import dreamt.tar.gz", "propose what an archive holds"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let source = try context.proposedStore(arguments[folder])
        let store = try context.storeToChange()
        context.progress("reading '\(arguments[folder])'")
        let base =
            if let name = arguments[from] {
                try context.snapshot(name, of: store)
            } else {
                try context.attempt { () throws(CoreError) in try store.productionSnapshot() }
            }
        var origin = DreamSource(
            engine: "import", sessions: arguments[session], model: arguments[model],
            instructions: arguments[instructions])
        let dream = try context.attempt { () throws(CoreError) in
            guard arguments[hasCanaries] else {
                return try store.importDream(
                    folder: source, from: base.snapshotID, id: arguments[id], source: origin)
            }
            let check = Check.standard(try store.policy().policy)
            let rehearsal = DreamRehearsal(
                of: try store.proposedMemories(of: source, over: base),
                over: try store.repository.memories(in: base.treeID), check: check)
            context.tell(rehearsal, by: check)
            origin.take(rehearsal)
            return try store.propose(
                rehearsal.proposal.memories, from: base, id: arguments[id], source: origin)
        }
        context.present(
            DreamImportResult(
                store: store.name, dream: dream, base: base,
                baseName: try context.name(of: base.snapshotID, in: store),
                summary: context.summary(of: dream, in: store)))
        context.note("production has not moved; next:")
        context.note("  \(context.tool) memdiff \(word: base.snapshotID.short) \(word: dream.id)")
        context.note("  \(context.tool) merge \(word: dream.id)")
        return .success
    }
}

extension Context {
    /// Absolute path of a folder, or of a file that holds a store.
    fileprivate func proposedStore(_ name: String) throws(Failure) -> String {
        let real = realPath(name)
        guard FileSystem.size(of: real) != nil else { return try folder(name) }
        guard StoreFile.isOne(name) else {
            throw .invalid(
                "'\(name)' is no folder, and no file of a kind that is read: .tar.gz, .json, .jsonl"
            )
        }
        return real
    }
}

/// A proposal that was made.
struct DreamImportResult: Presentable {
    static let schema = "reverie.dream-import/1"

    let store: StoreName
    let dream: Dream
    let base: Snapshot
    let baseName: Message
    let summary: ChangeSummary

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .string(dream.id)),
            JSON.Field(
                "branch", .string(StoreReferences(store).dream(dream.id))),
            JSON.Field("snapshot", .string(dream.head.snapshotID.description)),
            JSON.Field("tree", .string(dream.head.treeID.description)),
            JSON.Field("base", .string(base.snapshotID.description)),
        ] + summary.fields
    }

    func lines(width: Int) -> [Message] {
        ["dream \(dream.id), from \(baseName): \(summary.message)"]
    }
}
