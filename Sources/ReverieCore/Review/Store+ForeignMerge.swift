internal import Git

/// What a synchronisation found out about production.
public struct Synchronised: Sendable, Hashable {
    /// Moves that the journal did not know, oldest first.
    public let moves: [JournalEntry]
}

extension Store {
    /// The dream that a foreign snapshot merged, as a forge's button does: its second parent is the dream's head.
    func dreamMerged(by snapshot: Snapshot) throws(CoreError) -> String? {
        guard snapshot.parentIDs.count == 2, let head = snapshot.parentIDs.last else { return nil }
        return try dreams().first { $0.head.snapshotID == head && $0.state != .merged }?.id
    }

    /// Brings into the journal what happened to production without Reverie.
    ///
    /// A commit whose second parent is the head of a dream is that dream's merge and becomes a version;
    /// everything else is noted as foreign. Throws ``CoreError/productionRewritten(journal:found:)``.
    public func synchronise() throws(CoreError) -> Synchronised {
        try repository.write { (writer: inout Writer) throws(CoreError) in
            let before = try journalHead()
            try settle(&writer)
            let gained = try journal { $0.entryID == before }.dropLast()
            return Synchronised(
                moves: gained.map(\.entry).filter {
                    $0.phase == .done && $0.kind.movesProduction
                }.reversed())
        }
    }
}
