/// What the loss of a guardrail means for a move.
public enum Treatment: String, Sendable, Hashable, CaseIterable, Codable {
    /// Nothing.
    case ignore
    /// It is shown.
    case warn
    /// The move is refused.
    case block
}

/// How a check of contents acts.
public enum CheckMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// Not at all.
    case off
    /// It is shown.
    case warn
    /// The move is refused.
    case block
}

/// How bad the loss of a guardrail is.
public enum Severity: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
    /// Warns.
    case low
    /// Blocks.
    case medium
    /// Blocks.
    case high
    /// Blocks, and is shown first.
    case critical

    /// Orders by weight.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
