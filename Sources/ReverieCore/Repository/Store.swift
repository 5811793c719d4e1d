public import Git

/// One store of a repository: reading its references, its journal and its snapshots.
///
/// Reading never writes; what a crash left open is reported, and settled by the next operation that writes.
public struct Store {
    /// The store's name.
    public let name: StoreName
    /// The repository it is in.
    public let repository: MemoryRepository

    /// The names of its references.
    public var references: StoreReferences { StoreReferences(name) }

    /// What a reference names; in an ordinary clone, what it names at the remote.
    func reference(_ name: String) throws(CoreError) -> ObjectID? {
        guard let remote = StoreReferences.remote(name), try isRemoteCopy() else {
            return try local(name)
        }
        return try local(remote)
    }

    /// The production pointer; nil when there is none.
    public func production() throws(CoreError) -> ObjectID? { try reference(references.production) }

    /// Whether the store is here only as the branches of the remote that it was cloned from.
    ///
    /// An ordinary clone has a production branch of its own when production is what it checked out, and that
    /// may be old; so the journal decides.
    public func isRemoteCopy() throws(CoreError) -> Bool {
        guard let remote = StoreReferences.remote(references.journal) else { return false }
        guard try local(references.journal) == nil else { return false }
        return try local(remote) != nil
    }

    /// The newest entry of the journal.
    public func journalHead() throws(CoreError) -> ObjectID? { try reference(references.journal) }

    /// The snapshot that production points at.
    public func productionSnapshot() throws(CoreError) -> Snapshot {
        guard let production = try production() else {
            throw .productionRewritten(
                journal: try lastMove()?.entry.to ?? .zero, found: nil)
        }
        return try repository.snapshot(production)
    }

    /// The entries of the journal, newest first, until `isEnough` answers true.
    public func journal(until isEnough: (JournalRecord) -> Bool = { _ in false })
        throws(CoreError) -> [JournalRecord]
    {
        var journal = try Journal(head: journalHead(), in: repository)
        var records: [JournalRecord] = []
        while let record = try journal.next() {
            records.append(record)
            if isEnough(record) { break }
        }
        return records
    }

    /// The newest finished operation that moved production.
    public func lastMove() throws(CoreError) -> JournalRecord? {
        var journal = try Journal(head: journalHead(), in: repository)
        while let record = try journal.next() {
            if record.entry.kind.movesProduction && record.entry.phase == .done { return record }
        }
        return nil
    }

    /// The operation that was prepared and neither finished nor given up; nil when all is settled.
    public func interrupted() throws(CoreError) -> JournalEntry? {
        guard let head = try journalHead() else { return nil }
        let entry = try repository.journalRecord(head).entry
        return entry.phase == .intent ? entry : nil
    }

    /// The numbered references below a prefix, by number.
    func numbered(_ prefix: String) throws(CoreError) -> [(number: Int, objectID: ObjectID)] {
        do throws(GitError) {
            return try repository.git.references(withPrefix: prefix).compactMap { reference in
                guard let number = Int(reference.name.dropFirst(prefix.count)), number > 0 else {
                    return nil
                }
                return (number, reference.objectID)
            }
            .sorted { $0.number < $1.number }
        } catch { throw .git(error) }
    }

    /// Version numbers and the snapshots that they name, oldest first.
    public func versions() throws(CoreError) -> [(number: Int, objectID: ObjectID)] {
        try numbered(references.versions)
    }

    /// Fallback numbers and what production pointed at before the moves of these numbers, oldest first.
    public func fallbackTags() throws(CoreError) -> [(number: Int, objectID: ObjectID)] {
        try numbered(references.fallbacks)
    }
}
