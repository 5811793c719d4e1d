/// Where an old item went that does not stand in the new store as it stood.
public struct DeletionAccount: Sendable, Hashable {
    /// What became of the item.
    public enum Fate: String, Sendable, Hashable, CaseIterable {
        /// Its words stand in another item that says the same.
        case duplicate
        /// The same slot holds another value now.
        case superseded
        /// Its words went into a larger or a reworded item.
        case folded
        /// Part of its words stand in an item, too few to be sure.
        case maybeFolded = "maybe-folded"
        /// Nothing in the new store takes its place.
        case unaccounted
    }

    /// Index of the item in its change's `old`.
    public let item: Int
    /// What became of it.
    public let fate: Fate
    /// The item that took its place (a new one); nil when unaccounted.
    public let target: Item?
    /// Share of the item's word weight that stands in the target, from 0 to 1.
    public let coverage: Double
    /// The heaviest words that both have, heaviest first; at most six.
    public let sharedWords: [String]

    /// Makes an account.
    public init(
        item: Int, fate: Fate, target: Item?, coverage: Double, sharedWords: [String]
    ) {
        self.item = item
        self.fate = fate
        self.target = target
        self.coverage = coverage
        self.sharedWords = sharedWords
    }
}
