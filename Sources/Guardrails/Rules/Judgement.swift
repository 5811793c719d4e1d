/// The judge's answer for one rule.
public struct Judgement: Sendable, Hashable, Codable {
    /// What became of the rule.
    public let fate: RuleFate
    /// Why, most serious first; empty for `preserved` and `reworded`.
    public let changes: [RuleChange]
    /// Positions, in the texts given, of those that take the rule's place, the nearest first.
    public let counterparts: [Int]

    /// Makes a judgement.
    public init(fate: RuleFate, changes: [RuleChange], counterparts: [Int]) {
        self.fate = fate
        self.changes = changes
        self.counterparts = counterparts
    }
}
