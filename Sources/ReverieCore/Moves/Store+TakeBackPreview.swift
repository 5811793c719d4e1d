internal import Git
public import MemoryDiff

/// What taking something back would meet and make.
public struct TakeBackPreview: Sendable {
    /// Where production is, and the state before what shall be undone.
    public let plan: RevertPlan
    /// What only a person can decide; empty when nothing is left to decide.
    public let conflicts: [Conflict]
    /// The memories that would change, as they are.
    public let old: [Memory]
    /// The same as they would be.
    public let new: [Memory]
}

extension Store {
    /// What ``takeBack(_:resolutions:listedAt:reason:)`` would do, without writing anything.
    public func previewTakeBack(
        _ request: TakeBack, resolutions: [String: Resolution] = [:]
    ) throws(CoreError) -> TakeBackPreview {
        let (plan, outcome) = try undoing(request, resolutions: resolutions)
        var old: [Memory] = []
        var new: [Memory] = []
        var contents: [String: [UInt8]] = [:]
        for (path, content) in outcome.contents { contents[path] = content }
        for edit in outcome.edits {
            let path = String(decoding: edit.path, as: UTF8.self)
            if let entry = try repository.entry(at: path, in: plan.production.treeID),
                entry.kind != .tree
            {
                old.append(
                    Memory(path: path, content: try repository.content(of: entry.objectID)))
            }
            guard let blobID = edit.blobID else { continue }
            let content =
                if let made = contents[path] { made } else { try repository.content(of: blobID) }
            new.append(Memory(path: path, content: content))
        }
        return TakeBackPreview(plan: plan, conflicts: outcome.conflicts, old: old, new: new)
    }
}
