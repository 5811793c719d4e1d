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
