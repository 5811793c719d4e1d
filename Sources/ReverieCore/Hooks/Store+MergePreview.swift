public import Git
public import MemoryDiff

/// What a merge would change, for checks that must see it before anything is written.
public struct MergePreview: Sendable {
    /// Production as it is.
    public let production: ObjectID
    /// The tree that the merge would make.
    public let treeID: ObjectID
    /// The memories that would change, as they are.
    public let old: [Memory]
    /// The same memories as they would be.
    public let new: [Memory]
}

extension Store {
    /// What merging a dream with these resolutions would change; nil when something is left to decide.
    public func mergePreview(dream id: String, resolutions: [String: Resolution])
        throws(CoreError) -> MergePreview?
    {
        let dream = try dream(id)
        let production = try productionSnapshot()
        var batch = try newBatch()
        let treeID: ObjectID
        do throws(CoreError) {
            treeID = try mergedTree(
                decidedProposal(dream), into: production, resolutions: resolutions, batch: &batch
            ).tree
        } catch {
            if case .conflicts = error { return nil }
            throw error
        }
        var old: [Memory] = []
        var new: [Memory] = []
        do throws(GitError) {
            for difference in try repository.git.differences(
                from: production.treeID, to: treeID, in: batch)
            {
                let path = String(decoding: difference.path, as: UTF8.self)
                if let entry = difference.old {
                    old.append(
                        Memory(path: path, content: try repository.git.blob(entry.objectID)))
                }
                if let entry = difference.new {
                    let pending = try batch.content(of: entry.objectID)
                    let content =
                        if let pending { pending } else {
                            try repository.git.blob(entry.objectID)
                        }
                    new.append(Memory(path: path, content: content))
                }
            }
        } catch { throw .git(error) }
        return MergePreview(
            production: production.snapshotID, treeID: treeID, old: old, new: new)
    }
}
