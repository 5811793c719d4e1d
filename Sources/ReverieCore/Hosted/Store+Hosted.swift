public import Git

extension Store {
    /// The hosted memory store that this store was published to last; nil before the first time.
    public func hostedStore() throws(CoreError) -> String? {
        try lastPublication(to: nil)?.hosted
    }

    /// The newest record that a hosted store, or any, was made equal to a snapshot.
    private func lastPublication(to hosted: String?) throws(CoreError) -> JournalEntry? {
        func fits(_ record: JournalRecord) -> Bool {
            record.entry.kind == .publish && record.entry.phase == .done
                && (hosted == nil || record.entry.hosted == hosted)
        }
        return try journal(until: fits).last.flatMap { fits($0) ? $0.entry : nil }
    }

    /// What is known of a hosted store's content: the snapshot that it was made equal to last, and proposals that
    /// were read from it since.
    public func hostedHistory(of hosted: String) throws(CoreError) -> HostedHistory {
        var history = HostedHistory()
        var closed: Set<String> = []
        let records = try journal { $0.entry.kind == .publish && $0.entry.hosted == hosted }
        for entry in records.map(\.entry) where entry.phase == .done {
            switch entry.kind {
            case .publish where entry.hosted == hosted: history.published = entry.to
            case .close: if let dream = entry.dream { closed.insert(dream) }
            case .dream:
                guard let dream = entry.dream, let head = entry.to,
                    let snapshot = try? repository.snapshot(head),
                    snapshot.provenance?.hosted?.output == hosted
                else { continue }
                var isOpen = false
                if !closed.contains(dream), try reference(references.dream(dream)) != nil {
                    isOpen = try self.dream(dream).state == .open
                }
                // What the store held is the engine's own output, not what was proposed of it.
                let output = snapshot.provenance?.canaries?.output.flatMap { ObjectID($0) }
                history.observations.append(
                    HostedHistory.Observation(
                        dream: dream, snapshotID: output ?? head, isOpen: isOpen))
            default: continue
            }
        }
        return history
    }

    /// Notes in the journal that a hosted store is equal to a snapshot; a note that is there already is not repeated.
    public func recordPublication(of snapshotID: ObjectID, to hosted: String) throws(CoreError) {
        _ = try Provenance.checked(hosted)
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let last = try lastPublication(to: nil)
            guard last?.hosted != hosted || last?.to != snapshotID else { return }
            try record(.publish, writer: &writer) { entry in
                entry.from = last?.hosted == hosted ? last?.to : nil
                entry.to = snapshotID
                entry.hosted = hosted
            }
        }
    }

    /// What tells this store from all others at a hosted service: the first entry of its journal.
    public func hostedMark() throws(CoreError) -> String {
        guard let first = try journal().last else { throw .noStore(name, present: []) }
        return first.entryID.description
    }

    /// Folder of this clone for work with a hosted service that is under way; losing it loses no memory.
    public var hostedFolder: String { repository.privateFolder + "/hosted/\(name)" }

    /// The right to write to hosted stores for this store, or to wait for one dream; nil when another process has it.
    public func takeHostedLease(ofDream dream: String? = nil) throws(CoreError) -> Lease? {
        do throws(GitError) {
            try FileSystem.createFolder(hostedFolder + "/dreams")
            return try Lease.take(
                at: hostedFolder + (dream.map { "/dreams/\($0).lock" } ?? "/lease"),
                note: repository.surroundings.note)
        } catch { throw .git(error) }
    }
}

/// What is known of a hosted store's content.
public struct HostedHistory: Sendable, Hashable {
    /// A proposal that holds what the store held at some time after it was published to.
    public struct Observation: Sendable, Hashable {
        /// The proposal's name.
        public let dream: String
        /// The snapshot.
        public let snapshotID: ObjectID
        /// Whether nobody decided about it yet.
        public let isOpen: Bool
    }

    /// The snapshot that it was made equal to last; nil before the first time.
    public var published: ObjectID?
    /// Proposals that were read from it since, newest first.
    public var observations: [Observation] = []
}
