public import Git
public import MemoryDiff

/// For every item of a memory the snapshot that brought it in, through rewordings and moves.
public struct Blame: Sendable {
    /// Where one item comes from.
    public struct Origin: Sendable {
        /// The item as it stands in the memory that was asked about.
        public let item: Item
        /// The item as it stood at first; another text or path where it was reworded or moved since.
        public let first: Item
        /// The snapshot that brought it in; a dream's own where it came with a dream.
        public let snapshot: Snapshot
        /// The state of production with which it came in, where that is another snapshot than the dream's.
        public let entered: ObjectID?
        /// The newest snapshot that changed its words or its place; nil when nothing did.
        public let changed: Snapshot?
        /// The state of production with which that change came in, where that is another snapshot.
        public let changeEntered: ObjectID?
        /// How often its words or its place changed.
        public let changes: Int
        /// False when history goes on further back than it was followed.
        public let isComplete: Bool

        /// The sessions in which its dream found it, where the dream says so of this very item.
        public var foundIn: [String] {
            let evidence = snapshot.provenance?.evidence ?? []
            var sessions: [String] = []
            for place in evidence {
                guard let item = place.item, item.path == first.memoryPath,
                    item.start < first.range.upperBound, first.range.lowerBound < item.end
                else { continue }
                for passage in place.sessions where !sessions.contains(passage.session) {
                    sessions.append(passage.session)
                }
            }
            return sessions
        }
    }

    /// How much work is done at most.
    public struct Limits: Sendable {
        /// Snapshots that are looked at.
        public var snapshots = 50_000
        /// Bytes of changed memories that are matched against each other in one step; beyond, only the
        /// memory itself is compared with what it was before.
        public var bytesInStep = 1 << 22
        /// Bytes that are matched in all steps together.
        public var bytes = 1 << 26

        /// The limits that every command uses.
        public init() {}
    }

    /// One origin for each item, in the order of the memory.
    public let origins: [Origin]
}

extension MemoryRepository {
    /// Where each item of a memory comes from; nil when the snapshot holds no memory at the path.
    public func blame(
        _ path: MemoryPath, at snapshot: Snapshot, limits: Blame.Limits = Blame.Limits()
    ) throws(CoreError) -> Blame? {
        guard let content = try memory(at: path, in: snapshot.treeID) else { return nil }
        let items = ItemParser.items(of: Memory(path: path.description, content: content))
        var walk = BlameWalk(repository: self, limits: limits)
        return Blame(origins: try walk.origins(of: items, in: snapshot))
    }
}
