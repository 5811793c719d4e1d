internal import Git

extension StoreTrial {
    /// How far an entry's clock may be ahead of ours, in seconds: a day.
    private static let clockTolerance: Int64 = 86_400

    /// Judges the journal and collects what it gains; false when nothing else can be judged.
    mutating func judgeJournal() throws(CoreError) -> Bool {
        let name = store.references.journal
        guard let after = journalAfter else {
            if journalBefore != nil {
                refuse(name, .journalDeleted)
                return false
            }
            return true
        }
        guard after != journalBefore else { return true }
        do throws(CoreError) {
            guard try collect(from: after) else {
                if refusals.isEmpty { refuse(name, .journalBackwards) }
                return false
            }
        } catch .journalBroken(let entry, let problem) {
            refuse(name, .journalBroken(entry: entry, problem: problem))
            return false
        }
        if let last = gained.last, last.entry.phase == .intent {
            refuse(name, .journalUnfinished(entry: last.entryID))
            return false
        }
        return true
    }

    /// Walks from the new head to the old one, newest entry first; false when it is not met, or on a refusal.
    ///
    /// A number grows along every line, so an entry is met after all that follow it; one whose number does
    /// not is refused, and so the order needs no trust.
    private mutating func collect(from head: ObjectID) throws(CoreError) -> Bool {
        var pending = [head: try repository.journalRecord(head)]
        var old: Set<ObjectID> = []
        if let before = journalBefore {
            pending[before] = try repository.journalRecord(before)
            old.insert(before)
        }
        var found: [JournalRecord] = []
        var isMet = journalBefore == nil
        while pending.keys.contains(where: { !old.contains($0) }) {
            guard
                let record = pending.values.max(by: {
                    ($0.entry.sequence, $0.entryID) < ($1.entry.sequence, $1.entryID)
                })
            else { break }
            pending[record.entryID] = nil
            let isOld = old.contains(record.entryID)
            var parents: [JournalRecord] = []
            for parentID in record.parentIDs {
                let parent = try repository.journalRecord(parentID)
                parents.append(parent)
                pending[parentID] = parent
                if isOld { old.insert(parentID) }
                if !isOld, parentID == journalBefore { isMet = true }
            }
            guard !isOld else { continue }
            if let reason = problem(of: record, after: parents) {
                refuse(store.references.journal, reason)
                return false
            }
            found.append(record)
        }
        gained = found.reversed()
        return isMet
    }

    private func problem(of record: JournalRecord, after parents: [JournalRecord])
        -> Refusal.Reason?
    {
        let entry = record.entry
        func broken(_ problem: JournalProblem) -> Refusal.Reason {
            .journalBroken(entry: record.entryID, problem: problem)
        }
        guard entry.clock <= repository.surroundings.now() + Self.clockTolerance else {
            return .journalFromFuture(entry: record.entryID, clock: entry.clock)
        }
        guard entry.sequence == (parents.map(\.entry.sequence).max() ?? 0) + 1,
            (parents.count == 2) == (entry.kind == .join), parents.count <= 2
        else { return broken(.malformed) }
        let least = parents.map(\.entry.monotone).max() ?? 0
        let most =
            parents.map { JournalEntry.monotone(at: entry.clock, after: $0.entry) }.max() ?? 0
        guard entry.monotone >= least, entry.monotone <= max(least, most) else {
            return broken(.timeRunsBackwards)
        }
        for parent in parents.map(\.entry) where parent.phase == .intent {
            guard parents.count == 1, entry.operation == parent.operation,
                entry.phase != .intent, entry.kind == parent.kind, entry.from == parent.from,
                entry.to == parent.to
            else { return broken(.phaseOutOfOrder) }
        }
        let followsIntent = parents.first?.entry.phase == .intent
        if entry.phase != .intent, !followsIntent,
            entry.phase == .aborted || entry.kind.makesVersion
        {
            return broken(.phaseOutOfOrder)
        }
        return nil
    }
}
