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

/// One thing that changed inside a modified group.
public struct ChangeDetail: Sendable, Hashable {
    /// The nature of a change of meaning.
    public enum Aspect: String, Sendable, Hashable, CaseIterable {
        /// A value of the same slot.
        case value
        /// A number, with its unit.
        case number
        /// A date or time.
        case date
        /// A version.
        case version
        /// A name or identifier.
        case name
        /// What or whom the statement covers.
        case scope
        /// The force: must, should, may, never, avoid.
        case modality
        /// A statement turned into its opposite.
        case negation
        /// An exception that came or went.
        case exception
        /// A condition that came or went.
        case condition
        /// Other words for the same.
        case wording
    }

    /// What kind of thing changed.
    public let aspect: Aspect
    /// The words of the old side; empty where something came.
    public let old: String
    /// The words of the new side; empty where something went.
    public let new: String

    /// Makes a detail.
    public init(aspect: Aspect, old: String, new: String) {
        self.aspect = aspect
        self.old = old
        self.new = new
    }
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

    /// Makes a change.
    public init(
        kind: ChangeKind, old: [Item], new: [Item], memoryKind: MemoryKind,
        details: [ChangeDetail], risk: Risk, reason: String
    ) {
        self.kind = kind
        self.old = old
        self.new = new
        self.memoryKind = memoryKind
        self.details = details
        self.risk = risk
        self.reason = reason
    }
}
