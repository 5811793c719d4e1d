public import Git
public import Guardrails

/// Why a change of a reference must not happen, as facts; the words come at the edge.
public struct Refusal: Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// No finished move of the journal leads production there; what such a move would break, if anything.
        case productionWithoutJournal(to: ObjectID, breaks: [Violation])
        /// Production would be gone.
        case productionDeleted
        /// Production would lose what it has.
        case productionBackwards(from: ObjectID, to: ObjectID)
        /// The journal would say that production stands where it does not.
        case productionLeftBehind(journal: ObjectID, production: ObjectID?)
        /// A move in the journal does not start where production was, or its snapshot does not follow that.
        case moveOutOfChain(entry: ObjectID)
        /// A move breaks rules that nobody overrode.
        case blocked(operation: String, violations: [Violation])
        /// A merge lacks what the rules ask for: approvals, or nobody who objects.
        case unapproved(operation: String, dream: String, lacking: [Requirement])
        /// A merge made something else of a dream than what was decided and approved.
        case notAsApproved(operation: String, dream: String)
        /// Words of reviewers would be lost.
        case reviewBackwards
        /// The journal would be gone.
        case journalDeleted
        /// The journal would lose entries.
        case journalBackwards
        /// The journal would end in an operation that was not finished.
        case journalUnfinished(entry: ObjectID)
        /// An entry cannot be believed.
        case journalBroken(entry: ObjectID, problem: JournalProblem)
        /// An entry was written more than a day from now, by this machine's clock; seconds since 1970.
        case journalFromFuture(entry: ObjectID, clock: Int64)
        /// The rules would be gone.
        case policyDeleted
        /// The rules would go back to earlier ones.
        case policyBackwards
        /// The journal does not say that the rules changed.
        case policyWithoutJournal
        /// The new rules demand less, and who changed them is none of those who may.
        case policyRelaxed(owners: [String])
        /// The rules ask for signatures, and this change of them is not signed by whom it names.
        case policyUnsigned(entry: ObjectID)
        /// The rules cannot be read.
        case policyBroken([PolicyMistake])
        /// The policy branch would hold no rules.
        case policyMissing
        /// A tag that never changes would.
        case tagChanged
        /// A tag would name something else than the journal says; nil: the journal says nothing.
        case tagNotInJournal(expected: ObjectID?)
        /// A promise that still holds would be gone.
        case promiseEnded
        /// The tag would hide a branch of the store from everyone who uses its short name.
        case hidesBranch
        /// A replacement object would show readers something else than the snapshot.
        case replacesObjects
        /// A path that no memory may have.
        case path(String, PathRule)
        /// Something that is no ordinary file.
        case notAFile(String)
        /// Content that no memory may have.
        case content(String, ContentRule)
        /// The object is missing, damaged or no snapshot.
        case unreadable(ObjectID)
    }

    /// Full name of the reference.
    public let reference: String
    /// The store that it belongs to; nil for what belongs to all.
    public let store: StoreName?
    /// What is wrong.
    public let reason: Reason
}
