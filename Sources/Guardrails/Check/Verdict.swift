/// What became of a guardrail between base and result.
public enum GuardrailFate: String, Sendable, Hashable, CaseIterable, Codable {
    /// The same words stand there.
    case kept
    /// The same words stand elsewhere, where they may.
    case moved
    /// Other words, same force.
    case reworded
    /// Demands more.
    case strengthened
    /// Stands where it may not live.
    case movedOutOfPlace = "moved-out-of-place"
    /// Demands less.
    case weakened
    /// Something says the opposite.
    case contradicted
    /// Nothing takes its place.
    case dropped

    /// Whether something was lost.
    public var isLoss: Bool {
        switch self {
        case .kept, .moved, .reworded, .strengthened: false
        case .movedOutOfPlace, .weakened, .contradicted, .dropped: true
        }
    }
}

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

/// A decision to let one violation pass.
public struct Override: Sendable, Hashable, Codable {
    /// Name of the violation, or `all`.
    public let violationID: String
    /// Why.
    public let reason: String
    /// Who decided.
    public let owner: String

    /// Makes an override.
    public init(violationID: String, reason: String, owner: String) {
        self.violationID = violationID
        self.reason = reason
        self.owner = owner
    }
}

/// The judgement of one move, equal for equal inputs whatever their order.
public struct Verdict: Sendable, Hashable, Codable {
    /// Number of guardrails by what became of them.
    public struct Counts: Sendable, Hashable, Codable {
        /// The same words, in place.
        public var kept = 0
        /// The same words elsewhere.
        public var moved = 0
        /// Other words, same force.
        public var reworded = 0
        /// More demanded.
        public var strengthened = 0
        /// Where it may not live.
        public var outOfPlace = 0
        /// Less demanded.
        public var weakened = 0
        /// The opposite said.
        public var contradicted = 0
        /// Gone.
        public var dropped = 0

        /// Makes counts of nothing.
        public init() {}

        mutating func add(_ fate: GuardrailFate, _ number: Int = 1) {
            switch fate {
            case .kept: kept += number
            case .moved: moved += number
            case .reworded: reworded += number
            case .strengthened: strengthened += number
            case .movedOutOfPlace: outOfPlace += number
            case .weakened: weakened += number
            case .contradicted: contradicted += number
            case .dropped: dropped += number
            }
        }
    }

    /// Guardrails of the base by what became of them.
    public let counts: Counts
    /// Everything that breaks the policy: what blocks first, then by severity, rule, place and name.
    public let violations: [Violation]

    /// Whether nothing blocks.
    public var passes: Bool { !violations.contains(where: \.blocks) }

    /// What blocks in spite of the overrides, in order.
    ///
    /// An override counts when its reason has words and its owner is named, and is one of the
    /// violation's owners where there are any.
    public func remaining(after overrides: [Override]) -> [Violation] {
        violations.filter { violation in
            violation.blocks && !overrides.contains { $0.covers(violation) }
        }
    }

    /// The bytes that a digest of the verdict covers: what it judged and what it found.
    ///
    /// - Parameters:
    ///   - base: Identifier of the base's tree.
    ///   - result: Identifier of the result's tree.
    ///   - policy: Identifier of the policy, empty for the built-in one.
    public func canonicalBytes(base: String, result: String, policy: String) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ text: String) {
            bytes += "\(text.utf8.count):".utf8
            bytes += text.utf8
        }
        for text in ["reverie-verdict-1", base, result, policy] { add(text) }
        for violation in violations {
            add(violation.id)
            add(violation.rule.rawValue)
            add(violation.severity.rawValue)
            add(violation.blocks ? "blocks" : "warns")
            add(violation.text)
            for standing in [violation.stood].compactMap(\.self) + violation.stands {
                add(standing.path)
                add("\(standing.range.lowerBound)-\(standing.range.upperBound)")
                add(standing.text)
            }
            for change in violation.changes {
                add(change.kind.rawValue)
                add(change.old)
                add(change.new)
            }
            if let finding = violation.finding {
                add(finding.rule)
                add("\(finding.range.lowerBound)-\(finding.range.upperBound)")
                add(finding.fingerprint)
                add(finding.subject)
            }
        }
        return bytes
    }
}

extension Override {
    /// Whether it lets a violation pass.
    public func covers(_ violation: Violation) -> Bool {
        (violationID == violation.id || violationID == "all")
            && reason.contains { !$0.isWhitespace } && owner.contains { !$0.isWhitespace }
            && (violation.owners.isEmpty || violation.owners.contains(owner))
    }
}
