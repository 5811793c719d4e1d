public import Git
public import Guardrails

/// A verdict with what it is about.
public struct Judged: Sendable, Hashable {
    /// What was found.
    public let verdict: Verdict
    /// The tree before the move.
    public let base: ObjectID
    /// The tree that the move makes.
    public let result: ObjectID
    /// The commit of the policy that judged; nil: the built-in one.
    public let policyID: ObjectID?
    /// What was let pass, with who decided and why.
    public var overrides: [Override] = []

    /// SHA-256 of the verdict's canonical bytes, 64 hexadecimal digits; the same wherever it is computed.
    public var digest: String {
        Digest.sha256(
            verdict.canonicalBytes(
                base: base.description, result: result.description,
                policy: policyID?.description ?? ""))
    }
}

/// An override as somebody asks for it; who asks is known.
public struct RequestedOverride: Sendable, Hashable {
    /// Name of the violation, or `all`.
    public let violationID: String
    /// Why.
    public let reason: String

    /// Asks for an override.
    public init(violationID: String, reason: String) {
        self.violationID = violationID
        self.reason = reason
    }

    /// What stands for every violation that blocks.
    public static let all = "all"
}
