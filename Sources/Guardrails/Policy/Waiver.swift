/// Sentences that do not count as guardrails.
public struct Waiver: Sendable, Hashable {
    /// Which sentences.
    public enum Subject: Sendable, Hashable {
        /// The one of this identifier.
        case id(String)
        /// Those in memories at paths of a pattern.
        case path(PathPattern)
    }

    /// Which sentences.
    public var subject: Subject
    /// Why.
    public var reason: String

    /// Makes a waiver.
    public init(subject: Subject, reason: String) {
        self.subject = subject
        self.reason = reason
    }
}
