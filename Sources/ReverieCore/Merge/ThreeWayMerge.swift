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
    /// Contents of theirs that are in no snapshot yet, by the blob's name.
    var pending: [ObjectID: [UInt8]] = [:]

    /// Merges; `resolutions` are by path, `only` leaves every other memory as it is in ours.
    ///
    /// Throws ``CoreError/noConflict(path:)`` when one of them names a path without a conflict.
    func merge(
        base: ObjectID, ours: ObjectID, theirs: ObjectID, resolutions: [String: Resolution],
        only: MemoryPath? = nil
    ) throws(CoreError) -> Outcome {
        try merge(
            repository.differences(from: base, to: theirs), into: ours, resolutions: resolutions,
            only: only)
    }

    /// Merges the difference between base and theirs.
    func merge(
        _ differences: [PathDifference], into ours: ObjectID, resolutions: [String: Resolution],
        only: MemoryPath? = nil
    ) throws(CoreError) -> Outcome {
        var outcome = Outcome()
        var open = resolutions
        for difference in differences {
            if let only, difference.path != only.bytes { continue }
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
            try settle(
                conflict, by: open.removeValue(forKey: path), at: difference.path,
                outcome: &outcome)
        }
        if let path = open.keys.min() { throw .noConflict(path: path) }
        return outcome
    }

    /// Merges by items where that is possible, and applies a decision where somebody has to decide.
    private func settle(
        _ conflict: Conflict, by resolution: Resolution?, at path: [UInt8],
        outcome: inout Outcome
    ) throws(CoreError) {
        var conflict = conflict
        switch try mergedByItems(conflict, deciding: resolution) {
        case .merged(let content): outcome.take(content, at: path)
        case .conflicts(let items):
            conflict.items = items
            outcome.conflicts.append(conflict)
        case .unparsable:
            switch resolution {
            case nil: outcome.conflicts.append(conflict)
            case .ours: break
            case .theirs: outcome.edits.append(PathEdit(path: path, blobID: conflict.theirs))
            case .content(let content): outcome.take(content, at: path)
            }
        }
    }

    /// The merge of a memory that both sides have; `unparsable` where only the whole can be chosen.
    private func mergedByItems(_ conflict: Conflict, deciding resolution: Resolution?)
        throws(CoreError) -> ItemMerge.Outcome
    {
        guard let base = conflict.base, let ours = conflict.ours, let theirs = conflict.theirs
        else { return .unparsable }
        let theirContent: [UInt8]
        if let content = pending[theirs] {
            theirContent = content
        } else {
            theirContent = try repository.content(of: theirs)
        }
        let contents = [
            try repository.content(of: base), try repository.content(of: ours), theirContent,
        ]
        func merge(_ decisions: [Int: ItemMerge.Resolution]) -> ItemMerge.Outcome {
            ItemMerge.merge(
                base: contents[0], ours: contents[1], theirs: contents[2], path: conflict.path,
                resolutions: decisions)
        }
        let outcome = merge([:])
        let decision: ItemMerge.Resolution
        switch (outcome, resolution) {
        case (_, .content?): return .unparsable
        case (.conflicts, .ours?): decision = .ours
        case (.conflicts, .theirs?): decision = .theirs
        case (.merged, .ours?), (.merged, .theirs?): throw .noConflict(path: conflict.path)
        default: return outcome
        }
        guard case .conflicts(let items) = outcome else { return outcome }
        return merge(Dictionary(items.map { ($0.index, decision) }) { first, _ in first })
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
}

extension ThreeWayMerge.Outcome {
    fileprivate mutating func take(_ content: [UInt8], at path: [UInt8]) {
        edits.append(PathEdit(path: path, blobID: Repository.blobID(of: content)))
        contents.append((String(decoding: path, as: UTF8.self), content))
    }
}
