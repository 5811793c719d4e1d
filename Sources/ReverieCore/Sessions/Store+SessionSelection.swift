extension Store {
    /// The sessions that a dream shall read, at most ``SessionSelection/limit``.
    ///
    /// Throws ``CoreError/unknownSession(_:)`` or ``CoreError/tooManySessions(asked:)``.
    public func sessions(_ selection: SessionSelection) throws(CoreError) -> SelectedSessions {
        let all = try sessions()
        let cursor = try dreamCursor()
        var chosen: [Session]
        switch selection {
        case .sinceLastDream: chosen = all.filter { $0.number > cursor }
        case .last(let count):
            guard count <= SessionSelection.limit else { throw .tooManySessions(asked: count) }
            chosen = Array(all.suffix(max(0, count)))
        case .named(let names):
            guard names.count <= SessionSelection.limit else {
                throw .tooManySessions(asked: names.count)
            }
            var found: [String: Session] = [:]
            for name in names {
                let session = try session(name, among: all)
                found[session.id] = session
            }
            chosen = found.values.sorted { $0.number < $1.number }
        }
        let waiting = max(0, chosen.count - SessionSelection.limit)
        chosen = Array(chosen.prefix(SessionSelection.limit))
        return SelectedSessions(
            sessions: chosen, waiting: waiting, cursor: max(cursor, chosen.last?.number ?? 0))
    }

    /// A session by its id, the start of it, or the name that it gives itself (the newest of that name).
    private func session(_ text: String, among all: [Session]) throws(CoreError) -> Session {
        if let session = all.last(where: { $0.id == text || $0.name == text }) { return session }
        let candidates = all.filter { text.utf8.count >= 4 && $0.id.hasPrefix(text) }
        guard let only = candidates.first, candidates.count == 1 else {
            throw .unknownSession(text)
        }
        return only
    }

    /// The number of the newest session that production's dreams have behind them; 0 before the first.
    ///
    /// Follows the operations whose effect production shows, so that a revert takes the cursor back as well.
    public func dreamCursor() throws(CoreError) -> Int {
        let moves = try journal().map(\.entry)
            .filter { $0.phase == .done && $0.kind.movesProduction }
        var current = moves.first?.effective
        var seen: Set<String> = []
        while let operation = current, seen.insert(operation).inserted {
            guard let entry = moves.first(where: { $0.operation == operation }) else { return 0 }
            if entry.kind == .merge, let cursor = try cursor(ofMerge: entry) { return cursor }
            current = entry.previous
        }
        return 0
    }

    /// The cursor that the dream of a merge carries.
    private func cursor(ofMerge entry: JournalEntry) throws(CoreError) -> Int? {
        guard let mergeID = entry.to,
            let headID = try repository.snapshot(mergeID).parentIDs.dropFirst().first
        else { return nil }
        return try repository.snapshot(headID).provenance?.cursor
    }

    /// The dreams that read each session, by its id, oldest first.
    public func dreamsOfSessions() throws(CoreError) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for dream in try dreams() {
            for session in dream.provenance?.sessions ?? [] {
                result[session, default: []].append(dream.id)
            }
        }
        return result
    }
}
