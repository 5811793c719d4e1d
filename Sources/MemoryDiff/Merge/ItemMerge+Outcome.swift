extension ItemMerge {
    /// What a merge of one memory came to.
    public enum Outcome: Sendable, Hashable {
        /// Both sides' changes, in these bytes.
        case merged([UInt8])
        /// Items that both sides changed differently, in the order in which they stand.
        case conflicts([Conflict])
        /// A conflict of the file as a whole: a side or the result is not the JSON or YAML that its name says.
        case unparsable
    }

    /// An item that both sides changed, each in its own way.
    public struct Conflict: Sendable, Hashable {
        /// What the sides did to the item; ours is named first.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Both changed it.
            case editEdit = "edit/edit"
            /// Ours changed it, theirs removed it.
            case editDelete = "edit/delete"
            /// Ours removed it, theirs changed it.
            case deleteEdit = "delete/edit"
            /// Both added an entry of this name.
            case addAdd = "add/add"
        }

        /// Place among the conflicts of this merge, the key for a resolution.
        public let index: Int
        /// What the sides did.
        public let kind: Kind
        /// Byte offsets of the item's tile in the base; nil where both added it.
        public let base: Range<Int>?
        /// Byte offsets of the item's tile in ours; nil where ours removed it.
        public let ours: Range<Int>?
        /// Byte offsets of the item's tile in theirs; nil where theirs removed it.
        public let theirs: Range<Int>?

        /// Makes a conflict.
        public init(
            index: Int, kind: Kind, base: Range<Int>?, ours: Range<Int>?, theirs: Range<Int>?
        ) {
            self.index = index
            self.kind = kind
            self.base = base
            self.ours = ours
            self.theirs = theirs
        }
    }

    /// A reviewer's decision about one conflict.
    public enum Resolution: Sendable, Hashable {
        /// The item as it was before; without one (both added it) nothing.
        case base
        /// The item as ours has it; nothing where ours removed it.
        case ours
        /// The item as theirs has it; nothing where theirs removed it.
        case theirs
        /// These bytes in the item's place, without a line terminator at the end.
        case text([UInt8])
    }
}
