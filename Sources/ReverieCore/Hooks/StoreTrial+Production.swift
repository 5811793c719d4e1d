internal import Git
internal import Guardrails

extension StoreTrial {
    /// Judges where production goes, and each move that leads there.
    mutating func judgeProduction() throws(CoreError) {
        let name = store.references.production
        guard productionAfter != productionBefore || journalAfter != journalBefore else { return }
        guard let after = productionAfter else {
            if productionBefore != nil { return refuse(name, .productionDeleted) }
            // A journal may stay behind where production was lost; it must not say more than before.
            if let move = gained.last(where: { Self.isMove($0.entry) }), let to = move.entry.to {
                refuse(
                    store.references.journal,
                    .productionLeftBehind(journal: to, production: nil))
            }
            return
        }
        guard (try? repository.snapshot(after)) != nil else {
            return refuse(name, .unreadable(after))
        }
        if let before = productionBefore, try !history(of: after, includes: before) {
            return refuse(name, .productionBackwards(from: before, to: after))
        }
        let moves = gained.filter { Self.isMove($0.entry) }
        guard !moves.isEmpty else {
            guard after != productionBefore else { return }
            if try lastMove(in: journalAfter) != after { refuseUnknown(after) }
            return
        }
        guard try follows(moves) else { return }
        let position = moves.last?.entry.to
        guard position == after else {
            if after == productionBefore, let position {
                return refuse(
                    store.references.journal,
                    .productionLeftBehind(journal: position, production: after))
            }
            return refuseUnknown(after)
        }
        // A store that arrives whole has nobody yet whose rules it could break; its contents still count.
        guard try start() != nil else {
            return try judgeContents(
                from: .emptyTree, to: repository.snapshot(after).treeID, at: name)
        }
        for move in moves { try judgeMove(move) }
    }

    /// Refuses a pointer that no move explains, and says what would have stopped the move as well.
    private mutating func refuseUnknown(_ after: ObjectID) {
        var breaks: [Violation] = []
        if let before = productionBefore, let base = try? repository.snapshot(before).treeID,
            let result = try? repository.snapshot(after).treeID,
            let policy = try? store.policy(at: policyBefore),
            let judged = try? store.verdict(from: base, to: result, under: policy)
        {
            breaks = judged.verdict.violations.filter(\.blocks)
        }
        refuse(
            store.references.production, .productionWithoutJournal(to: after, breaks: breaks))
    }

    private static func isMove(_ entry: JournalEntry) -> Bool {
        entry.phase == .done && entry.kind.movesProduction
    }

    /// Where a journal says that production is.
    private func lastMove(in head: ObjectID?) throws(CoreError) -> ObjectID? {
        var journal = try Journal(head: head, in: repository)
        while let entry = try journal.next()?.entry {
            if Self.isMove(entry) { return entry.to }
        }
        return nil
    }

    /// Whether each move starts where the one before it ended, and its snapshot follows that.
    private mutating func follows(_ moves: [JournalRecord]) throws(CoreError) -> Bool {
        var position = try start()
        for move in moves {
            let entry = move.entry
            guard let to = entry.to else { return refuseChain(move) }
            // A repair takes back what never counted, so it ends where the journal was.
            if entry.kind == .repair {
                guard to == position else { return refuseChain(move) }
                continue
            }
            guard entry.from == position, let snapshot = try? repository.snapshot(to) else {
                return refuseChain(move)
            }
            if let from = entry.from {
                let follows =
                    entry.kind == .external
                    ? try history(of: to, includes: from) : snapshot.parentIDs.first == from
                guard follows else { return refuseChain(move) }
            }
            position = to
        }
        return true
    }

    /// Where new moves start: at production, or where the journal says it was when it is lost.
    private func start() throws(CoreError) -> ObjectID? {
        if let productionBefore { return productionBefore }
        return try lastMove(in: journalBefore)
    }

    private mutating func refuseChain(_ move: JournalRecord) -> Bool {
        refuse(store.references.production, .moveOutOfChain(entry: move.entryID))
        return false
    }

    /// Judges one move under the rules of the target: those in force, or those that come with it.
    private mutating func judgeMove(_ move: JournalRecord) throws(CoreError) {
        let entry = move.entry
        let name = store.references.production
        guard let from = entry.from, let to = entry.to, entry.kind != .repair else { return }
        let base = try repository.snapshot(from).treeID
        let result = try repository.snapshot(to).treeID
        let known = refusals.count
        try judgeContents(from: base, to: result, at: name)
        guard refusals.count == known, base != result else { return }
        if try isPromised(entry, result: result) { return }
        try judgeApproval(move, result: result)
        guard refusals.count == known else { return }
        let dream =
            entry.kind == .merge
            ? try repository.snapshot(to).parentIDs.dropFirst().first
                .map { id throws(CoreError) in try repository.snapshot(id) } : nil
        var remaining: [Violation] = []
        for policy in try policies(for: entry) {
            let verdict = try store.verdict(
                from: base, to: result, under: policy, merging: dream
            ).verdict
            remaining = verdict.remaining(after: try overrides(of: move, under: policy))
            if remaining.isEmpty { return }
        }
        refuse(name, .blocked(operation: entry.operation, violations: remaining))
    }

    /// The overrides that count: a person's own, signed where the rules ask for that.
    private func overrides(of move: JournalRecord, under rules: AppliedPolicy) throws(CoreError)
        -> [Override]
    {
        let entry = move.entry
        guard entry.actor.kind == .person, !entry.overrides.isEmpty,
            try store.isProven(move, under: rules)
        else { return [] }
        return entry.overrides.filter {
            $0.owner == entry.actor.email || $0.owner == entry.actor.name
        }
    }

    /// The rules under which a move may pass; the ones in force first.
    func policies(for entry: JournalEntry) throws(CoreError) -> [AppliedPolicy] {
        var policies = [try store.policy(at: policyBefore)]
        guard let policyAfter, policyAfter != policyBefore else { return policies }
        if let judged = entry.policy, judged != policyAfter, judged != policyBefore,
            try history(of: policyAfter, includes: judged),
            try policyBefore.map({ id throws(CoreError) in
                try history(of: judged, includes: id)
            }) ?? true
        {
            policies.append(try store.policy(at: judged))
        }
        policies.append(try store.policy(at: policyAfter))
        return policies
    }

    /// Whether the move is the promised way back to what went out of production lately.
    private func isPromised(_ entry: JournalEntry, result: ObjectID) throws(CoreError) -> Bool {
        guard entry.kind == .revert, let target = entry.target,
            let snapshot = try? repository.snapshot(target), snapshot.treeID == result
        else { return false }
        var journal = try Journal(head: journalAfter, in: repository)
        var moves: [JournalEntry] = []
        var isBefore = false
        while let found = try journal.next()?.entry {
            if found.operation == entry.operation {
                isBefore = true
                continue
            }
            guard isBefore, Self.isMove(found) else { continue }
            if found.kind.makesVersion, found.from != nil { moves.append(found) }
            let isLate =
                entry.monotone - found.monotone
                <= max(found.retention ?? 0, Store.standardRetention)
            if found.from == target {
                return isLate
                    || moves.prefix(Store.fallbacksKept).contains { $0.from == target }
            }
        }
        return false
    }
}
