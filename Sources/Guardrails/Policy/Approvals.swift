/// Who must agree to a merge.
public struct Approvals: Sendable, Hashable {
    /// Approvals that a merge needs.
    public var required = 0
    /// Whose approvals count; anyone's when empty.
    public var approvers: [String] = []
    /// Whether reviews, overrides and changes of the policy count only when their author signed them.
    public var areSigned = false
    /// Approvals that a weaker policy needs.
    public var forRelaxation = 1

    /// Makes the default: none.
    public init() {}
}
