/// What became of a group of items between two snapshots.
public enum ChangeKind: String, Sendable, Hashable, CaseIterable {
    /// Same text, other path or section.
    case moved
    /// One item reworded or changed; the same slot with another value is superseded.
    case modified
    /// n old items became one (n >= 2).
    case compressed
    /// One old item became several.
    case split
    /// n old items became m new ones (n, m >= 2).
    case regrouped
    /// An old item without successor.
    case pruned
    /// A new item without predecessor.
    case added
    /// The item differs only in characters that a reader cannot see.
    case invisible

    /// What the same change is called when it is read from the new side to the old one.
    public var mirrored: ChangeKind {
        switch self {
        case .compressed: .split
        case .split: .compressed
        case .pruned: .added
        case .added: .pruned
        case .moved, .modified, .regrouped, .invisible: self
        }
    }
}

/// What an item is for the agent that reads it.
public enum MemoryKind: String, Sendable, Hashable, CaseIterable {
    /// A limit on what the agent may do.
    case guardrail
    /// How something is to be done.
    case instruction
    /// What somebody likes.
    case preference
    /// Steps that worked.
    case workflow
    /// Something that went wrong and its lesson.
    case mistake
    /// Something that is so.
    case fact
    /// Something that was noticed once.
    case observation
}

/// How much a reviewer should worry; ordered, `low` first.
public enum Risk: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// Nothing is lost and nothing new is claimed.
    case low
    /// Worth reading.
    case medium
    /// Must be read before the merge.
    case high
    /// Takes away or weakens a limit.
    case critical

    /// Orders by weight.
    public static func < (left: Risk, right: Risk) -> Bool { left.rawValue < right.rawValue }
}

/// One group of linked items, or one item without a partner, and what happened to it.
public struct Change: Sendable, Hashable {
    /// What happened.
    public let kind: ChangeKind
    /// The old items concerned, in store order; empty for `added`.
    public let old: [Item]
    /// The new items concerned, in store order; empty for `pruned`.
    public let new: [Item]
    /// What the items are for the agent.
    public let memoryKind: MemoryKind
    /// What changed, most important first; empty for `moved`, `pruned` and `added`.
    public let details: [ChangeDetail]
    /// How much to worry.
    public let risk: Risk
    /// Why, in words for a reader.
    public let reason: String
    /// Where each old item that no longer stands as it stood went; empty for `moved` and `added`.
    public let accounts: [DeletionAccount]
    /// True when the same slot now holds another value.
    public let isSuperseded: Bool
    /// True when path or headings differ between the two sides.
    public let isRelocated: Bool
    /// Eight letters that name the change; empty until it is in a report.
    ///
    /// The same for the same change in whatever report it stands, and another for every other change of its
    /// report.
    public internal(set) var id = ""

    /// Makes a change.
    public init(
        kind: ChangeKind, old: [Item], new: [Item], memoryKind: MemoryKind,
        details: [ChangeDetail], risk: Risk, reason: String, accounts: [DeletionAccount] = [],
        isSuperseded: Bool = false, isRelocated: Bool = false
    ) {
        self.kind = kind
        self.old = old
        self.new = new
        self.memoryKind = memoryKind
        self.details = details
        self.risk = risk
        self.reason = reason
        self.accounts = accounts
        self.isSuperseded = isSuperseded
        self.isRelocated = isRelocated
    }
}
