/// What became of a rule.
public enum RuleFate: String, Sendable, Hashable, CaseIterable, Codable {
    /// The same words.
    case preserved
    /// Other words, same force.
    case reworded
    /// Demands more than before.
    case strengthened
    /// Demands less than before.
    case weakened
    /// What stands there now says the opposite, or another value in the same place.
    case contradicted
    /// Nothing takes its place.
    case dropped

    /// Whether a rule with this fate has lost something.
    public var isLoss: Bool {
        switch self {
        case .weakened, .contradicted, .dropped: true
        case .preserved, .reworded, .strengthened: false
        }
    }
}
