internal import Git

extension Store {
    /// The checkpoint that an entry has to carry; nil for most.
    ///
    /// Due at every multiple of the spacing, or right after it where the entry before is not on disk yet.
    func checkpoint(for entry: JournalEntry, after parentID: ObjectID?) throws(CoreError)
        -> JournalEntry.Checkpoint?
    {
        guard entry.sequence % JournalEntry.Checkpoint.spacing <= 1, entry.sequence > 1,
            let parentID, repository.git.contains(parentID)
        else { return nil }
        var earliest = entry.clock
        var current: ObjectID? = parentID
        while let entryID = current {
            let record = try repository.journalRecord(entryID)
            if record.entry.checkpoint != nil {
                let isDue = entry.sequence - record.entry.sequence > 1
                guard isDue else { return nil }
                return JournalEntry.Checkpoint(previous: entryID, earliest: earliest)
            }
            earliest = min(earliest, record.entry.clock)
            current = record.parentIDs.first
        }
        return JournalEntry.Checkpoint(previous: nil, earliest: earliest)
    }

    /// The newest finished move at or before a moment, in seconds since 1970.
    ///
    /// Passes over whole spans between checkpoints in which nothing is that old, so that the work grows with
    /// the number of spans and not of entries.
    public func entry(at seconds: Int64) throws(CoreError) -> JournalEntry? {
        var current = try journalHead()
        while let entryID = current {
            let record = try repository.journalRecord(entryID)
            let entry = record.entry
            if entry.kind.movesProduction, entry.phase == .done, entry.clock <= seconds {
                return entry
            }
            if record.parentIDs.count > 1 { return try slowEntry(at: seconds, from: entryID) }
            if let checkpoint = entry.checkpoint, checkpoint.earliest > seconds {
                current = checkpoint.previous
            } else {
                current = record.parentIDs.first
            }
        }
        return nil
    }

    /// The same where lines were joined and there is no single way back.
    private func slowEntry(at seconds: Int64, from head: ObjectID) throws(CoreError)
        -> JournalEntry?
    {
        var journal = try Journal(head: head, in: repository)
        while let record = try journal.next() {
            let entry = record.entry
            if entry.kind.movesProduction, entry.phase == .done, entry.clock <= seconds {
                return entry
            }
        }
        return nil
    }
}
