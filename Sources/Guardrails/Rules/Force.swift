/// How binding a clause is; ordered, `statement` first.
enum Force: Int, Sendable, Hashable, Comparable {
    /// Says how things are.
    case statement = 0
    /// Permits.
    case permission = 1
    /// Recommends.
    case advice = 2
    /// Obliges or forbids.
    case strict = 3

    static func < (left: Force, right: Force) -> Bool { left.rawValue < right.rawValue }
}
