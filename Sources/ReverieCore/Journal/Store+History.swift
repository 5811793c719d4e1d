public import Git

/// One state of production and how it came to be.
public struct HistoryEntry: Sendable, Hashable {
    /// The journal's entry.
    public let entry: JournalEntry
    /// The number, when it is a version.
    public let version: Int?
    /// Direct writes that followed before the next version; only for versions.
    public var writes: Int
    /// Whether it was taken back or superseded by a revert; nil when nothing moved production.
    public let isEffective: Bool
}

extension Store {
    /// What happened to production, newest first.
    ///
    /// Without `withWrites` only versions are listed, each with the number of direct writes after it.
    public func history(withWrites: Bool, limit: Int = .max) throws(CoreError) -> [HistoryEntry] {
        var found = 0
        // What is effective is found by going back in time, so nothing older than the list has a say in it.
        let moves = try journal {
            guard $0.entry.phase == .done, $0.entry.kind.movesProduction else { return false }
            if withWrites || $0.entry.kind.makesVersion { found += 1 }
            return found >= limit
        }.map(\.entry).filter { $0.phase == .done && $0.kind.movesProduction }
        var numbers: [ObjectID: Int] = [:]
        for (number, id) in try versions() { numbers[id] = number }
        let effective = Self.effectiveOperations(of: moves)
        var entries: [HistoryEntry] = []
        var writes = 0
        for entry in moves {
            guard entries.count < limit else { break }
            let version = entry.kind.makesVersion ? entry.to.flatMap { numbers[$0] } : nil
            if entry.kind.makesVersion || withWrites {
                entries.append(
                    HistoryEntry(
                        entry: entry, version: version, writes: writes,
                        isEffective: !entry.kind.makesVersion || entry.kind == .revert
                            || effective.contains(entry.operation)))
                writes = 0
            } else {
                writes += 1
            }
        }
        return entries
    }

    /// The operations whose effect production shows, from moves with the newest first.
    private static func effectiveOperations(of moves: [JournalEntry]) -> Set<String> {
        let previous = Dictionary(moves.map { ($0.operation, $0.previous) }) { first, _ in first }
        var effective: Set<String> = []
        var current = moves.first?.effective
        while let operation = current, effective.insert(operation).inserted {
            current = previous[operation] ?? nil
        }
        return effective
    }

    /// Something that can be made production again.
    public struct Fallback: Sendable, Hashable {
        /// The number of the move that superseded it; nil for production itself.
        public let number: Int
        /// What production pointed at before that move.
        public let snapshotID: ObjectID
        /// The version that it was, when it was one exactly.
        public let version: Int?
        /// The move that superseded it; nil when the journal does not know it.
        public let supersededBy: JournalEntry?
        /// Until when it is promised at least, in seconds since 1970; nil when that is not known.
        public let until: Int64?
        /// Whether it is one of the last three, which stay however old they are.
        public let isAmongLast: Bool
    }

    /// Number of fallbacks that never expire, the newest ones.
    public static let fallbacksKept = 3

    /// What can be made production again with one command, newest first.
    public func fallbacks() throws(CoreError) -> [Fallback] {
        let tags = try fallbackTags()
        let versions = try versions()
        let byNumber = Dictionary(versions.map { ($0.number, $0.objectID) }) { first, _ in first }
        var wanted = Set(tags.compactMap { byNumber[$0.number] })
        var moves: [ObjectID: JournalEntry] = [:]
        for record in try journal(until: {
            guard $0.entry.phase == .done, $0.entry.kind.makesVersion, let to = $0.entry.to else {
                return false
            }
            wanted.remove(to)
            return wanted.isEmpty
        }) {
            let entry = record.entry
            if entry.phase == .done, entry.kind.makesVersion, let to = entry.to {
                moves[to] = entry
            }
        }
        let byID = Dictionary(versions.map { ($0.objectID, $0.number) }) { first, _ in first }
        let kept = Set(tags.suffix(Self.fallbacksKept).map(\.number))
        return tags.reversed().map { number, snapshotID in
            let entry = byNumber[number].flatMap { moves[$0] }
            return Fallback(
                number: number, snapshotID: snapshotID, version: byID[snapshotID],
                supersededBy: entry,
                until: entry.map { $0.clock + ($0.retention ?? Self.standardRetention) },
                isAmongLast: kept.contains(number))
        }
    }
}
