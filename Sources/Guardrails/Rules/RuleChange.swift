/// One way in which a rule lost or gained force.
public struct RuleChange: Sendable, Hashable, Codable {
    /// The nature of the change.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// Must became should, should became may, never became avoid.
        case forceLowered = "force-lowered"
        /// Should became must.
        case forceRaised = "force-raised"
        /// "usually", "where possible" came in.
        case hedgeAdded = "hedge-added"
        /// The "not" or "never" is gone.
        case prohibitionLost = "prohibition-lost"
        /// A flat prohibition holds only in some cases now.
        case prohibitionLimited = "prohibition-limited"
        /// "unless", "except" came in.
        case exceptionAdded = "exception-added"
        /// An exception covers more.
        case exceptionWidened = "exception-widened"
        /// An exception is gone.
        case exceptionDropped = "exception-dropped"
        /// The rule holds under a condition or in a scope now.
        case scopeNarrowed = "scope-narrowed"
        /// The condition under which something is permitted is gone.
        case conditionDropped = "condition-dropped"
        /// All became some.
        case quantifierLowered = "quantifier-lowered"
        /// "only", "exactly" is gone.
        case onlyLost = "only-lost"
        /// One of several demands is gone.
        case clauseLost = "clause-lost"
        /// The list of what is permitted is longer.
        case permissionWidened = "permission-widened"
        /// The list of what is forbidden is shorter.
        case prohibitionNarrowed = "prohibition-narrowed"
        /// Another way to comply came in.
        case alternativeAdded = "alternative-added"
        /// A limit gives more room.
        case limitLoosened = "limit-loosened"
        /// A limit gives less room.
        case limitTightened = "limit-tightened"
        /// Another value stands in the same place.
        case valueChanged = "value-changed"
        /// What was forbidden is permitted.
        case nowPermitted = "now-permitted"
        /// What was permitted is forbidden.
        case nowForbidden = "now-forbidden"
        /// What was demanded is forbidden.
        case polarityFlipped = "polarity-flipped"
        /// The words stand there, said to be no longer in force.
        case cancelled
        /// A heading, an introduction or a remark came in that takes force from the words, which stand there.
        case doubted
        /// A text is too long to be judged word by word, and not the same.
        case tooLong = "too-long"
        /// Nothing takes the rule's place.
        case noCounterpart = "no-counterpart"

        /// The fate of a rule to which this alone happened.
        public var fate: RuleFate {
            switch self {
            case .forceRaised, .exceptionDropped, .limitTightened: .strengthened
            case .cancelled, .valueChanged, .nowPermitted, .nowForbidden, .polarityFlipped:
                .contradicted
            case .noCounterpart: .dropped
            default: .weakened
            }
        }
    }

    /// The nature of the change.
    public let kind: Kind
    /// The words of the old rule concerned, as stems or as written; empty where something came in.
    public let old: String
    /// The words now concerned; empty where something went.
    public let new: String

    /// Makes a change.
    public init(kind: Kind, old: String, new: String) {
        self.kind = kind
        self.old = old
        self.new = new
    }
}
