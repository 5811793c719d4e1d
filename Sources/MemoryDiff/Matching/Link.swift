/// A group of old items and the new items that took their place.
public struct Link: Sendable, Hashable {
    /// How the two sides of a group relate.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Same text in the same place.
        case unchanged
        /// Same text, other path or section.
        case moved
        /// One item for another.
        case modified
        /// Several old items, one new item.
        case compressed
        /// One old item, several new items.
        case split
        /// Several items on both sides.
        case regrouped
        /// The two differ only in characters that a reader cannot see.
        case invisible
    }

    /// Indices of the old items, ascending; never empty.
    public let old: [Int]
    /// Indices of the new items, ascending; never empty.
    public let new: [Int]
    /// How the two sides relate.
    public let kind: Kind
    /// Similarity on which the link rests, from 0 to 1; 1 for equal text.
    public let score: Double

    /// Makes a link.
    public init(old: [Int], new: [Int], kind: Kind, score: Double) {
        self.old = old
        self.new = new
        self.kind = kind
        self.score = score
    }
}
