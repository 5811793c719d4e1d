public import Git
internal import Guardrails

/// What a synchronisation found out about production.
public struct Synchronised: Sendable {
    /// Moves that the journal did not know, oldest first.
    public let moves: [JournalEntry]
    /// Why the files of the work tree were not brought up to date; nil when they were, or there are none.
    public var workTreeFailure: CoreError?
}

extension Store {
    /// The dream that a foreign snapshot merged, as a forge's button does: its second parent is the dream's head.
    func dreamMerged(by snapshot: Snapshot) throws(CoreError) -> String? {
        guard snapshot.parentIDs.count == 2, let head = snapshot.parentIDs.last else { return nil }
        return try dreams().first { $0.head.snapshotID == head && $0.state != .merged }?.id
    }

    /// Brings into the journal what happened to production without Reverie, here and at a remote.
    ///
    /// A commit whose second parent is the head of a dream is that dream's merge and becomes a version;
    /// everything else is noted as foreign. `theirs` holds what the remote's references name, under their names
    /// there; nil: only this repository is looked at. What happened there is judged as it would be here. Throws
    /// ``CoreError/productionRewritten(journal:found:)``, ``CoreError/diverged(ours:theirs:)`` and
    /// ``CoreError/blocked(_:remaining:)``.
    public func synchronise(
        with theirs: [String: ObjectID]? = nil, overrides: [RequestedOverride] = []
    ) throws(CoreError) -> Synchronised {
        let before = try journalHead()
        let from = try local(references.production)
        if var known = theirs {
            // What their journal explains comes as every pull does; the rest is followed below.
            known[references.production] = try known[references.journal].flatMap {
                head throws(CoreError) in try lastMove(upTo: head)
            }
            _ = try adopt(known, takingTheirs: false)
        }
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            if let production = theirs?[references.production] {
                try follow(production, overrides, &writer)
            }
            let gained = try journal { $0.entryID == before }.filter { $0.entryID != before }
            var found = Synchronised(
                moves: gained.map(\.entry).filter {
                    $0.phase == .done && $0.kind.movesProduction
                }.reversed())
            if let to = try local(references.production), from != nil, to != from {
                let moved = Moved(operation: "", from: from, to: to, version: nil)
                found.workTreeFailure = follow(moved).workTreeFailure
            }
            return found
        }
    }

    /// Where a journal says that production is.
    func lastMove(upTo head: ObjectID) throws(CoreError) -> ObjectID? {
        var journal = try Journal(head: head, in: repository)
        while let entry = try journal.next()?.entry {
            if entry.phase == .done, entry.kind.movesProduction { return entry.to }
        }
        return nil
    }

    /// Goes where production of a remote went without a journal, after judging the way there.
    private func follow(
        _ theirs: ObjectID, _ requests: [RequestedOverride], _ writer: inout Writer
    ) throws(CoreError) {
        guard let ours = try local(references.production), ours != theirs,
            repository.history(ours, includes: theirs) != true
        else { return }
        guard repository.history(theirs, includes: ours) == true,
            let steps = try unknownMoves(from: ours, to: theirs)
        else { throw .diverged(ours: ours, theirs: theirs) }
        let base = try repository.snapshot(ours).treeID
        let result = try repository.snapshot(theirs).treeID
        try refuseUnsaved(movingFrom: base, to: result)
        if var trial = try StoreTrial(self, proposed: [], present: [:]) {
            try trial.judgeContents(from: base, to: result, at: references.production)
            guard trial.refusals.isEmpty else { throw .refused(trial.refusals) }
        }
        var judged = try verdict(from: base, to: result, under: policy())
        judged.overrides = try granted(requests, for: judged.verdict)
        let remaining = judged.verdict.remaining(after: judged.overrides)
        guard remaining.isEmpty else { throw .blocked(judged, remaining: remaining) }
        judged.overrides = try Self.journaled(judged.overrides)
        // What a merge supersedes is pinned before production moves, as for every other merge.
        var number = try versions().last?.number ?? 0
        var pins: [ReferenceChange] = []
        for step in steps where step.kind.makesVersion {
            number += 1
            let name = references.fallback(number)
            pins.append(ReferenceChange(name, from: try local(name), to: step.from))
        }
        pins.removeAll { $0.old == $0.new }
        if !pins.isEmpty { try writer.move(pins) }
        try writer.move([ReferenceChange(references.production, from: ours, to: theirs)])
        try recordUnknownMoves(&writer, judged: judged)
    }
}
