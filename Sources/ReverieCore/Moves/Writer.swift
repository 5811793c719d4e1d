internal import Git

/// The right to change a repository, and the tools for it; there is one at a time.
struct Writer: ~Copyable {
    let repository: MemoryRepository
    let lease: Lease
    let packs: PackStore
    let program: GitProgram
    private var session: ReferenceSession

    /// How long somebody waits for the lease or for a reference's lock, in milliseconds.
    static let patience: Int64 = 10_000
    /// Age in seconds from which a lock that nobody has open counts as left behind.
    static let staleLockAge: Int64 = 2
    /// Number of packs at which they are put together.
    static let packLimit = 50

    fileprivate init(
        repository: MemoryRepository, lease: consuming Lease, program: GitProgram
    ) {
        self.repository = repository
        self.program = program
        packs = PackStore(commonDirectory: repository.directory, program: program)
        session = ReferenceSession(
            program: program, gitDirectory: repository.directory, holding: lease)
        self.lease = lease
    }

    /// Installs a batch and reads back what it promises.
    func install(_ batch: borrowing ObjectBatch, operation: String) throws(CoreError)
        -> PackStore.Installed
    {
        let pack: PackStore.Installed
        do { pack = try packs.install(batch, operation: operation, holding: lease) } catch {
            throw .git(error)
        }
        repository.git.refresh()
        // The commits come last in a batch; they and their trees must read back, and so must a sample.
        for objectID in batch.objectIDs.suffix(4) + batch.objectIDs.prefix(4) {
            let found: Bool
            do { found = try repository.git.header(of: objectID) != nil } catch { found = false }
            guard found else { throw .notReadBack(objectID) }
        }
        return pack
    }

    /// Moves references as one transaction, waiting for locks of others and removing stale ones.
    mutating func move(_ changes: [ReferenceChange]) throws(CoreError) {
        let start = repository.surroundings.monotonic()
        while true {
            do {
                try session.apply(changes, in: repository.git)
                return
            } catch .referenceLocked(let name, let words) {
                takeBackHalf(of: changes)
                // Waiting makes no room.
                guard !CoreError.saysDiskFull(words) else {
                    throw .git(.referenceLocked(name: name, words: words))
                }
                var removed = false
                for change in changes {
                    do {
                        removed =
                            try StaleLocks.remove(
                                forReference: change.name, in: repository.directory,
                                age: Self.staleLockAge, holding: lease) || removed
                    } catch { throw .git(error) }
                }
                let waited = (repository.surroundings.monotonic() - start) / 1_000_000
                guard removed || waited < Self.patience else {
                    throw .git(.referenceLocked(name: name, words: words))
                }
                if !removed { repository.pause(after: waited) }
            } catch {
                takeBackHalf(of: changes)
                throw .git(error)
            }
        }
    }

    /// Takes back what a transaction that failed did nevertheless.
    ///
    /// Git moves the references of a transaction one after the other, and a disk may fail in between. What was told
    /// as failed must not be half there; where that fails too, `verify` names it.
    private mutating func takeBackHalf(of changes: [ReferenceChange]) {
        // Deletions come last, and one that somebody else made is not ours to undo.
        let done = changes.filter {
            $0.new != nil && $0.new != $0.old && (try? repository.git.reference($0.name)) == $0.new
        }
        guard !done.isEmpty, done.count < changes.count else { return }
        try? session.apply(
            done.map { ReferenceChange($0.name, from: $0.new, to: $0.old) }, in: repository.git)
    }

    /// Puts all objects into one pack, unreachable ones into another that never expires, and packs references.
    mutating func packEverything() throws(CoreError) {
        endSession()
        do {
            try program.run(
                ["repack", "-a", "-d", "-q", "--cruft", "--cruft-expiration=never"],
                gitDirectory: repository.directory, holding: lease)
            try program.run(
                ["pack-refs", "--all"], gitDirectory: repository.directory, holding: lease)
        } catch { throw .git(error) }
        repository.git.refresh()
    }

    private mutating func endSession() {
        session = ReferenceSession(
            program: program, gitDirectory: repository.directory, holding: lease)
    }

    /// Marks of packs go once references hold their content; many packs become few.
    ///
    /// What fails here takes nothing back that happened: the next writer removes marks, and packs again.
    func finish(_ pack: PackStore.Installed) {
        do {
            try packs.release(pack)
            guard try packs.count() >= Self.packLimit else { return }
            try program.run(
                ["repack", "--geometric=2", "-d", "-q"], gitDirectory: repository.directory,
                holding: lease)
        } catch { return }
    }
}

extension MemoryRepository {
    /// Waits a little, the less the longer one waited already (milliseconds).
    ///
    /// So who came first mostly goes first, and a crowd that just came does not starve anybody. Not always
    /// equally long, so that nobody stays in step.
    func pause(after waited: Int64) {
        let left = max(0, Writer.patience * 8 / 10 - waited)
        let longest = 2 + 80 * left * left / (Writer.patience * Writer.patience)
        surroundings.sleep(1 + longest / 2 + Int64(surroundings.random() % UInt64(longest + 1)))
    }

    /// Does something as the only writer of the repository.
    ///
    /// Waits up to ten seconds for another writer; throws ``CoreError/leaseHeld(holder:waitedMilliseconds:)``
    /// after that.
    func write<Result>(_ body: (inout Writer) throws(CoreError) -> Result) throws(CoreError)
        -> Result
    {
        let program = try surroundings.requireGit()
        guard !git.hasAlternates else { throw .borrowedObjects }
        var writer = Writer(repository: self, lease: try takeLease(), program: program)
        return try body(&writer)
    }

    private func takeLease() throws(CoreError) -> Lease {
        let start = surroundings.monotonic()
        do throws(GitError) { try FileSystem.createFolder(privateFolder) } catch {
            throw .git(error)
        }
        while true {
            do {
                if let lease = try Lease.take(at: leasePath, note: surroundings.note) {
                    return lease
                }
            } catch { throw .git(error) }
            let waited = (surroundings.monotonic() - start) / 1_000_000
            guard waited < Writer.patience else {
                throw .leaseHeld(
                    holder: Lease.holder(at: leasePath)?.note, waitedMilliseconds: waited)
            }
            pause(after: waited)
        }
    }
}
