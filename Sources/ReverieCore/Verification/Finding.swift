public import Git

/// Something that a check of the repository found.
public struct Finding: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable, Comparable {
        /// Worth knowing; nothing is at stake.
        case notice
        /// A promise does not hold, or will not for long.
        case warning
        /// Something is broken or lost.
        case error

        /// Orders by weight.
        public static func < (left: Severity, right: Severity) -> Bool {
            left.weight < right.weight
        }

        private var weight: Int {
            switch self {
            case .notice: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// What was found, with what it concerns.
    public enum Fact: Sendable, Hashable {
        /// `git fsck` complains, in its own words.
        case objectCheck(String)
        /// An object is missing or does not match its name.
        case unreadable(ObjectID)
        /// A path in a snapshot that no memory may have.
        case path(String, PathRule, in: ObjectID)
        /// Something in a snapshot is no file.
        case notAFile(String, in: ObjectID)
        /// Content in production that no memory may have.
        case content(String, ContentRule)
        /// Production does not follow the journal; repairing restores what the journal knows.
        case productionRewritten(journal: ObjectID, found: ObjectID?)
        /// Production moved without a journal entry, to something that follows what the journal knows.
        case unknownMoves(from: ObjectID, to: ObjectID)
        /// An operation was interrupted; the next writing command settles it.
        case interrupted(JournalEntry)
        /// The journal is damaged at an entry.
        case journal(ObjectID, JournalProblem)
        /// The tag of a version is missing or names something else; repairing sets it.
        case versionTag(Int?, expected: ObjectID, found: ObjectID?)
        /// The tag of a promised fallback is missing or names something else; repairing sets it.
        case fallbackTag(Int, expected: ObjectID, found: ObjectID?)
        /// The branch of a dream that was neither merged nor closed is missing; repairing sets it.
        case dreamBranch(String, expected: ObjectID)
        /// A branch of a dream has no journal entry.
        case unknownDream(String)
        /// The rules named by the branch do not follow those that the journal knows; repairing sets a missing branch.
        case policyBranch(expected: ObjectID, found: ObjectID?)
        /// A line of `packed-refs`, counted from 1, is no reference or stands out of order.
        case packedReferences(line: Int)
        /// A name among the store's references that means nothing.
        case unknownReference(String)
        /// Files that a crash left behind.
        case leftover(path: String)
        /// Objects are borrowed from another repository, whose clean-up may destroy them.
        case borrowedObjects
        /// The repository is a shallow or partial clone; old stores may be missing.
        case incompleteClone
        /// Production or versions stand there and no journal says where they come from.
        case journalMissing
    }

    /// How bad it is.
    public let severity: Severity
    /// What it is.
    public let fact: Fact
    /// Whether ``Store/verify(repairing:)`` mends it when asked to.
    public let canRepair: Bool
    /// Whether it was mended now.
    public var isRepaired = false

    init(_ severity: Severity, _ fact: Fact, canRepair: Bool = false) {
        self.severity = severity
        self.fact = fact
        self.canRepair = canRepair
    }
}

/// What a check of a journal counted and found.
public struct JournalCheck: Sendable, Hashable {
    /// Number of entries that were read.
    public var entries = 0
    /// The newest entry, to remember: a journal that later contains it was not rewritten before it.
    public var head: ObjectID?
    /// The first entry.
    public var root: ObjectID?
    /// What is wrong with which entry, newest first.
    public var problems: [Problem] = []
    /// Number of entries that carry a signature.
    public var signed = 0
    /// Number of entries that are signed by whom they name, as the list of allowed signers has it.
    public var proven = 0
    /// Signatures that prove nobody, where the rules did not ask for any, oldest first.
    public var unproven: [Problem] = []
    /// Whether an entry that the caller remembered is part of the journal; nil when none was given.
    public var containsRemembered: Bool?

    /// One thing that is wrong.
    public struct Problem: Sendable, Hashable {
        /// The entry.
        public let entryID: ObjectID
        /// What is wrong with it.
        public let problem: JournalProblem
    }
}
