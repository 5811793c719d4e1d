/// The semantic difference of two snapshots.
public struct Report: Sendable, Hashable {
    /// Sizes of one side.
    public struct Totals: Sendable, Hashable {
        /// Number of memories.
        public var memories: Int
        /// Number of items.
        public var items: Int
        /// Size of all contents, in bytes.
        public var bytes: Int
        /// Estimate of language-model tokens.
        public var tokens: Int

        /// Makes totals.
        public init(memories: Int = 0, items: Int = 0, bytes: Int = 0, tokens: Int = 0) {
            self.memories = memories
            self.items = items
            self.bytes = bytes
            self.tokens = tokens
        }
    }

    /// The old side.
    public let old: Totals
    /// The new side.
    public let new: Totals
    /// Number of items that stand unchanged in their place.
    public let unchangedItems: Int
    /// Every other item is in exactly one change; each has its name, the most urgent comes first.
    public let changes: [Change]
    /// What stood in the old store and stands nowhere in the new one; the most serious first.
    public let lostTerms: [LostTerm]

    /// Makes a report.
    public init(
        old: Totals, new: Totals, unchangedItems: Int, changes: [Change],
        lostTerms: [LostTerm] = []
    ) {
        self.old = old
        self.new = new
        self.unchangedItems = unchangedItems
        self.changes = ChangeName.named(changes)
        self.lostTerms = lostTerms
    }

    /// Number of changes of one kind.
    public func count(of kind: ChangeKind) -> Int {
        changes.reduce(0) { $0 + ($1.kind == kind ? 1 : 0) }
    }

    /// True when nothing a reader could see or be misled by has changed.
    public var isEmpty: Bool { changes.isEmpty }
}
