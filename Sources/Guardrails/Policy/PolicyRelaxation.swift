/// One way in which a policy demands less than the one before.
public struct PolicyRelaxation: Sendable, Hashable {
    /// What was relaxed.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A guardrail is no longer declared.
        case guardrailRemoved = "guardrail-removed"
        /// A guardrail's text lost force.
        case guardrailWeakened = "guardrail-weakened"
        /// A guardrail's loss counts for less.
        case severityLowered = "severity-lowered"
        /// A guardrail may live in more places.
        case placesWidened = "places-widened"
        /// More people may override a guardrail.
        case ownersWidened = "owners-widened"
        /// More wordings count as a guardrail.
        case rewordingAdded = "rewording-added"
        /// Memories are no longer protected, or less.
        case protectionLowered = "protection-lowered"
        /// The loss of undeclared sentences counts for less.
        case sentencesLowered = "sentences-lowered"
        /// More sentences do not count.
        case waiverAdded = "waiver-added"
        /// A check of contents is weaker.
        case contentCheckLowered = "content-check-lowered"
        /// More hosts or findings pass.
        case allowanceAdded = "allowance-added"
        /// Fewer approvals, or approvals of more people, are enough.
        case approvalsLowered = "approvals-lowered"
        /// Fallbacks go earlier.
        case retentionShortened = "retention-shortened"
        /// More is merged without a person.
        case autoMergeWidened = "auto-merge-widened"
        /// A canary is gone or expects less.
        case canaryRemoved = "canary-removed"
    }

    /// What was relaxed.
    public let kind: Kind
    /// Which guardrail, pattern or setting.
    public let subject: String
    /// What it was; empty when it was not there.
    public let old: String
    /// What it is; empty when it is gone.
    public let new: String
}
