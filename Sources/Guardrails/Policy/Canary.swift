/// A synthetic session that every dream reads, and what must come of it.
public struct Canary: Sendable, Hashable {
    /// Its name.
    public var id: String
    /// The session's text.
    public var session: String
    /// What some memory must say afterwards.
    public var remembered: [String] = []
    /// What no memory may say afterwards.
    public var forgotten: [String] = []
    /// What must stand afterwards word for word.
    public var verbatim: [String] = []
    /// Whether a failure blocks; otherwise it warns.
    public var blocks = true

    /// Makes a canary without expectations.
    public init(id: String, session: String) {
        self.id = id
        self.session = session
    }
}
