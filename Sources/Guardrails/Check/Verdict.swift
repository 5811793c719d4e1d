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
