internal import Git

/// Reads a journal: an append-only chain of commits without files, each carrying one entry.
struct Journal: ~Copyable {
    private let repository: MemoryRepository
    private var heap: [JournalRecord] = []
    private var seen: Set<ObjectID> = []

    /// A journal that ends at a head, newest entry first.
    init(head: ObjectID?, in repository: MemoryRepository) throws(CoreError) {
        self.repository = repository
        if let head { try push(head) }
    }

    /// The next older entry; nil after the first one.
    ///
    /// Where two clones wrote at the same time their lines run side by side; the one with more credited
    /// time comes first, then the one with the larger id, so that every reader sees the same order.
    mutating func next() throws(CoreError) -> JournalRecord? {
        guard
            let newest = heap.indices.max(by: {
                (heap[$0].entry.monotone, heap[$0].entry.clock, heap[$0].entryID)
                    < (heap[$1].entry.monotone, heap[$1].entry.clock, heap[$1].entryID)
            })
        else { return nil }
        let record = heap.remove(at: newest)
        for parent in record.parentIDs { try push(parent) }
        return record
    }

    private mutating func push(_ entryID: ObjectID) throws(CoreError) {
        guard seen.insert(entryID).inserted else { return }
        heap.append(try repository.journalRecord(entryID))
    }
}

extension MemoryRepository {
    /// One entry of a journal.
    func journalRecord(_ entryID: ObjectID) throws(CoreError) -> JournalRecord {
        let commit: Commit
        do { commit = try git.commit(entryID) } catch {
            throw .journalBroken(entryID, problem: .unreadable)
        }
        guard commit.treeID == .emptyTree else {
            throw .journalBroken(entryID, problem: .notEmpty)
        }
        switch JournalEntry.parse(commit.message) {
        case .success(let entry):
            return JournalRecord(entryID: entryID, parentIDs: commit.parentIDs, entry: entry)
        case .failure(let error):
            if case .newerFormat(let version) = error.problem {
                throw .newerFormat(what: "journal", version: version)
            }
            throw .journalBroken(entryID, problem: error.problem)
        }
    }
}
