/// An expectation of a canary that a store does not meet.
public struct CanaryFailure: Sendable, Hashable, Codable {
    /// What was expected.
    public enum Expectation: String, Sendable, Hashable, CaseIterable, Codable {
        /// Some memory says it, in whatever words of the same force.
        case remember
        /// No memory says it.
        case forget
        /// It stands there word for word.
        case verbatim
    }

    /// Name of the canary.
    public let canaryID: String
    /// What was expected.
    public let expectation: Expectation
    /// The text expected, or not expected.
    public let text: String
    /// What stands there instead of it, or in spite of it; nil when nothing does.
    public let found: Standing?
}
