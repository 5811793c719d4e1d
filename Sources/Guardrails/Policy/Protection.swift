/// Kinds of memories that can be protected wherever they are.
public enum ProtectedKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Memories that are guardrails by their front matter, path or marker.
    case guardrail
    /// Memories whose front matter says identity.
    case identity
    /// Memories whose front matter says permission.
    case permission
}

/// Memories that may not simply go or change.
public struct Protection: Sendable, Hashable {
    /// What may happen to them.
    public enum Rule: String, Sendable, Hashable, CaseIterable, Codable {
        /// May be replaced by a memory whose front matter says that it supersedes them; never dropped.
        case supersededOnly = "superseded-only"
        /// Not a byte changes.
        case unchanged
    }

    /// Which memories.
    public enum Subject: Sendable, Hashable {
        /// Those at paths of a pattern.
        case path(PathPattern)
        /// Those of a kind.
        case kind(ProtectedKind)
    }

    /// Which memories.
    public var subject: Subject
    /// What may happen to them.
    public var rule = Rule.supersededOnly
    /// Whether a violation blocks.
    public var blocks = true

    /// Makes a protection.
    public init(subject: Subject, rule: Rule = .supersededOnly, blocks: Bool = true) {
        self.subject = subject
        self.rule = rule
        self.blocks = blocks
    }
}
