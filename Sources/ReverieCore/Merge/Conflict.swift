public import Git
public import MemoryDiff

/// A memory that both sides of a merge changed, and that only a person can decide about.
public struct Conflict: Sendable, Hashable {
    /// What the sides did, ours first.
    public enum Kind: String, Sendable, Hashable {
        /// Both changed the memory, differently.
        case editEdit = "edit/edit"
        /// Production changed it, the dream took it away.
        case editDelete = "edit/delete"
        /// Production took it away, the dream changed it.
        case deleteEdit = "delete/edit"
        /// Both made a memory at the path, with other content.
        case addAdd = "add/add"
    }

    /// Path of the memory.
    public let path: String
    /// What the sides did.
    public let kind: Kind
    /// The blob that both started from; nil where there was none.
    public let base: ObjectID?
    /// The blob in production; nil where it is gone.
    public let ours: ObjectID?
    /// The blob in the dream; nil where it is gone.
    public let theirs: ObjectID?
    /// The items that both changed, in the order in which they stand; empty where it is the memory as a whole.
    public var items: [ItemMerge.Conflict] = []

    /// Describes a conflict.
    public init(path: String, kind: Kind, base: ObjectID?, ours: ObjectID?, theirs: ObjectID?) {
        self.path = path
        self.kind = kind
        self.base = base
        self.ours = ours
        self.theirs = theirs
    }
}

/// What a person decided about a conflict.
public enum Resolution: Sendable, Hashable {
    /// What production has.
    case ours
    /// What the dream has.
    case theirs
    /// Something else.
    case content([UInt8])
}
