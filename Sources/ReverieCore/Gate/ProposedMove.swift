public import Git
public import MemoryDiff

/// A move that the rules allow and of which nothing is written yet, for the checks of a repository's owner.
public struct ProposedMove {
    /// The store whose production would move.
    public let store: Store
    /// What it is.
    public let kind: JournalEntry.Kind
    /// Production as it is.
    public let from: ObjectID?
    /// The tree that the move would make.
    public let treeID: ObjectID
    /// The memories that would change, as they are.
    public let old: [Memory]
    /// The same memories as they would be.
    public let new: [Memory]
}

/// A check of a repository's owner that keeps a move from happening.
public struct CheckRefusal: Sendable, Hashable {
    /// Why.
    public enum Reason: Sendable, Hashable {
        /// It says no.
        case blocks
        /// It did not answer in time.
        case tookTooLong
        /// It said more than so many bytes.
        case saidTooMuch(Int)
        /// It answered with something that is no finding.
        case rubbish
        /// It ended with another status.
        case failed(Int32)
    }

    /// One thing that a check says.
    public struct Answer: Sendable, Hashable, Codable {
        /// The rule, as the check calls it.
        public var rule: String
        /// How bad it is, in the check's words.
        public var severity: String?
        /// The change concerned.
        public var change: String?
        /// What is wrong.
        public var message: String
    }

    /// Path of the check.
    public let program: String
    /// Why.
    public let reason: Reason
    /// What it said.
    public let answers: [Answer]

    /// Describes a refusal.
    public init(program: String, reason: Reason, answers: [Answer] = []) {
        self.program = program
        self.reason = reason
        self.answers = answers
    }
}
