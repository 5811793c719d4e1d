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
