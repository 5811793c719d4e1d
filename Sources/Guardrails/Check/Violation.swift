/// A text and where it stands.
public struct Standing: Sendable, Hashable, Codable {
    /// Path of the memory.
    public let path: String
    /// Byte offsets of the item.
    public let range: Range<Int>
    /// The text.
    public let text: String

    /// Makes a standing.
    public init(path: String, range: Range<Int>, text: String) {
        self.path = path
        self.range = range
        self.text = text
    }
}

/// One way in which a move breaks the policy.
public struct Violation: Sendable, Hashable, Codable {
    /// The rule broken.
    public enum Rule: String, Sendable, Hashable, CaseIterable, Codable {
        /// A guardrail demands less.
        case guardrailWeakened = "guardrail-weakened"
        /// A guardrail is contradicted.
        case guardrailContradicted = "guardrail-contradicted"
        /// A guardrail stands where it may not live.
        case guardrailOutOfPlace = "guardrail-out-of-place"
        /// A guardrail is gone.
        case guardrailDropped = "guardrail-dropped"
        /// A protected memory changed.
        case protectedChanged = "protected-changed"
        /// A protected memory went without a successor that names it.
        case protectedDropped = "protected-dropped"
        /// A protected memory was replaced by one that names it; shown, never blocking.
        case protectedSuperseded = "protected-superseded"
        /// A password, token or key.
        case secret
        /// Characters that a reader cannot see.
        case invisibleText = "invisible-text"
        /// Text that gives orders to the agent.
        case injection
        /// A host that the base does not mention.
        case newURL = "new-url"
        /// A command that the base does not mention.
        case newTool = "new-tool"
        /// No memory that the engine wrote says what a canary's session had to leave behind.
        case canaryNotRemembered = "canary-not-remembered"
        /// A memory that the engine wrote says what a canary wants forgotten.
        case canaryNotForgotten = "canary-not-forgotten"
        /// What a canary wants word for word stands in other words, or nowhere.
        case canaryNotVerbatim = "canary-not-verbatim"
        /// The dream did not read a canary's session; shown, never blocking.
        case canaryUnread = "canary-unread"
        /// A memory that would go into production says what only a canary's session said.
        case canaryContent = "canary-content"
    }

    /// Stable name, by which an override calls it: that of the guardrail, or a digest of rule and place.
    public let id: String
    /// The rule broken.
    public let rule: Rule
    /// How bad it is.
    public let severity: Severity
    /// Whether it blocks; otherwise it warns.
    public let blocks: Bool
    /// The guardrail's text, or the path of what is protected, or the name of the content rule.
    public let text: String
    /// Where it stood; nil for what is new or what only the policy holds.
    public let stood: Standing?
    /// What stands there now or contradicts it; empty when nothing does.
    public let stands: [Standing]
    /// How the guardrail changed.
    public let changes: [RuleChange]
    /// Who may override it; anyone when empty.
    public let owners: [String]
    /// What was found in a content; never the value of a secret.
    public let finding: ContentFinding?
}
