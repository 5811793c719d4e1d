public import Git

/// What a merge did.
public struct Merged: Sendable {
    /// The move; nil when production had everything already.
    public let moved: Moved?
    /// The dream that was merged.
    public let dream: Dream
    /// The tree before.
    public let before: ObjectID
    /// The tree after.
    public let after: ObjectID
    /// Names of the dream's changes that were left out.
    public var leftOut: [String] = []
    /// Names of the dream's changes in whose place other words stand.
    public var edited: [String] = []
}

/// How much of a dream to merge, and on whose word.
public enum MergeExtent: Sendable, Hashable {
    /// What was decided: without the changes that were refused, with the words that were written instead.
    case decided
    /// Everything that the dream proposes, whatever was decided.
    case all
    /// What was decided, on the word of the policy alone: only below its thresholds.
    case automatic
}

extension Store {
    /// Makes a dream production.
    ///
    /// Three-way: what production gained since the dream read it stays. `resolutions` (by path) decide
    /// conflicts; `listedAt` is the production at which they were listed. When something is left to decide,
    /// nothing is written and ``CoreError/conflicts(_:production:)`` says what. Decisions of a review count unless
    /// `extent` says otherwise. Throws ``CoreError/lacking(dream:_:)`` where the policy asks for more.
    public func merge(
        dream id: String, resolutions: [String: Resolution], listedAt: ObjectID?, message: String?,
        overrides: [RequestedOverride] = [], extent: MergeExtent = .decided
    ) throws(CoreError) -> Merged {
        let message = try Provenance.checked(message)
        for (path, resolution) in resolutions {
            guard case .content(let content) = resolution else { continue }
            try MemoryContent.check(content, at: MemoryPath(path))
        }
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let dream = try dream(id)
            guard dream.state != .onHold else { throw .onHold(dream: id) }
            let production = try productionSnapshot()
            if let listedAt, listedAt != production.snapshotID {
                throw .staleResolution(listed: listedAt, found: production.snapshotID)
            }
            let proposal = try admitted(dream, extent: extent)
            var batch = try newBatch()
            let (treeID, edits) = try mergedTree(
                proposal, into: production, resolutions: resolutions, batch: &batch)
            guard treeID != production.treeID else {
                return Merged(
                    moved: nil, dream: dream, before: treeID, after: treeID)
            }
            try refuseUnsaved(edits)
            var move = Move(
                kind: .merge, from: production.snapshotID, treeID: treeID,
                otherParents: [dream.head.snapshotID], subject: "\(name): merge dream \(id)")
            move.message = message
            move.leave(proposal, of: dream)
            move.overrides = overrides
            move.dream = id
            move.previous = try effectiveOperation()
            move.sessions = dream.provenance?.sessions ?? []
            let moved = try carryOut(move, batch: batch, writer: &writer)
            return Merged(
                moved: follow(moved), dream: dream, before: production.treeID, after: treeID,
                leftOut: proposal.leftOut, edited: proposal.edited)
        }
    }

    func mergedTree(
        _ proposal: Proposal, into production: Snapshot, resolutions: [String: Resolution],
        batch: inout ObjectBatch
    ) throws(CoreError) -> (tree: ObjectID, edits: [PathEdit]) {
        let outcome = try ThreeWayMerge(
            repository: repository, pending: proposal.contents
        ).merge(proposal.differences, into: production.treeID, resolutions: resolutions)
        guard outcome.conflicts.isEmpty else {
            throw .conflicts(outcome.conflicts, production: production.snapshotID)
        }
        for (path, content) in outcome.contents {
            try MemoryContent.check(content, at: MemoryPath(path))
            _ = try add(content, to: &batch)
        }
        for edit in outcome.edits {
            guard let blobID = edit.blobID, let content = proposal.contents[blobID] else {
                continue
            }
            try MemoryContent.check(content, at: MemoryPath(bytes: edit.path))
            _ = try add(content, to: &batch)
        }
        if proposal.isDream, production.treeID == proposal.baseTreeID, outcome.contents.isEmpty,
            outcome.edits
                == proposal.differences.map({ PathEdit(path: $0.path, blobID: $0.new?.objectID) })
        {
            return (proposal.dreamTreeID, outcome.edits)
        }
        let treeID = try tree(byApplying: outcome.edits, to: production.treeID, batch: &batch)
        do {
            try repository.git.leaveOut(treesOf: proposal.dreamTreeID, from: treeID, in: &batch)
        } catch { throw .git(error) }
        return (treeID, outcome.edits)
    }

    /// What merging a dream would meet and make, without writing anything.
    public func previewMerge(dream id: String) throws(CoreError) -> (
        tree: ObjectID?, conflicts: [Conflict], production: ObjectID
    ) {
        let dream = try dream(id)
        let production = try productionSnapshot()
        var batch = try newBatch()
        do throws(CoreError) {
            let merged = try mergedTree(
                decidedProposal(dream), into: production, resolutions: [:], batch: &batch)
            return (merged.tree, [], production.snapshotID)
        } catch .conflicts(let conflicts, let production) {
            return (nil, conflicts, production)
        }
    }

    /// Number of moves of production since a snapshot was current; nil when it never was.
    public func distance(from snapshotID: ObjectID) throws(CoreError) -> Int? {
        guard var current = try production() else { return nil }
        var count = 0
        while current != snapshotID {
            guard let parent = try repository.snapshot(current).parentIDs.first else { return nil }
            current = parent
            count += 1
        }
        return count
    }
}
