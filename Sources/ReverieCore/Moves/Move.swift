public import Git

/// A change of production that is decided and not yet carried out.
struct Move {
    /// What it is.
    var kind: JournalEntry.Kind
    /// What production must point at; nil: it must not exist.
    var from: ObjectID?
    /// The store as it shall be.
    var treeID: ObjectID
    /// Further parents of the new snapshot, after `from`.
    var otherParents: [ObjectID] = []
    /// First line of the snapshot's message.
    var subject: String
    /// What the author says.
    var message: String?
    /// The dream concerned.
    var dream: String?
    /// The reason for the journal.
    var reason: String?
    /// What a revert went back to.
    var target: ObjectID?
    /// The operation whose effect production will show; nil: this one's.
    var effective: String?
    /// What was effective before.
    var previous: String?
    /// The sessions that the new content stems from.
    var sessions: [String] = []
    /// What of a dream was left out or written anew.
    var review: ReviewEvent?
    /// Violations that somebody lets pass.
    var overrides: [RequestedOverride] = []
    /// A way back that was promised: it moves whatever it loses, and says afterwards what that was.
    var isPromised = false
}

/// A move that was carried out.
public struct Moved: Sendable, Equatable {
    /// Name of the operation in the journal.
    public let operation: String
    /// What production pointed at before; nil for the first version.
    public let from: ObjectID?
    /// What it points at now.
    public let to: ObjectID
    /// The version that it became; nil for a direct write.
    public let version: Int?
    /// Why the files of the work tree were not brought up to date; nil when they were, or there are none.
    public var workTreeFailure: CoreError?
    /// The verdict on the move; nil where a way back was promised and the rules could not be asked.
    public var judged: Judged?
    /// Why tags and journal do not say so yet; nil when they do.
    ///
    /// The next writing command settles it.
    public var unsettled: CoreError?
}

extension Store {
    /// How long what a move supersedes stays restorable at least, in seconds: seven days.
    public static let standardRetention: Int64 = 7 * 86_400

    func newOperation() -> String {
        let digits = String(repository.surroundings.random(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    func signature() -> Signature {
        let now = repository.surroundings.now()
        let actor = repository.surroundings.actor
        return Signature(
            name: actor.name, email: actor.email, seconds: now,
            offset: repository.surroundings.zoneOffset(now))
    }

    /// Adds a journal entry to a batch, signed where a key is configured; `parent` is the entry before it.
    ///
    /// With `mayBeUnsigned` a key that cannot sign does not stop it: the way back works when nothing else does.
    func addEntry(
        _ entry: JournalEntry, after parent: ObjectID?, mayBeUnsigned: Bool = false,
        to batch: inout ObjectBatch
    ) throws(CoreError) -> ObjectID {
        var entry = entry
        entry.checkpoint = try checkpoint(for: entry, after: parent)
        return try addEntry(
            entry, parents: parent.map { [$0] } ?? [], mayBeUnsigned: mayBeUnsigned, to: &batch)
    }

    /// As above, as it stands, with any number of entries before it.
    func addEntry(
        _ entry: JournalEntry, parents: [ObjectID], mayBeUnsigned: Bool = false,
        to batch: inout ObjectBatch
    ) throws(CoreError) -> ObjectID {
        let line = try entry.line()
        let signature = signature()
        func add(_ key: SigningKey?) throws(GitError) -> ObjectID {
            try batch.add(.tree, [])
            return try batch.addCommit(
                tree: .emptyTree, parents: parents, author: signature, committer: signature,
                message: line + "\n", signedBy: key)
        }
        do throws(GitError) { return try add(repository.surroundings.signingKey) } catch {
            guard mayBeUnsigned, case .notSigned = error else { throw .git(error) }
        }
        do throws(GitError) { return try add(nil) } catch { throw .git(error) }
    }

    /// A fresh entry that follows the journal's head.
    func entry(
        _ kind: JournalEntry.Kind, _ phase: JournalEntry.Phase, operation: String,
        after head: JournalEntry?
    ) -> JournalEntry {
        let now = repository.surroundings.now()
        return JournalEntry(
            operation: operation, kind: kind, phase: phase, actor: repository.surroundings.actor,
            clock: now, monotone: JournalEntry.monotone(at: now, after: head),
            sequence: (head?.sequence ?? 0) + 1)
    }

    /// Carries out a move that the rules allow, in the order that leaves a way back at every step: objects,
    /// fallback tag, intent, production (the one commit point), version tag, done.
    func carryOut(
        _ move: Move, batch: consuming ObjectBatch, writer: inout Writer
    ) throws(CoreError) -> Moved {
        // A store's first version loses nothing, and there is nobody yet whose rules it could break.
        let isJudged = !move.isPromised && move.from != nil
        let admitted = isJudged ? try admit(move, batch: batch) : nil
        let operation = newOperation()
        let headID = try journalHead()
        let head = try headID.map { id throws(CoreError) in try repository.journalRecord(id).entry }
        var intent = entry(move.kind, .intent, operation: operation, after: head)
        let snapshotID = try addSnapshot(move, operation: operation, to: &batch)
        intent.from = move.from
        intent.to = snapshotID
        intent.dream = move.dream
        intent.reason = move.reason
        intent.target = move.target
        intent.effective = move.effective ?? operation
        intent.previous = move.previous
        intent.retention = try grantedRetention(isPromised: move.isPromised)
        intent.overrides = admitted?.judged.overrides ?? []
        intent.verdict = admitted?.judged.digest
        intent.policy = admitted?.judged.policyID
        intent.review = move.review

        let makesVersion = move.kind.makesVersion
        if !makesVersion { intent.phase = .done }
        let firstID = try addEntry(
            intent, after: headID, mayBeUnsigned: move.isPromised, to: &batch)
        var doneID = firstID
        if makesVersion {
            var done = intent
            done.phase = .done
            done.sequence += 1
            doneID = try addEntry(
                done, after: firstID, mayBeUnsigned: move.isPromised, to: &batch)
        }
        let pack = try writer.install(batch, operation: operation)

        let number = makesVersion ? try newVersionNumber(after: move.from) : nil
        if let number, let from = move.from {
            let orphan = try local(references.fallback(number))
            if orphan != from {
                try writer.move([
                    ReferenceChange(references.fallback(number), from: orphan, to: from)
                ])
            }
        }
        if makesVersion {
            try writer.move([ReferenceChange(references.journal, from: headID, to: firstID)])
        }
        do {
            try writer.move([
                ReferenceChange(references.production, from: move.from, to: snapshotID)
            ])
        } catch  where (try? local(references.production)) != snapshotID {
            _ = try? settle(&writer)
            guard case .git(.referenceMoved(_, _, let found)) = error else { throw error }
            throw .productionMoved(expected: move.from, found: found)
        } catch {
            // Git was stopped after it had done it; what is missing is done below.
        }
        var moved = Moved(
            operation: operation, from: move.from, to: snapshotID, version: number)
        // From here on it has happened: who was told that it failed would do it twice.
        do throws(CoreError) {
            var last: [ReferenceChange] = []
            if let number {
                let orphan = try local(references.version(number))
                last.append(
                    ReferenceChange(references.version(number), from: orphan, to: snapshotID))
            }
            last.append(
                ReferenceChange(
                    references.journal, from: makesVersion ? firstID : headID, to: doneID))
            try writer.move(last)
        } catch { moved.unsettled = error }
        guard (try? local(references.production)) == snapshotID else {
            throw .notConfirmed(snapshotID)
        }
        if let admitted { summaries.save(admitted.after, of: move.treeID) }
        if moved.unsettled == nil { writer.finish(pack) }
        moved.judged = admitted?.judged
        return moved
    }

    /// The number of the version to come.
    ///
    /// libgit2 passes over references that it cannot open, so a list may end early without a word. A tag of that
    /// number may be left over from a move that never happened; one that production's history has may not.
    private func newVersionNumber(after from: ObjectID?) throws(CoreError) -> Int {
        let number = (try versions().last?.number ?? 0) + 1
        guard let from, let taken = try local(references.version(number)) else { return number }
        do throws(GitError) {
            if try repository.git.history(of: from, includes: taken) {
                throw .system(call: "list", path: references.versions, code: EIO)
            }
        } catch { throw .git(error) }
        return number
    }

    private func addSnapshot(_ move: Move, operation: String, to batch: inout ObjectBatch)
        throws(CoreError) -> ObjectID
    {
        let provenance = Provenance(
            operation: operation, kind: move.kind, dream: move.dream,
            sessions: move.sessions.isEmpty ? nil : move.sessions,
            effective: move.effective ?? (move.kind.makesVersion ? operation : nil))
        let message = try provenance.message(subject: move.subject, body: move.message)
        let signature = signature()
        do {
            return try batch.addCommit(
                tree: move.treeID, parents: (move.from.map { [$0] } ?? []) + move.otherParents,
                author: signature, committer: signature, message: message)
        } catch { throw .git(error) }
    }

    /// What a reference names in this repository itself; a remote's copy does not count.
    func local(_ name: String) throws(CoreError) -> ObjectID? {
        do { return try repository.git.reference(name) } catch { throw .git(error) }
    }
}
