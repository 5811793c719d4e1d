internal import Git
public import MemoryDiff

extension Store {
    /// The configuration key that names the folder of a store which is not the work tree's own.
    var folderKey: String { "reverie.\(name).folder" }

    /// The files that belong to the store; nil when it has none here.
    func workTree() throws(CoreError) -> WorkTree? {
        let configuration = repository.directory + "/config"
        if let folder = Configuration.value(of: folderKey, inFile: configuration) {
            return WorkTree(
                folder: folder, gitDirectory: repository.privateFolder + "/\(name)",
                repository: repository)
        }
        guard let top = repository.workTree else { return nil }
        let branch: String?
        do { branch = try repository.git.headBranch() } catch { throw .git(error) }
        guard branch == references.production else { return nil }
        return WorkTree(
            folder: top, gitDirectory: repository.git.gitDirectory, repository: repository)
    }

    /// Absolute path of the folder that holds the store's files; nil when there is none.
    public func folder() throws(CoreError) -> String? { try workTree()?.folder }

    /// Throws ``CoreError/unsavedMemory(paths:)`` when edits would overwrite memory that no snapshot has.
    ///
    /// Asked with the edits, since the new tree is not on disk before the move begins.
    func refuseUnsaved(_ edits: [PathEdit]) throws(CoreError) {
        guard let workTree = try workTree() else { return }
        let unsaved = try workTree.unsaved(
            among: edits.map { edit in
                PathDifference(
                    path: edit.path, old: nil,
                    new: edit.blobID.map { TreeEntry(name: [], kind: .file, objectID: $0) })
            })
        guard unsaved.isEmpty else { throw .unsavedMemory(paths: unsaved) }
    }

    /// The same for a move to a tree that is there already.
    func refuseUnsaved(movingFrom old: ObjectID, to new: ObjectID) throws(CoreError) {
        try refuseUnsaved(
            repository.differences(from: old, to: new)
                .map { PathEdit(path: $0.path, blobID: $0.new?.objectID) })
    }

    /// Brings the files up to date after a move; production has moved, so a failure is only reported.
    func follow(_ moved: Moved) -> Moved {
        var result = moved
        do throws(CoreError) {
            guard let workTree = try workTree() else { return moved }
            let old = try moved.from.map { id throws(CoreError) in
                try repository.snapshot(id).treeID
            }
            try workTree.write(
                repository.differences(
                    from: old ?? .emptyTree, to: repository.snapshot(moved.to).treeID))
        } catch { result.workTreeFailure = error }
        return result
    }

    /// Makes the files of the work tree what production says, leaving unsaved memory alone.
    public func checkOut() throws(CoreError) {
        guard let workTree = try workTree() else { throw .noWorkTree }
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            try workTree.update(to: productionSnapshot().treeID)
        }
    }

    /// The memories that were edited in the work tree, as production has them and as they stand there; nil
    /// when there is no work tree.
    public func unsavedMemories() throws(CoreError) -> (old: [Memory], new: [Memory])? {
        guard let workTree = try workTree() else { return nil }
        let treeID = try productionSnapshot().treeID
        var olds: [Memory] = []
        var news: [Memory] = []
        for (path, edit, _) in try workTree.edits().edits {
            if let content = try repository.memory(at: path, in: treeID) {
                olds.append(Memory(path: path.description, content: content))
            }
            if case .content(let content) = edit {
                news.append(Memory(path: path.description, content: content))
            }
        }
        return (olds, news)
    }

    /// Edits of the work tree that no snapshot has, by path; nil when there is no work tree.
    public func unsavedPaths() throws(CoreError) -> [String]? {
        try workTree()?.edits().edits.map(\.path.description)
    }
}
