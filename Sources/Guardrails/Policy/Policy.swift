/// The rules by which a proposal is judged.
public struct Policy: Sendable, Hashable {
    /// The newest format that this version reads.
    public static let format = 1

    /// Limits that must stand somewhere in the store, in the order of the file.
    public var guardrails: [DeclaredGuardrail] = []
    /// Memories that may not simply go or change.
    public var protections: [Protection] = []
    /// What the loss of an undeclared sentence that obliges or forbids means.
    public var strictSentences = Treatment.block
    /// What the loss of an undeclared sentence that recommends means.
    public var advisingSentences = Treatment.warn
    /// Sentences that do not count as guardrails.
    public var waivers: [Waiver] = []
    /// What is looked for in memories that a proposal adds or changes.
    public var content = ContentChecks()
    /// Who must agree to a merge.
    public var approvals = Approvals()
    /// Days for which what a move replaced stays restorable.
    public var retentionDays = 7
    /// When a proposal is merged without a person.
    public var autoMerge = AutoMerge()
    /// When the next dream is due; never by itself without a value.
    public var due = Due()
    /// Synthetic sessions that every dream reads.
    public var canaries: [Canary] = []

    /// Makes the policy that applies where there is none: declared and strict sentences block.
    public init() {}

    /// What applies to a store without a policy file: explicit guardrails and strict sentences block.
    public static let builtIn = Policy()
}

/// What the loss of a guardrail means for a move.
public enum Treatment: String, Sendable, Hashable, CaseIterable, Codable {
    /// Nothing.
    case ignore
    /// It is shown.
    case warn
    /// The move is refused.
    case block
}

/// How a check of contents acts.
public enum CheckMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// Not at all.
    case off
    /// It is shown.
    case warn
    /// The move is refused.
    case block
}

/// How bad the loss of a guardrail is.
public enum Severity: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// Warns.
    case low
    /// Blocks.
    case medium
    /// Blocks.
    case high
    /// Blocks, and is shown first.
    case critical

    /// Orders by weight.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A limit that the policy declares.
public struct DeclaredGuardrail: Sendable, Hashable {
    /// Its name.
    public var id: String
    /// The rule.
    public var text: String
    /// Where it may live; anywhere when empty.
    public var places: [PathPattern] = []
    /// How bad its loss is.
    public var severity = Severity.high
    /// Who may override its loss; anyone when empty.
    public var owners: [String] = []
    /// Other wordings that count as the same rule.
    public var rewordings: [String] = []

    /// Makes a guardrail.
    public init(id: String, text: String) {
        self.id = id
        self.text = text
    }
}

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
