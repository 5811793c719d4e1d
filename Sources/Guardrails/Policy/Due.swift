/// When the next dream is due.
public struct Due: Sendable, Hashable {
    /// After this many new sessions.
    public var sessions: Int?
    /// After this many hours.
    public var hours: Int?
    /// Not before nobody wrote for this many minutes.
    public var idleMinutes: Int?

    /// Makes the default: never by itself.
    public init() {}
}
