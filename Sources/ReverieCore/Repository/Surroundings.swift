public import Git

/// Everything outside a repository that an operation depends on, handed in as values.
public struct Surroundings {
    /// Who acts.
    public var actor: Actor
    /// Seconds since 1970, as the machine's clock says.
    public var now: () -> Int64
    /// Offset of local time from UTC at a moment, in minutes.
    public var zoneOffset: (Int64) -> Int
    /// Nanoseconds of a clock that never jumps; only differences mean anything.
    public var monotonic: () -> Int64
    /// Waits, in milliseconds.
    public var sleep: (Int64) -> Void
    /// Random bits for names and for jitter.
    public var random: () -> UInt64
    /// The `git` program; nil when none was found, and then nothing moves.
    public var git: GitProgram?
    /// The key with which journal entries are signed; nil: they are not.
    public var signingKey: SigningKey?
    /// What checks signatures; nil when it was not found, and then none counts.
    public var signatureProgram: SSHKeygen?
    /// One line about this process for those who wait for it: command, process id, host, boot.
    public var note: String
    /// Asks the checks of a repository's owner about a move that the rules allow, under the lease and before
    /// anything is written; throws to keep it from happening.
    public var ownChecks: (ProposedMove) throws(CoreError) -> Void = { _ in }

    /// Collects the values.
    public init(
        actor: Actor, now: @escaping () -> Int64, zoneOffset: @escaping (Int64) -> Int,
        monotonic: @escaping () -> Int64, sleep: @escaping (Int64) -> Void,
        random: @escaping () -> UInt64, git: GitProgram?, signingKey: SigningKey? = nil,
        signatureProgram: SSHKeygen? = nil, note: String
    ) {
        self.actor = actor
        self.now = now
        self.zoneOffset = zoneOffset
        self.monotonic = monotonic
        self.sleep = sleep
        self.random = random
        self.git = git
        self.signingKey = signingKey
        self.signatureProgram = signatureProgram
        self.note = note
    }

    func requireGit() throws(CoreError) -> GitProgram {
        guard let git else { throw .git(.gitMissing) }
        return git
    }
}

/// Who does something.
public struct Actor: Sendable, Hashable {
    /// What an actor is.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A human being.
        case person
        /// A program that acts for itself, such as an agent in a session.
        case agent
        /// What produced a dream.
        case engine
    }

    /// Name, as for git commits.
    public let name: String
    /// E-mail address, as for git commits.
    public let email: String
    /// What the actor is.
    public let kind: Kind

    /// Describes an actor.
    public init(name: String, email: String, kind: Kind) {
        self.name = name
        self.email = email
        self.kind = kind
    }
}
