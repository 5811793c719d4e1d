internal import FoundationEssentials
public import Git
public import Guardrails

/// One line of a store's journal: an operation, or the intent to carry one out.
///
/// No text of a memory and no plain digest of one is ever in it, so that redaction stays possible.
public struct JournalEntry: Sendable, Hashable {
    /// How far the operation was when the entry was written.
    public enum Phase: String, Sendable, Hashable, Codable {
        /// Everything is prepared, the pointer has not moved yet.
        case intent
        /// It happened.
        case done
        /// It was prepared and did not happen.
        case aborted
    }

    /// What the operation was.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The store's first version.
        case initialize = "init"
        /// A snapshot of a folder, or of one memory, between versions.
        case write
        /// A proposal was opened.
        case dream
        /// A dream became production.
        case merge
        /// An earlier state became production again.
        case revert
        /// Production moved by other means than Reverie's.
        case external
        /// Somebody said something about a dream, wants it otherwise, agrees to it, does not, or thinks again.
        case comment
        case requestChanges = "request-changes"
        case approve, reject, withdraw
        /// Somebody decided about single changes of a dream.
        case decide
        /// A rewritten production was put back.
        case repair
        /// A dream was closed without a merge, or opened again.
        case close, release
        /// Two lines of the journal became one.
        case join
        /// A fallback's promise ended, or was given a longer life.
        case expire, hold
        /// Maintenance ran.
        case maintain
        /// Transcripts were added.
        case session
        /// The rules changed.
        case policy
        /// A hosted memory store was made equal to a snapshot.
        case publish

        /// Whether production moves.
        public var movesProduction: Bool {
            switch self {
            case .initialize, .write, .merge, .revert, .external, .repair: true
            case .comment, .requestChanges, .approve, .reject, .withdraw, .decide: false
            case .dream, .close, .release, .join, .expire, .hold, .maintain, .session, .policy,
                .publish:
                false
            }
        }

        /// Whether production becomes a numbered version.
        public var makesVersion: Bool {
            switch self {
            case .initialize, .merge, .revert: true
            default: false
            }
        }
    }

    /// Name of the operation; intent and outcome share it.
    public var operation: String
    /// What it was.
    public var kind: Kind
    /// How far it was.
    public var phase: Phase
    /// Who did it.
    public var actor: Actor
    /// What production (or, for a dream, its base) was before.
    public var from: ObjectID?
    /// What it became; for a dream the proposal.
    public var to: ObjectID?
    /// The dream concerned.
    public var dream: String?
    /// The sessions that were added, by their keyed digests; nil for every other operation.
    public var sessions: [String]?
    /// The hosted memory store that was made equal to `to`; nil for every other operation.
    public var hosted: String?
    /// The reason given.
    public var reason: String?
    /// The version or time that a revert was asked for, as resolved.
    public var target: ObjectID?
    /// The operation whose effect production shows after this one; see ``Store/effectiveOperation``.
    public var effective: String?
    /// What was effective before that one took place.
    public var previous: String?
    /// How long what this move superseded stays restorable, in seconds.
    public var retention: Int64?
    /// What was let pass in spite of the rules, with who decided and why.
    public var overrides: [Override] = []
    /// Digest of the verdict on the move, 64 hexadecimal digits; see ``Judged/digest``.
    public var verdict: String?
    /// The commit of the policy that judged, or that a change of the policy made; nil: the built-in one.
    public var policy: ObjectID?
    /// What was said or decided about a dream; of a merge, what it left out.
    public var review: ReviewEvent?
    /// The machine's clock, in seconds since 1970.
    public var clock: Int64
    /// Time that surely passed since the journal began, in seconds: gaps between entries, each at most a day.
    public var monotone: Int64
    /// Number of the entry, from 1; where lines were joined, one more than the larger of both.
    public var sequence: Int
    /// What this entry says about those before it, so that a reader can pass over them; every 1,000th has it.
    public var checkpoint: Checkpoint?

    /// A summary of the entries since the checkpoint before this one.
    public struct Checkpoint: Sendable, Hashable {
        /// The checkpoint before this one; nil for the first.
        public var previous: ObjectID?
        /// The smallest clock of the entries in between, in seconds since 1970.
        public var earliest: Int64

        /// Number of entries from one checkpoint to the next.
        public static let spacing = 1000
    }

    /// The largest gap between two entries that counts as time passed, in seconds.
    public static let creditLimit: Int64 = 86_400

    /// Credited time at a moment, given the entry before it.
    public static func monotone(at clock: Int64, after previous: JournalEntry?) -> Int64 {
        guard let previous else { return 0 }
        let gap = clock.subtractingReportingOverflow(previous.clock)
        guard !gap.overflow else { return previous.monotone }
        return previous.monotone + min(max(gap.partialValue, 0), creditLimit)
    }
}

/// An entry where it stands.
public struct JournalRecord: Sendable, Hashable {
    /// The commit that carries the entry.
    public let entryID: ObjectID
    /// The entries before it; two where lines were joined.
    public let parentIDs: [ObjectID]
    /// What it says.
    public let entry: JournalEntry
}

/// Why an entry of a journal cannot be believed.
public enum JournalProblem: Sendable, Hashable {
    /// The commit is missing or damaged.
    case unreadable
    /// The commit carries files, which no entry does.
    case notEmpty
    /// The signature proves nobody.
    case signature(SSHKeygen.Finding)
    /// The line is no entry.
    case malformed
    /// The entry was written by a newer Reverie.
    case newerFormat(Int)
    /// The credited time runs backwards.
    case timeRunsBackwards
    /// An outcome without its intent, or an intent that was followed by something else.
    case phaseOutOfOrder
    /// The move starts from a snapshot where production was not.
    case brokenChain
}
