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
    /// time comes first, then the one with the larger number, clock and id, so that every reader sees the
    /// same order. Time never runs back along a line and the number grows, so no entry comes before one
    /// that follows it.
    mutating func next() throws(CoreError) -> JournalRecord? {
        guard
            let newest = heap.indices.max(by: {
                Self.order(heap[$0], heap[$1])
            })
        else { return nil }
        let record = heap.remove(at: newest)
        for parent in record.parentIDs { try push(parent) }
        return record
    }

    private static func order(_ left: JournalRecord, _ right: JournalRecord) -> Bool {
        let (one, other) = (left.entry, right.entry)
        if (one.monotone, one.sequence) != (other.monotone, other.sequence) {
            return (one.monotone, one.sequence) < (other.monotone, other.sequence)
        }
        return (one.clock, left.entryID) < (other.clock, right.entryID)
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
