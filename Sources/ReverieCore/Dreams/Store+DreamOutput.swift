internal import Git
public import MemoryDiff

extension Store {
    /// The memories of a folder, or of a file that ``StoreFile`` reads, as a proposal over a snapshot.
    ///
    /// Throws ``CoreError/emptyImport(folder:)``.
    public func proposedMemories(of folder: String, over base: Snapshot) throws(CoreError)
        -> [Memory]
    {
        try proposedContents(of: folder, over: base).files.map {
            Memory(path: $0.path.description, content: $0.content)
        }
    }

    /// What a folder or file proposes; what the store has is read even where it is hidden.
    func proposedContents(of folder: String, over base: Snapshot) throws(CoreError)
        -> FolderContents
    {
        let contents: FolderContents
        if FileSystem.isFolder(folder) {
            contents = try readFolder(folder, over: base.treeID)
        } else {
            let tracked = try hiddenPaths(in: base.treeID)
            contents = try StoreFile.read(folder, isTracked: { tracked.contains($0) })
        }
        guard !contents.files.isEmpty else { throw .emptyImport(folder: folder) }
        return contents
    }

    /// Memories as files of a proposal, in the order of their paths.
    ///
    /// Throws for paths and contents that no memory has.
    func contents(of memories: [Memory]) throws(CoreError) -> FolderContents {
        var contents = FolderContents()
        for memory in memories {
            let path = try MemoryPath(memory.path)
            try MemoryContent.check(memory.content, at: path)
            contents.files.append(FolderContents.File(path: path, content: memory.content))
        }
        contents.files.sort { $0.path < $1.path }
        return contents
    }

    /// Adds the store as the engine wrote it, below the dream's head: nothing of it is merged, the canaries'
    /// verdict rests on it.
    func addOutput(
        _ contents: FolderContents, from base: Snapshot, of operation: String, dream id: String,
        to batch: inout ObjectBatch
    ) throws(CoreError) -> ObjectID {
        var contents = contents
        let edits = try replacing(base.treeID, with: &contents, batch: &batch)
        let treeID = try tree(byApplying: edits, to: base.treeID, batch: &batch)
        let message = try Provenance(operation: operation, kind: .dream, dream: id).message(
            subject: "\(name): dream \(id) with what came of canaries", body: nil)
        let signature = signature()
        do throws(GitError) {
            return try batch.addCommit(
                tree: treeID, parents: [base.snapshotID], author: signature,
                committer: signature, message: message)
        } catch { throw .git(error) }
    }
}
