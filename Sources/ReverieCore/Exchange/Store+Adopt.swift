public import Git

/// What a pull did to a store.
public struct Adopted: Sendable {
    /// What it came to.
    public enum Outcome: String, Sendable, Hashable {
        /// There was nothing new.
        case current
        /// The store was not here before.
        case made
        /// Journal and production went forward to theirs.
        case forwarded
        /// Both sides had entries of their own; the lines of the journal became one.
        case joined
        /// Theirs was taken where both had moved production; ours is a dream now.
        case replaced
    }

    /// What it came to.
    public let outcome: Outcome
    /// Production before; nil when there was none.
    public let from: ObjectID?
    /// Production now.
    public let to: ObjectID?
    /// The dream that keeps our production, when theirs was taken.
    public let dream: String?
    /// Number of dreams that came.
    public let dreams: Int
    /// Why the files of the work tree were not brought up to date; nil when they were, or there are none.
    public let workTreeFailure: CoreError?
}

extension Store {
    /// Takes over what another repository has, after judging it as a push would be judged.
    ///
    /// `theirs` holds what its references name, under their names there; the objects are here already. Where
    /// both sides moved production, ``CoreError/diverged(ours:theirs:)`` is thrown, unless `takingTheirs`: then
    /// ours becomes a dream and its journal is kept under a tag. Throws ``CoreError/refused(_:)``.
    public func adopt(_ theirs: [String: ObjectID], takingTheirs: Bool) throws(CoreError)
        -> Adopted
    {
        try repository.write { (writer: inout Writer) throws(CoreError) in
            guard try local(references.journal) != nil else { return try make(theirs, &writer) }
            try settle(&writer)
            return try bringTogether(theirs, takingTheirs: takingTheirs, &writer)
        }
    }

    private func make(_ theirs: [String: ObjectID], _ writer: inout Writer) throws(CoreError)
        -> Adopted
    {
        let changes = try incoming(theirs)
        try admit(changes)
        try writer.move(changes)
        return try finished(.made, from: nil, changes: changes)
    }

    private func bringTogether(
        _ theirs: [String: ObjectID], takingTheirs: Bool, _ writer: inout Writer
    ) throws(CoreError) -> Adopted {
        let from = try local(references.production)
        guard let ourHead = try local(references.journal),
            let theirHead = theirs[references.journal]
        else { return try finished(.current, from: from, changes: []) }
        var changes = try incoming(theirs)
        var outcome = Adopted.Outcome.current
        var pack: PackStore.Installed?
        if repository.history(ourHead, includes: theirHead) == true {
            changes.removeAll { Self.isLine($0.name, references) }
        } else if repository.history(theirHead, includes: ourHead) == true {
            outcome = .forwarded
        } else {
            outcome = .joined
            let ours = try moves(of: ourHead, notIn: theirHead)
            let others = try moves(of: theirHead, notIn: ourHead)
            if !ours.isEmpty && !others.isEmpty {
                let production = theirs[references.production]
                guard takingTheirs else {
                    throw .diverged(ours: from ?? .zero, theirs: production ?? .zero)
                }
                return try replace(with: theirs, &writer)
            }
            if !ours.isEmpty { changes.removeAll { $0.name == references.production } }
            let (joinID, installed) = try join(theirHead, ourHead, &writer)
            pack = installed
            changes.removeAll { $0.name == references.journal }
            changes.append(ReferenceChange(references.journal, from: ourHead, to: joinID))
        }
        // Rules of ours that theirs do not know yet stay; they go there with the next push.
        changes.removeAll { change in
            guard change.name == references.policy, let old = change.old, let new = change.new
            else { return false }
            return repository.history(old, includes: new) == true
        }
        let reviews = try joinReviews(theirs, &writer)
        changes += reviews.changes
        let moved = changes.first { $0.name == references.production }
        if let old = moved?.old, let new = moved?.new {
            try refuseUnsaved(
                movingFrom: repository.snapshot(old).treeID, to: repository.snapshot(new).treeID)
        }
        try admit(changes)
        try writer.move(changes)
        if let pack { writer.finish(pack) }
        if let pack = reviews.pack { writer.finish(pack) }
        return try finished(outcome, from: from, changes: changes)
    }

    static func isLine(_ name: String, _ references: StoreReferences) -> Bool {
        [references.production, references.journal, references.policy].contains(name)
    }

    /// The steps to theirs that are new here: lines, and tags and dreams that are missing.
    func incoming(_ theirs: [String: ObjectID]) throws(CoreError) -> [ReferenceChange] {
        var changes: [ReferenceChange] = []
        for (name, new) in theirs.sorted(by: { $0.key < $1.key }) {
            guard let (store, role) = StoreReference.read(name), store == self.name else {
                continue
            }
            let old = try local(name)
            guard old != new else { continue }
            switch role {
            case .production, .journal, .policy:
                changes.append(ReferenceChange(name, from: old, to: new))
            case .dream(let id):
                let wasClosed = try local(references.closed(id)) == new
                let isNewer = old.map { repository.history(new, includes: $0) == true } ?? true
                if isNewer, !wasClosed {
                    changes.append(ReferenceChange(name, from: old, to: new))
                }
            case .closed(let id):
                guard old == nil else { continue }
                changes.append(ReferenceChange(name, from: nil, to: new))
                let branch = references.dream(id)
                if theirs[branch] == nil, try local(branch) == new {
                    changes.append(ReferenceChange(branch, from: new, to: nil))
                }
            case .sessions, .review:
                let isNewer = old.map { repository.history(new, includes: $0) == true } ?? true
                if isNewer { changes.append(ReferenceChange(name, from: old, to: new)) }
            case .version, .fallback:
                if old == nil { changes.append(ReferenceChange(name, from: nil, to: new)) }
            case .shadow: break
            }
        }
        return changes
    }

    /// Throws ``CoreError/refused(_:)`` when the judge of pushes refuses the changes.
    private func admit(_ changes: [ReferenceChange]) throws(CoreError) {
        let refusals = try PushJudge(repository).refusals(for: changes)
        guard refusals.isEmpty else { throw .refused(refusals) }
    }

    private func join(_ theirs: ObjectID, _ ours: ObjectID, _ writer: inout Writer)
        throws(CoreError) -> (ObjectID, PackStore.Installed)
    {
        let one = try repository.journalRecord(theirs).entry
        let other = try repository.journalRecord(ours).entry
        var entry = entry(.join, .done, operation: newOperation(), after: one)
        entry.sequence = max(one.sequence, other.sequence) + 1
        entry.monotone = max(
            entry.monotone, JournalEntry.monotone(at: entry.clock, after: other))
        var batch = try newBatch()
        let joinID = try addEntry(entry, parents: [theirs, ours], to: &batch)
        return (joinID, try writer.install(batch, operation: entry.operation))
    }

    /// The finished moves in the history of one entry that are not in that of another.
    func moves(of head: ObjectID, notIn other: ObjectID) throws(CoreError) -> [JournalEntry] {
        var known: Set<ObjectID> = []
        var journal = try Journal(head: other, in: repository)
        while let record = try journal.next() { known.insert(record.entryID) }
        var moves: [JournalEntry] = []
        journal = try Journal(head: head, in: repository)
        while let record = try journal.next() {
            guard !known.contains(record.entryID) else { continue }
            if record.entry.phase == .done, record.entry.kind.movesProduction {
                moves.append(record.entry)
            }
        }
        return moves
    }

    func finished(
        _ outcome: Adopted.Outcome, from: ObjectID?, changes: [ReferenceChange],
        dream: String? = nil
    ) throws(CoreError) -> Adopted {
        let to = try local(references.production)
        var failure: CoreError?
        if let to, from != nil, to != from {
            failure =
                follow(Moved(operation: "", from: from, to: to, version: nil)).workTreeFailure
        }
        let dreams = changes.count { $0.name.hasPrefix(references.dreams) && $0.new != nil }
        let didNothing = outcome == .current || changes.isEmpty
        return Adopted(
            outcome: didNothing ? .current : outcome, from: from, to: to, dream: dream,
            dreams: dreams, workTreeFailure: failure)
    }
}
