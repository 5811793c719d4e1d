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

extension Override {
    /// Whether it lets a violation pass.
    public func covers(_ violation: Violation) -> Bool {
        (violationID == violation.id || violationID == "all")
            && reason.contains { !$0.isWhitespace } && owner.contains { !$0.isWhitespace }
            && (violation.owners.isEmpty || violation.owners.contains(owner))
    }
}
