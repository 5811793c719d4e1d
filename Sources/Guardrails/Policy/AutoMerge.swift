/// The highest risk that a merge without a person may carry.
public enum RiskLimit: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// Only what loses nothing and claims nothing.
    case low
    /// Also what is worth reading.
    case medium
    /// Also what must be read.
    case high

    /// Orders by how much passes.
    public static func < (left: RiskLimit, right: RiskLimit) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// When a proposal is merged without a person.
public struct AutoMerge: Sendable, Hashable {
    /// Whether at all.
    public var isEnabled = false
    /// Most changed items.
    public var mostChanges = 20
    /// Highest risk of any change.
    public var highestRisk = RiskLimit.low
    /// Most items without a successor.
    public var mostPruned = 0

    /// Makes the default: never.
    public init() {}
}
