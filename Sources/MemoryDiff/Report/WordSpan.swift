/// A run of words that two texts share or that one of them has alone.
public struct WordSpan: Sendable, Hashable {
    /// Which side has the words.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// Both sides.
        case equal
        /// The old side alone.
        case removed
        /// The new side alone.
        case added
    }

    /// Which side has the words.
    public let role: Role
    /// UTF-8 offsets into the old text; empty for `added`, at the place where the words came in.
    public let old: Range<Int>
    /// UTF-8 offsets into the new text; empty for `removed`, at the place where the words stood.
    public let new: Range<Int>

    /// Makes a span.
    public init(role: Role, old: Range<Int>, new: Range<Int>) {
        self.role = role
        self.old = old
        self.new = new
    }
}
