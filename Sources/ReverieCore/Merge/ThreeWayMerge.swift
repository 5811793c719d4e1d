internal import Git
internal import MemoryDiff

/// Brings the changes between two trees into a third one.
///
/// Looks only at what changed between base and theirs, so the work grows with the change. A memory that one
/// side changed is taken whole; one that both changed is merged by items, or it is a conflict.
struct ThreeWayMerge {
    /// The changes to apply to ours, and what could not be decided.
    struct Outcome {
        /// What shall stand at each path that changes.
        var edits: [PathEdit] = []
        /// Contents that are new with this merge, by the blob's name.
        var contents: [(path: String, content: [UInt8])] = []
        /// What only a person can decide, by path.
        var conflicts: [Conflict] = []
    }

    let repository: MemoryRepository

    /// Merges; `resolutions` are by path.
    ///
    /// Throws ``CoreError/noConflict(path:)`` when one of them names a path without a conflict.
    func merge(
        base: ObjectID, ours: ObjectID, theirs: ObjectID, resolutions: [String: Resolution]
    ) throws(CoreError) -> Outcome {
        var outcome = Outcome()
        var open = resolutions
        for difference in try repository.differences(from: base, to: theirs) {
            let path = try MemoryPath(bytes: difference.path).description
            let present = try repository.entry(at: path, in: ours)
            let ourFile = present?.kind == .tree ? nil : present
            let theirBlob = difference.new?.objectID
            let conflict: Conflict
            if ourFile?.objectID == difference.old?.objectID {
                guard try isBlocked(path, by: present, in: ours, wanted: theirBlob) else {
                    outcome.edits.append(PathEdit(path: difference.path, blobID: theirBlob))
                    continue
                }
                conflict = Conflict(
                    path: path, kind: .addAdd, base: nil, ours: nil, theirs: theirBlob)
            } else if ourFile?.objectID == theirBlob {
                continue
            } else {
                conflict = Conflict(
                    path: path,
                    kind: Self.kind(base: difference.old, ours: ourFile, theirs: difference.new),
                    base: difference.old?.objectID, ours: ourFile?.objectID, theirs: theirBlob)
            }
            if let resolution = open.removeValue(forKey: path) {
                apply(resolution, to: conflict, at: difference.path, outcome: &outcome)
            } else if let content = try mergedByItems(conflict) {
                outcome.edits.append(
                    PathEdit(path: difference.path, blobID: Repository.blobID(of: content)))
                outcome.contents.append((path, content))
            } else {
                outcome.conflicts.append(conflict)
            }
        }
        if let path = open.keys.min() { throw .noConflict(path: path) }
        return outcome
    }

    private func apply(
        _ resolution: Resolution, to conflict: Conflict, at path: [UInt8], outcome: inout Outcome
    ) {
        switch resolution {
        case .ours: break
        case .theirs: outcome.edits.append(PathEdit(path: path, blobID: conflict.theirs))
        case .content(let content):
            outcome.edits.append(PathEdit(path: path, blobID: Repository.blobID(of: content)))
            outcome.contents.append((conflict.path, content))
        }
    }

    private static func kind(base: TreeEntry?, ours: TreeEntry?, theirs: TreeEntry?)
        -> Conflict.Kind
    {
        guard base != nil else { return .addAdd }
        if ours == nil { return .deleteEdit }
        return theirs == nil ? .editDelete : .editEdit
    }

    /// Whether a memory cannot stand at a path because production has a folder there, or a memory above it.
    private func isBlocked(
        _ path: String, by present: TreeEntry?, in ours: ObjectID, wanted: ObjectID?
    ) throws(CoreError) -> Bool {
        guard wanted != nil else { return false }
        if present?.kind == .tree { return true }
        var above = path
        while let cut = above.lastIndex(of: "/") {
            above = String(above[..<cut])
            if let entry = try repository.entry(at: above, in: ours) { return entry.kind != .tree }
        }
        return false
    }

    private func mergedByItems(_ conflict: Conflict) throws(CoreError) -> [UInt8]? {
        nil
    }
}
