import Git
import MemoryDiff
import Render
import ReverieCore

extension MemoryDiffSides {
    /// Reads what the words of a call name: snapshots of a store, folders or files, or what git hands over.
    ///
    /// `separator` is the number of words before `--`: those are snapshots, the ones after it are paths.
    static func read(
        _ words: [String], separator: Int?, in context: Context
    ) throws(Failure) -> MemoryDiffSides {
        var context = context
        // Where a repository is concerned, the command lines that messages name are the tool's.
        context.program = .reverie
        switch words.count {
        case 0: return try unsaved(of: context.store(needingJournal: false), in: context)
        case 1:
            guard separator != 0 else { return try MemoryDiffSides(words, in: context) }
            return try alone(words[0], of: context.store(needingJournal: false), in: context)
        case 2: return try pair(words, separator: separator, in: context)
        case 7, 9: return try MemoryDiffSides(words, in: context)
        default: throw .invalid("'memdiff' compares two stores, and \(words.count) are named")
        }
    }

    /// Production against the edits of the work tree.
    private static func unsaved(of store: Store, in context: Context) throws(Failure)
        -> MemoryDiffSides
    {
        guard
            let edits = try context.attempt({ () throws(CoreError) in
                try store.unsavedMemories()
            })
        else {
            let tool = context.program.name
            throw .invalid(
                "this store has no work tree here to compare with production",
                hints: ["\(tool) memdiff DREAM", "\(tool) memdiff v1 production"])
        }
        return try context.attempt { () throws(CoreError) in
            let memories = try store.repository.memories(in: store.productionSnapshot().treeID)
            let edited = Set(edits.old.map(\.path))
            let kept = memories.filter { !edited.contains($0.path) }
            return MemoryDiffSides(
                old: Side(name: "production", source: .memories(memories)),
                new: Side(
                    name: "work tree",
                    source: .memories(
                        (kept + edits.new).sorted {
                            $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
                        })))
        }
    }

    /// A dream against the snapshot that it read, anything else against production.
    private static func alone(_ word: String, of store: Store, in context: Context)
        throws(Failure) -> MemoryDiffSides
    {
        let snapshot = try context.snapshot(word, of: store)
        return try context.attempt { () throws(CoreError) in
            let repository = store.repository
            let versions = try store.versionNumbers()
            if let dream = try dream(word, in: store),
                dream.head.snapshotID == snapshot.snapshotID
            {
                let base = try dream.baseID.map { id throws(CoreError) in
                    try repository.snapshot(id).treeID
                }
                let name = dream.baseID.map { versions[$0].map { "v\($0)" } ?? $0.short }
                var sides = pair(
                    repository, base ?? .emptyTree, name ?? "nothing", snapshot.treeID, word)
                sides.evidence = snapshot.provenance?.evidence ?? []
                return sides
            }
            return pair(
                repository, snapshot.treeID, word, try store.productionSnapshot().treeID,
                "production")
        }
    }

    private static func dream(_ word: String, in store: Store) throws(CoreError) -> Dream? {
        do throws(CoreError) { return try store.dream(word) } catch {
            if case .unknownDream = error { return nil }
            throw error
        }
    }

    private static func pair(
        _ repository: MemoryRepository, _ old: ObjectID, _ oldName: String, _ new: ObjectID,
        _ newName: String
    ) -> MemoryDiffSides {
        MemoryDiffSides(
            old: Side(name: oldName, source: .tree(old, of: repository)),
            new: Side(name: newName, source: .tree(new, of: repository)))
    }

    /// Two words, each a snapshot or a path.
    private static func pair(_ words: [String], separator: Int?, in context: Context)
        throws(Failure) -> MemoryDiffSides
    {
        if separator == 0 { return try MemoryDiffSides(words, in: context) }
        // Folders can be compared anywhere, whatever is wrong with a repository above them.
        let isAny = words.contains { $0.contains("/") || isPath($0, in: context) }
        let store: Store?
        do throws(Failure) { store = try context.store(needingJournal: false) } catch {
            guard separator == nil, isAny else { throw error }
            store = nil
        }
        guard let store else { return try MemoryDiffSides(words, in: context) }
        var snapshots: [Snapshot?] = []
        for (index, word) in words.enumerated() {
            let isPath = isPath(word, in: context)
            if let separator {
                snapshots.append(
                    index < separator ? try context.snapshot(word, of: store) : nil)
                continue
            }
            let found = try context.snapshotIfAny(word, of: store)
            guard found == nil || !isPath else {
                let tool = context.program.name
                throw .invalid(
                    "'\(word)' is both a path and a snapshot",
                    hints: [
                        "\(tool) memdiff \(word: words[0]) \(word: words[1]) --   # snapshots",
                        "\(tool) memdiff -- \(word: words[0]) \(word: words[1])   # paths",
                    ])
            }
            guard found != nil || isPath else {
                throw .invalid(
                    "'\(word)' is neither a path nor a snapshot",
                    hints: ["\(context.program.name) log", "\(context.program.name) dreams"])
            }
            snapshots.append(found)
        }
        if snapshots.allSatisfy({ $0 == nil }) { return try MemoryDiffSides(words, in: context) }
        var sides: [Side] = []
        for (word, snapshot) in zip(words, snapshots) {
            sides.append(try side(word, snapshot, of: store, in: context))
        }
        var result = MemoryDiffSides(old: sides[0], new: sides[1])
        result.evidence = snapshots[1]?.provenance?.evidence ?? []
        return result
    }

    private static func isPath(_ word: String, in context: Context) -> Bool {
        !word.isEmpty && Platform.exists(context.path(word))
    }

    private static func side(
        _ word: String, _ snapshot: Snapshot?, of store: Store, in context: Context
    ) throws(Failure) -> Side {
        guard let snapshot else {
            let part = try Part(word, in: context)
            guard part.isFolder != false else {
                throw .invalid(
                    "cannot compare a snapshot with a file: '\(word)'",
                    hints: ["\(context.program.name) cat SNAPSHOT:PATH"])
            }
            return part.side(shown: word, memoryPath: word)
        }
        return Side(name: word, source: .tree(snapshot.treeID, of: store.repository))
    }
}
