/// What is looked for in memories that a proposal adds or changes.
public struct ContentChecks: Sendable, Hashable {
    /// Passwords, tokens and keys.
    public var secrets = CheckMode.block
    /// Characters that a reader cannot see.
    public var invisibleText = CheckMode.block
    /// Text that gives orders to the agent that reads it.
    public var injection = CheckMode.warn
    /// Hosts that the base does not mention.
    public var newURLs = CheckMode.warn
    /// Commands that the base does not mention.
    public var newTools = CheckMode.off
    /// Hosts that are never new; a leading dot stands for all below.
    public var allowedHosts: [String] = []
    /// Fingerprints of findings that are no secrets.
    public var allowedSecrets: [String] = []

    /// Makes the default checks.
    public init() {}
}
