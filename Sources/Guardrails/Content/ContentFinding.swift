/// Something in a memory's content that a policy may refuse.
public struct ContentFinding: Sendable, Hashable, Codable {
    /// What was looked for.
    public enum Check: String, Sendable, Hashable, CaseIterable, Codable {
        /// Passwords, tokens and keys.
        case secret
        /// Characters that a reader cannot see, or takes for others.
        case invisibleText = "invisible-text"
        /// Text that gives orders to the agent that reads it.
        case injection
        /// A host that the base does not mention.
        case newURL = "new-url"
        /// A command that the base does not mention.
        case newTool = "new-tool"
    }

    /// What was looked for.
    public let check: Check
    /// Name of the rule that found it, in lower case with hyphens.
    public let rule: String
    /// Byte offsets in the memory's content.
    public let range: Range<Int>
    /// Line, from 1.
    public let line: Int
    /// Keyed digest of a secret, by which a policy can allow it; never the value, empty for other checks.
    public let fingerprint: String
    /// The host, command or code points found; empty for secrets and injections.
    public let subject: String

    /// Makes a finding.
    public init(
        check: Check, rule: String, range: Range<Int>, line: Int, fingerprint: String = "",
        subject: String = ""
    ) {
        self.check = check
        self.rule = rule
        self.range = range
        self.line = line
        self.fingerprint = fingerprint
        self.subject = subject
    }

    static func < (left: ContentFinding, right: ContentFinding) -> Bool {
        (left.range.lowerBound, left.check.rawValue, left.rule, left.range.upperBound)
            < (right.range.lowerBound, right.check.rawValue, right.rule, right.range.upperBound)
    }
}
