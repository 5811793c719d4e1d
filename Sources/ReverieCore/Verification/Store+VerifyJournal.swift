public import Git

extension Store {
    /// Reads the whole journal and proves what can be proved from it.
    ///
    /// Git's hashes chain the entries, and reading checks every hash; besides, phases must pair up, credited
    /// time must not run backwards, each move must start where the one before it ended, and signatures must fit. `remembered` is
    /// an older head that somebody wrote down: only that proves that nothing before it was rewritten.
    public func verifyJournal(remembered: ObjectID? = nil) throws(CoreError) -> JournalCheck {
        var check = JournalCheck()
        check.head = try journalHead()
        var seen: [ObjectID: JournalEntry] = [:]
        var pending = check.head.map { [$0] } ?? []
        var children: [ObjectID: JournalEntry] = [:]
        if remembered != nil { check.containsRemembered = false }
        while let entryID = pending.popLast() {
            guard seen[entryID] == nil else { continue }
            let record: JournalRecord
            do throws(CoreError) { record = try repository.journalRecord(entryID) } catch {
                check.problems.append(
                    JournalCheck.Problem(entryID: entryID, problem: Self.problem(in: error)))
                continue
            }
            check.entries += 1
            if entryID == remembered { check.containsRemembered = true }
            seen[entryID] = record.entry
            if let child = children[entryID],
                let problem = Self.problem(of: child, after: record.entry)
            {
                check.problems.append(JournalCheck.Problem(entryID: entryID, problem: problem))
            }
            if record.parentIDs.isEmpty { check.root = entryID }
            for parent in record.parentIDs where record.parentIDs.count == 1 {
                children[parent] = record.entry
            }
            pending += record.parentIDs
        }
        if let broken = try brokenChain() {
            check.problems.append(JournalCheck.Problem(entryID: broken, problem: .brokenChain))
        }
        // What cannot be read stands among the problems already.
        if check.problems.isEmpty { try checkSignatures(&check) }
        return check
    }

    private static func problem(in error: CoreError) -> JournalProblem {
        switch error {
        case .journalBroken(_, let problem): problem
        case .newerFormat(_, let version): .newerFormat(version)
        default: .unreadable
        }
    }

    private static func problem(of entry: JournalEntry, after parent: JournalEntry)
        -> JournalProblem?
    {
        if entry.monotone < parent.monotone { return .timeRunsBackwards }
        let isOutcome = parent.phase == .intent
        if isOutcome != (entry.operation == parent.operation && entry.phase != .intent) {
            return .phaseOutOfOrder
        }
        return nil
    }

    /// The first entry, from the newest, whose move does not start where the move before it ended.
    private func brokenChain() throws(CoreError) -> ObjectID? {
        guard let head = try journalHead() else { return nil }
        var current: ObjectID? = head
        var later: JournalRecord?
        while let entryID = current {
            let record: JournalRecord
            do throws(CoreError) { record = try repository.journalRecord(entryID) } catch {
                return nil
            }
            // Joined lines are judged where they are joined, not as one chain.
            guard record.parentIDs.count < 2 else { return nil }
            current = record.parentIDs.first
            guard record.entry.kind.movesProduction, record.entry.phase == .done else { continue }
            if let later, later.entry.from != record.entry.to, later.entry.kind != .repair {
                return later.entryID
            }
            later = record
        }
        return nil
    }
}
