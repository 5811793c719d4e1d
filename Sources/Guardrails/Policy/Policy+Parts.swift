/// What is looked for in memories that a proposal adds or changes.
public struct ContentChecks: Sendable, Hashable {
    /// Passwords, tokens and keys.
    public var secrets = CheckMode.block
    /// Characters that a reader cannot see.
    public var invisibleText = CheckMode.block
    /// Text that gives orders to the agent that reads it.
    public var injection = CheckMode.warn
    /// Hosts that the base does not mention.
    public var newURLs = CheckMode.warn
    /// Commands that the base does not mention.
    public var newTools = CheckMode.off
    /// Hosts that are never new; a leading dot stands for all below.
    public var allowedHosts: [String] = []
    /// Fingerprints of findings that are no secrets.
    public var allowedSecrets: [String] = []

    /// Makes the default checks.
    public init() {}
}

/// Who must agree to a merge.
public struct Approvals: Sendable, Hashable {
    /// Approvals that a merge needs.
    public var required = 0
    /// Whose approvals count; anyone's when empty.
    public var approvers: [String] = []
    /// Approvals that a weaker policy needs.
    public var forRelaxation = 1

    /// Makes the default: none.
    public init() {}
}

/// The highest risk that a merge without a person may carry.
public enum RiskLimit: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// Only what loses nothing and claims nothing.
    case low
    /// Also what is worth reading.
    case medium
    /// Also what must be read.
    case high

    /// Orders by how much passes.
    public static func < (left: RiskLimit, right: RiskLimit) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// When a proposal is merged without a person.
public struct AutoMerge: Sendable, Hashable {
    /// Whether at all.
    public var isEnabled = false
    /// Most changed items.
    public var mostChanges = 20
    /// Highest risk of any change.
    public var highestRisk = RiskLimit.low
    /// Most items without a successor.
    public var mostPruned = 0

    /// Makes the default: never.
    public init() {}
}

/// When the next dream is due.
public struct Due: Sendable, Hashable {
    /// After this many new sessions.
    public var sessions: Int?
    /// After this many hours.
    public var hours: Int?
    /// Not before nobody wrote for this many minutes.
    public var idleMinutes: Int?

    /// Makes the default: never by itself.
    public init() {}
}

/// A synthetic session that every dream reads, and what must come of it.
public struct Canary: Sendable, Hashable {
    /// Its name.
    public var id: String
    /// The session's text.
    public var session: String
    /// What some memory must say afterwards.
    public var remembered: [String] = []
    /// What no memory may say afterwards.
    public var forgotten: [String] = []
    /// What must stand afterwards word for word.
    public var verbatim: [String] = []

    /// Makes a canary without expectations.
    public init(id: String, session: String) {
        self.id = id
        self.session = session
    }
}
