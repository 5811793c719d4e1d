public import Git
public import Guardrails

/// What could not be done with a store, with the facts; the words come at the edge.
public enum CoreError: Error, Sendable, Equatable {
    /// The repository or the machine refused.
    case git(GitError)
    /// A text cannot name a store.
    case invalidStoreName(String)
    /// The repository holds no such store.
    case noStore(StoreName, present: [StoreName])
    /// The repository holds the store only as a copy of a remote's branches.
    case onlyRemote(StoreName)
    /// The store is there already.
    case storeExists(StoreName)
    /// The folder belongs to a repository that keeps something else.
    case otherRepository(path: String)
    /// Something was written by a newer Reverie.
    case newerFormat(what: String, version: Int)
    /// A path that no memory may have.
    case invalidPath(path: String, rule: PathRule)
    /// Content that no memory may have.
    case invalidContent(path: String, rule: ContentRule)
    /// Something in a folder is no ordinary file.
    case notAFile(path: String)
    /// One path is a memory, another one goes through it.
    case pathCollision(path: String)
    /// An archive, or a listing in one file, is not read as a store.
    case invalidArchive(file: String, problem: ArchiveProblem)
    /// A folder holds no memory.
    case emptyImport(folder: String)
    /// The files of a folder kept changing while they were read.
    case folderBusy(path: String)
    /// A name leads to no snapshot.
    case unknownSnapshot(String)
    /// A name leads to more than one object.
    case ambiguousSnapshot(String)
    /// Production never stood at the snapshot.
    case neverProduction(ObjectID)
    /// No entry of the journal is that old (seconds since 1970).
    case beforeFirst(asked: Int64, first: Int64)
    /// Production is at its first version already.
    case nothingEarlier
    /// No session has this name, or several start so.
    case unknownSession(String)
    /// A dream was asked to read more sessions than it may.
    case tooManySessions(asked: Int)
    /// A transcript was not the same when it was read again to be kept.
    case transcriptChanged(name: String?)
    /// No dream has this name.
    case unknownDream(String)
    /// The names of several dreams start so.
    case ambiguousDream(String, candidates: [String])
    /// A text cannot name a dream.
    case invalidDreamID(String)
    /// A dream of this name is there already.
    case dreamExists(String)
    /// The dream was taken back by name and not released since.
    case onHold(dream: String)
    /// The dream is not in production, so it cannot be taken back.
    case notMerged(dream: String)
    /// Something has to be so before the dream is merged, and is not.
    case lacking(dream: String, [Requirement])
    /// The policy does not merge the dream by itself, for these reasons.
    case queued(dream: String, [QueueReason])
    /// Changes of one memory that cannot be decided apart.
    case inseparable(path: String, changes: [String])
    /// No change of the dream has this name.
    case unknownChange(String, dream: String)
    /// The names of several changes start so.
    case ambiguousChange(String, candidates: [String])
    /// The dream is merged, on hold or closed, so that there is nothing to say about it.
    case notOpen(dream: String, Dream.State)
    /// The proposal is what it started from.
    case nothingProposed
    /// There is no memory at the path.
    case noMemory(path: String)
    /// There is a memory at the path already.
    case memoryExists(path: String)
    /// The content is not what the caller expected (SHA-256; nil: no memory).
    case expectationMissed(path: String, expected: String, found: String?)
    /// A message holds characters that would act on a terminal.
    case invalidMessage
    /// Somebody else holds the right to move references.
    case leaseHeld(holder: String?, waitedMilliseconds: Int64)
    /// Somebody else moved production first.
    case productionMoved(expected: ObjectID?, found: ObjectID?)
    /// Production does not follow what the journal says.
    case productionRewritten(journal: ObjectID, found: ObjectID?)
    /// A merge found what only a person can decide; `production` is what it was measured against.
    case conflicts([Conflict], production: ObjectID)
    /// A resolution names a path at which there is no conflict.
    case noConflict(path: String)
    /// Production moved since the conflicts were listed.
    case staleResolution(listed: ObjectID, found: ObjectID)
    /// Files of the work tree hold memory that no snapshot has.
    case unsavedMemory(paths: [String])
    /// Files of the work tree stem from an older snapshot and were edited.
    case workTreeBehind(paths: [String])
    /// Objects are borrowed from another repository, so nothing can be promised here.
    case borrowedObjects
    /// The journal cannot be read at an entry.
    case journalBroken(ObjectID, problem: JournalProblem)
    /// What was written did not read back.
    case notReadBack(ObjectID)
    /// Production was moved to this snapshot, as git said, and could not be read afterwards.
    case notConfirmed(ObjectID)
    /// File locks have no effect on this file system.
    case locksDoNotWork(path: String)
    /// The file system would take these names for others, or for devices.
    case unholdableNames([String])
    /// There is no work tree to bring up to date.
    case noWorkTree
    /// The rules forbid the move; nothing was written.
    case blocked(Judged, remaining: [Violation])
    /// A check of the repository's owner does not allow the move; nothing was written.
    case checkRefused(CheckRefusal)
    /// The policy on the policy branch cannot be read, so that nothing may move.
    case policyBroken(commit: ObjectID, mistakes: [PolicyMistake])
    /// A text that shall become the policy is none.
    case policyInvalid([PolicyMistake])
    /// The policy branch holds no `policy.yaml`.
    case policyMissing(commit: ObjectID)
    /// An override names nothing that blocks.
    case unknownOverride(id: String, blocking: [Violation])
    /// An override without a reason.
    case overrideWithoutReason(id: String)
    /// An override, or a weaker policy, by a program.
    case notAPerson(Actor.Kind)
    /// The rules ask for signed words, and no key is configured.
    case signatureRequired
    /// The rules shall ask for signatures, and nobody's key is known.
    case signersMissing
    /// A line of a list of allowed signers is none.
    case invalidSigners(line: Int)
    /// Somebody else has to decide.
    case notAnOwner(id: String, owners: [String], actor: Actor)
    /// The judge of changes from elsewhere refuses them.
    case refused([Refusal])
    /// Both sides moved production since they last agreed.
    case diverged(ours: ObjectID, theirs: ObjectID)
}
