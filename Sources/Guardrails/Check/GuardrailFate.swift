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
