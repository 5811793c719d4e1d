/// Something that can be looked up and that stood in the old store and stands nowhere in the new one.
public struct LostTerm: Sendable, Hashable {
    /// What kind of thing was lost; the most serious first.
    public enum Category: String, Sendable, Hashable, CaseIterable {
        /// A prohibition (`never force-push`), whole clause.
        case prohibition
        /// A negated statement, whole clause.
        case negation
        /// A number with its unit where it has one.
        case number
        /// A version.
        case version
        /// A date or time.
        case date
        /// A path, command, URL, code or other identifier.
        case identifier
        /// A proper name.
        case name
    }

    /// What kind of thing was lost.
    public let category: Category
    /// The words as they stood.
    public let text: String
    /// The old items in which it stood, in store order; at most eight.
    public let places: [Item]
    /// Number of old items in which it stood.
    public let count: Int

    /// Makes a lost term.
    public init(category: Category, text: String, places: [Item], count: Int) {
        self.category = category
        self.text = text
        self.places = places
        self.count = count
    }
}
