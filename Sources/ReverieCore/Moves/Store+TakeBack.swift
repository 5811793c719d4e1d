public import Git

/// What to take out of production while everything that came later stays.
public struct TakeBack: Sendable, Hashable {
    /// The dream whose merge is undone; nil: what the last effective move changed.
    public var dream: String?
    /// The one memory to take back; nil: all that the move changed.
    public var memory: MemoryPath?
    /// Take the memory from this earlier state instead, whatever changed it since.
    public var state: RevertTarget?

    /// Describes what to take back.
    public init(dream: String? = nil, memory: MemoryPath? = nil, state: RevertTarget? = nil) {
        self.dream = dream
        self.memory = memory
        self.state = state
    }
}

extension Store {
    /// Undoes one dream, or what a move did to one memory, and keeps what came later.
    ///
    /// The same three-way merge as for a dream, with the state after the move as base and the state before
    /// it as theirs, so the same conflicts and resolutions. A dream taken back is on hold until somebody
    /// releases it. Throws ``CoreError/notMerged(dream:)`` and what ``merge(dream:resolutions:listedAt:message:)``
    /// throws.
    public func takeBack(
        _ request: TakeBack, resolutions: [String: Resolution], listedAt: ObjectID?,
        reason: String?, overrides: [RequestedOverride] = []
    ) throws(CoreError) -> Reverted {
        let reason = try Provenance.checked(reason)
        return try withBallast { () throws(CoreError) in
            try repository.write { (writer: inout Writer) throws(CoreError) in
                try settle(&writer)
                return try carryOutTakeBack(
                    request, resolutions: resolutions, listedAt: listedAt, reason: reason,
                    overrides: overrides, writer: &writer)
            }
        }
    }

    private func carryOutTakeBack(
        _ request: TakeBack, resolutions: [String: Resolution], listedAt: ObjectID?,
        reason: String?, overrides: [RequestedOverride], writer: inout Writer
    ) throws(CoreError) -> Reverted {
        let (plan, outcome) = try undoing(request, resolutions: resolutions)
        let production = plan.production
        if let listedAt, listedAt != production.snapshotID {
            throw .staleResolution(listed: listedAt, found: production.snapshotID)
        }
        guard outcome.conflicts.isEmpty else {
            throw .conflicts(outcome.conflicts, production: production.snapshotID)
        }
        var batch = try newBatch()
        for (path, content) in outcome.contents {
            try MemoryContent.check(content, at: MemoryPath(path))
            _ = try add(content, to: &batch)
        }
        let treeID = try tree(byApplying: outcome.edits, to: production.treeID, batch: &batch)
        guard treeID != production.treeID else { return Reverted(moved: nil, plan: plan) }
        try refuseUnsaved(outcome.edits)
        let what = request.memory?.description ?? request.dream.map { "dream \($0)" } ?? "changes"
        var move = Move(
            kind: .revert, from: production.snapshotID, treeID: treeID,
            subject: "\(name): take back \(what)")
        move.message = reason
        move.reason = reason
        move.overrides = overrides
        move.target = plan.target.snapshotID
        move.dream = request.memory == nil ? request.dream : nil
        move.previous = try effectiveOperation()
        move.effective = try effectiveAfter(takingBack: request)
        let moved = try carryOut(move, batch: batch, writer: &writer)
        repository.ballast.refill(random: repository.surroundings.random)
        return Reverted(moved: follow(moved), plan: plan)
    }

    /// The merge that takes something out of production, measured against production as it is now.
    func undoing(_ request: TakeBack, resolutions: [String: Resolution]) throws(CoreError) -> (
        plan: RevertPlan, outcome: ThreeWayMerge.Outcome
    ) {
        let production = try productionSnapshot()
        let (after, before) = try sides(of: request, production: production)
        let outcome = try ThreeWayMerge(repository: repository).merge(
            base: after.treeID, ours: production.treeID, theirs: before.treeID,
            resolutions: resolutions, only: request.memory)
        return (
            RevertPlan(target: before, production: production, effective: nil, writesSince: 0),
            outcome
        )
    }

    /// The states after and before what shall be undone.
    private func sides(of request: TakeBack, production: Snapshot) throws(CoreError) -> (
        after: Snapshot, before: Snapshot
    ) {
        if let state = request.state {
            return (production, try planRevert(to: state).target)
        }
        let entry: JournalEntry
        if let dream = request.dream {
            guard let merge = try lastMerge(of: dream) else { throw .notMerged(dream: dream) }
            entry = merge
        } else {
            guard let operation = try effectiveOperation(),
                let found = try self.entry(ofOperation: operation)
            else { throw .nothingEarlier }
            entry = found
        }
        guard let from = entry.from, let to = entry.to else { throw .nothingEarlier }
        return (try repository.snapshot(to), try repository.snapshot(from))
    }

    private func lastMerge(of dream: String) throws(CoreError) -> JournalEntry? {
        guard try self.dream(dream).state == .merged else { return nil }
        return try journal {
            $0.entry.kind == .merge && $0.entry.dream == dream && $0.entry.phase == .done
        }
        .last?.entry
    }

    /// What "one version back" starts from after a dream was taken out: what is left of the moves.
    private func effectiveAfter(takingBack request: TakeBack) throws(CoreError) -> String? {
        let current = try effectiveOperation()
        guard let dream = request.dream, request.memory == nil,
            let merge = try lastMerge(of: dream), merge.operation == current
        else { return current }
        return merge.previous
    }

    /// Lets a dream that was taken back be merged again.
    ///
    /// Throws ``CoreError/unknownDream(_:)``.
    public func release(dream id: String, reason: String?) throws(CoreError) {
        let reason = try Provenance.checked(reason)
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let dream = try dream(id)
            guard dream.state == .onHold else { return }
            try record(.release, writer: &writer) { entry in
                entry.dream = id
                entry.to = dream.head.snapshotID
                entry.reason = reason
            }
        }
    }

    /// Closes a proposal without a merge: its branch goes, a tag keeps it until retention ends.
    public func close(dream id: String, reason: String?) throws(CoreError) {
        let reason = try Provenance.checked(reason)
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let dream = try dream(id)
            let head = dream.head.snapshotID
            let tag = references.closed(id)
            let changes = [
                ReferenceChange(tag, from: try local(tag), to: head),
                ReferenceChange(references.dream(id), from: head, to: nil),
            ]
            try record(.close, writer: &writer, with: changes) { entry in
                entry.dream = id
                entry.to = head
                entry.reason = reason
            }
        }
    }

    /// Writes an entry that moves nothing of production, together with changes of other references.
    func record(
        _ kind: JournalEntry.Kind, writer: inout Writer, with changes: [ReferenceChange] = [],
        fill: (inout JournalEntry) -> Void
    ) throws(CoreError) {
        let headID = try local(references.journal)
        let head = try headID.map { id throws(CoreError) in try repository.journalRecord(id).entry }
        var entry = entry(kind, .done, operation: newOperation(), after: head)
        fill(&entry)
        var batch = try newBatch()
        let entryID = try addEntry(entry, after: headID, to: &batch)
        let pack = try writer.install(batch, operation: entry.operation)
        try writer.move(
            changes + [ReferenceChange(references.journal, from: headID, to: entryID)])
        writer.finish(pack)
    }
}
