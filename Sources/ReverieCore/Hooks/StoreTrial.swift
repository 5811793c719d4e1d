internal import Git
internal import Guardrails

/// The judgement of what one transaction does to one store.
struct StoreTrial {
    let store: Store
    let proposed: [Proposed]
    var refusals: [Refusal] = []
    /// Entries that the journal gains, oldest first.
    var gained: [JournalRecord] = []
    private var versionMoves: [JournalEntry]?

    let productionBefore: ObjectID?
    let productionAfter: ObjectID?
    let journalBefore: ObjectID?
    let journalAfter: ObjectID?
    let policyBefore: ObjectID?
    let policyAfter: ObjectID?

    var repository: MemoryRepository { store.repository }

    /// Nil when the references belong to something that only has names like a store's.
    init?(
        _ store: Store, proposed: [Proposed], present: [String: ObjectID?]
    ) throws(CoreError) {
        self.store = store
        self.proposed = proposed
        func pair(_ role: StoreReference, _ name: String) throws(CoreError) -> (
            ObjectID?, ObjectID?
        ) {
            if let found = proposed.first(where: { $0.role == role }) {
                return (found.old, found.new)
            }
            if let known = present[name] { return (known, known) }
            let found = try store.local(name)
            return (found, found)
        }
        (productionBefore, productionAfter) = try pair(.production, store.references.production)
        (journalBefore, journalAfter) = try pair(.journal, store.references.journal)
        (policyBefore, policyAfter) = try pair(.policy, store.references.policy)
        if journalBefore == nil, journalAfter == nil {
            // Without a journal only a snapshot that Reverie made shows that this is a store.
            guard let productionAfter,
                let snapshot = try? store.repository.snapshot(productionAfter),
                snapshot.provenance != nil
            else { return nil }
        }
    }

    mutating func refuse(_ reference: String, _ reason: Refusal.Reason) {
        refusals.append(Refusal(reference: reference, store: store.name, reason: reason))
    }

    mutating func run() throws(CoreError) {
        guard try judgeJournal() else { return }
        try judgePolicy()
        guard refusals.isEmpty else { return }
        try judgeProduction()
        for change in proposed {
            switch change.role {
            case .production, .journal, .policy: break
            case .sessions: break
            case .review: try judgeReview(change)
            case .dream: if let new = change.new { try judgeProposal(new, at: change.name) }
            case .version(let number): try judgeVersion(number, change)
            case .fallback(let number): try judgeFallback(number, change)
            case .closed: try judgeClosed(change)
            case .shadow: if change.new != nil { refuse(change.name, .hidesBranch) }
            }
        }
    }

    /// The finished moves that made versions, oldest first, as the journal will have them.
    mutating func moves() throws(CoreError) -> [JournalEntry] {
        if let versionMoves { return versionMoves }
        var journal = try Journal(head: journalAfter, in: repository)
        var found: [JournalEntry] = []
        while let entry = try journal.next()?.entry {
            if entry.phase == .done, entry.kind.makesVersion { found.append(entry) }
        }
        found.reverse()
        versionMoves = found
        return found
    }

    func history(of commitID: ObjectID, includes ancestor: ObjectID) throws(CoreError) -> Bool {
        do { return try repository.git.history(of: commitID, includes: ancestor) } catch {
            throw .git(error)
        }
    }
}
