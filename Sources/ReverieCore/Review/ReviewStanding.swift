public import Git
public import Guardrails
internal import MemoryDiff

/// Why an approval does not hold any more.
public enum Outdated: Sendable, Hashable {
    /// The dream has another head: which changes came and which went since, by name.
    case dreamChanged(from: ObjectID, came: [String], went: [String])
    /// The dream is measured against another snapshot.
    case forkChanged
    /// Decisions about these changes are other ones now.
    case decisionsChanged([String])
    /// Other rules apply.
    case policyChanged
    /// The dream conflicts with production in these memories.
    case conflicts([String])
    /// Production changed items of these memories that the dream changes too.
    case touched([String])
    /// The rules find something else in the dream's changes now.
    case verdictChanged
}

/// Why an approval does not count although nothing changed.
public enum Discount: Sendable, Hashable {
    /// Who opened the dream.
    case launcher
    /// Who wrote words of it: the names of the changes.
    case editor([String])
    /// A program.
    case program(Actor.Kind)
    /// The policy names others.
    case notListed
    /// The rules ask for signatures, and this one is not proven to be of whom it names.
    case unproven(SSHKeygen.Finding)
}

/// An approval and what it is worth now.
public struct ApprovalStanding: Sendable, Hashable {
    /// The approval.
    public let said: ReviewState.Said
    /// Why it is outdated; holds when empty.
    public let outdated: [Outdated]
    /// Why it does not count; counts when nil.
    public let discount: Discount?

    /// Whether it counts towards what the policy requires.
    public var counts: Bool { outdated.isEmpty && discount == nil }
}

/// Something that has to be so before a dream is merged.
public struct Requirement: Sendable, Hashable {
    /// What it asks for.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        /// So many people agree.
        case approvals
        /// Nobody who looked at it objects.
        case noObjection = "no-objection"
        /// The rules find nothing that blocks.
        case check
        /// It merges with what production has now.
        case freshBase = "fresh-base"
        /// Who decided proved who they are.
        case signatures
        /// Nothing is put off and nobody contradicts anybody.
        case decisions
    }

    /// Why it is not fulfilled.
    public enum Lack: Sendable, Hashable {
        /// Valid approvals, and how many it takes.
        case approvals(have: Int, need: Int)
        /// Who objects.
        case objections([Actor])
        /// What blocks.
        case violations([Violation])
        /// The memories in conflict.
        case conflicts([String])
        /// Who decided without proof, each with what is wrong.
        case unproven([Actor: SSHKeygen.Finding])
        /// Changes that were put off, and changes about which people contradict each other.
        case undecided(deferred: [String], contradicting: [String])
    }

    /// What it asks for.
    public let name: Name
    /// Whether a merge is refused without it.
    public let isRequired: Bool
    /// What is missing; nil when it is fulfilled.
    public let lack: Lack?
}

/// A dream under review: its changes, what was said, and what stands between it and production.
public struct Review: Sendable {
    /// The dream.
    public let dream: Dream
    /// Its changes.
    public let comparison: StoreComparison
    /// What was said and decided.
    public let state: ReviewState
    /// The approvals of the past and of now, oldest first.
    public let approvals: [ApprovalStanding]
    /// What a merge asks for.
    public let requirements: [Requirement]
    /// What would be merged; nil where decisions about one file exclude each other.
    public let proposal: Proposal?
    /// Moves of production since the dream read it; nil when it never read production.
    public let distance: Int?
    /// Names of the changes for which the rules forbid the merge, in the order of the report.
    public let blocked: [String]

    /// Changes by what was decided about them.
    public func count(of verdict: ReviewEvent.Verdict) -> Int {
        comparison.report.changes.reduce(0) { count, change in
            (state.decisions[change.id]?.decision.verdict ?? .open) == verdict
                && state.contradictions[change.id] == nil ? count + 1 : count
        }
    }

    /// What keeps the dream from being merged.
    public var lacking: [Requirement] { requirements.filter { $0.isRequired && $0.lack != nil } }
}
