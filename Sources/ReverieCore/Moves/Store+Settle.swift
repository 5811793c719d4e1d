internal import Git

extension Store {
    /// Brings journal and references into agreement with production after a crash or a foreign move.
    ///
    /// Only a writer does this; every writing operation starts with it. Throws
    /// ``CoreError/productionRewritten(journal:found:)`` when production no longer follows what the journal
    /// knows: then a person decides (`reverie verify --repair`). Throws ``CoreError/onlyRemote(_:)`` in an
    /// ordinary clone.
    func settle(_ writer: inout Writer) throws(CoreError) {
        guard try !isRemoteCopy() else { throw .onlyRemote(name) }
        try settleIntent(&writer)
        try recordUnknownMoves(&writer)
        let leftovers: [String]
        do { leftovers = try writer.packs.leftovers() } catch { throw .git(error) }
        guard !leftovers.isEmpty else { return }
        do { try writer.packs.removeLeftovers(holding: writer.lease) } catch { throw .git(error) }
    }

    private func settleIntent(_ writer: inout Writer) throws(CoreError) {
        guard let headID = try local(references.journal) else { return }
        let intent = try repository.journalRecord(headID).entry
        guard intent.phase == .intent, let to = intent.to else { return }
        let production = try local(references.production)
        var reached = production == to
        if let production, !reached, production != intent.from {
            do { reached = try repository.git.history(of: production, includes: to) } catch {
                throw .git(error)
            }
        }
        var outcome = intent
        outcome.phase = reached ? .done : .aborted
        outcome.sequence = intent.sequence + 1
        outcome.clock = repository.surroundings.now()
        outcome.monotone = JournalEntry.monotone(at: outcome.clock, after: intent)
        var batch = try newBatch()
        // Whoever settles it may have another key, or none; what it says is read off production.
        let outcomeID = try addEntry(outcome, after: headID, mayBeUnsigned: true, to: &batch)
        let pack = try writer.install(batch, operation: newOperation())
        var changes: [ReferenceChange] = []
        let versions = try versions()
        let number = (versions.last?.number ?? 0) + 1
        if reached {
            if intent.kind.makesVersion, !versions.contains(where: { $0.objectID == to }) {
                changes.append(
                    ReferenceChange(
                        references.version(number), from: try local(references.version(number)),
                        to: to))
            }
        } else if let pin = try local(references.fallback(number)), pin == intent.from {
            changes.append(ReferenceChange(references.fallback(number), from: pin, to: nil))
        }
        changes.append(ReferenceChange(references.journal, from: headID, to: outcomeID))
        try writer.move(changes)
        writer.finish(pack)
    }

    func newBatch(waitingIn folder: String? = nil) throws(CoreError) -> ObjectBatch {
        do { return try ObjectBatch(waitingIn: folder) } catch { throw .git(error) }
    }

    /// Journals what happened to production without an entry: direct writes whose entry a crash lost, and
    /// moves by plain git.
    ///
    /// What judged the way to production, where something did, stands in the newest entry.
    func recordUnknownMoves(_ writer: inout Writer, judged: Judged? = nil) throws(CoreError) {
        guard let known = try lastMove()?.entry, let knownTo = known.to else { return }
        let production = try local(references.production)
        guard production != knownTo else { return }
        guard let production, let chain = try unknownMoves(from: knownTo, to: production) else {
            throw .productionRewritten(journal: knownTo, found: production)
        }
        var batch = try newBatch()
        let headID = try local(references.journal)
        var parentID = headID
        var before = try headID.map { id throws(CoreError) in
            try repository.journalRecord(id).entry
        }
        var effective = known.effective
        var tags: [ReferenceChange] = []
        var number = try versions().last?.number ?? 0
        for (index, step) in chain.enumerated() {
            var next = entry(step.kind, .done, operation: step.operation, after: before)
            next.from = step.from
            next.to = step.to
            if index == chain.count - 1, let judged {
                next.overrides = judged.overrides
                next.verdict = judged.digest
                next.policy = judged.policyID
            }
            if let dream = step.dream {
                // A version has its intent and its outcome, its number and its way back.
                next.dream = dream
                next.reason = "merged without Reverie"
                next.previous = effective
                effective = next.operation
                next.effective = effective
                next.phase = .intent
                parentID = try addEntry(
                    next, after: parentID, mayBeUnsigned: true, to: &batch)
                next.phase = .done
                next.sequence += 1
                number += 1
                for (name, to) in [
                    (references.version(number), step.to), (references.fallback(number), step.from),
                ] {
                    tags.append(ReferenceChange(name, from: try local(name), to: to))
                }
            }
            next.effective = effective
            parentID = try addEntry(next, after: parentID, mayBeUnsigned: true, to: &batch)
            before = next
        }
        let pack = try writer.install(batch, operation: newOperation())
        try writer.move(
            tags.filter { $0.old != $0.new }
                + [ReferenceChange(references.journal, from: headID, to: parentID)])
        writer.finish(pack)
    }

    /// A move of production that the journal does not know.
    typealias Step = (
        kind: JournalEntry.Kind, operation: String, from: ObjectID, to: ObjectID, dream: String?
    )

    /// The moves that lead from one snapshot to another, oldest first; nil when they do not.
    func unknownMoves(from known: ObjectID, to production: ObjectID) throws(CoreError)
        -> [Step]?
    {
        let follows: Bool
        do { follows = try repository.git.history(of: production, includes: known) } catch {
            throw .git(error)
        }
        guard follows else { return nil }
        var steps: [Step] = []
        var current = production
        while current != known, steps.count < 100_000 {
            let snapshot = try repository.snapshot(current)
            guard let parent = snapshot.parentIDs.first else {
                return [(.external, newOperation(), known, production, nil)]
            }
            if let provenance = snapshot.provenance, provenance.kind == .write {
                steps.append((.write, provenance.operation, parent, current, nil))
            } else if let dream = try dreamMerged(by: snapshot) {
                steps.append((.merge, newOperation(), parent, current, dream))
            } else {
                steps.append((.external, newOperation(), parent, current, nil))
            }
            current = parent
        }
        return current == known
            ? steps.reversed() : [(.external, newOperation(), known, production, nil)]
    }

    /// Whether production is where the journal says; nil when it is, otherwise both.
    func disagreement() throws(CoreError) -> (journal: ObjectID, found: ObjectID?)? {
        guard let known = try lastMove()?.entry.to else { return nil }
        let production = try isRemoteCopy() ? production() : local(references.production)
        return production == known ? nil : (known, production)
    }
}
