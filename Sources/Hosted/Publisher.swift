public import Git
internal import MemoryDiff
public import ReverieCore

/// Makes a hosted store equal to a snapshot.
public struct Publisher {
    /// What a hosted store holds, and what is to be done about it.
    public struct Survey: Sendable {
        /// What it holds.
        public let listing: [HostedMemory]
        /// What makes it equal to the snapshot.
        public let plan: PublishPlan
        /// The snapshot that it was made equal to last; nil when it never was.
        public let published: ObjectID?
        /// A proposal that nobody decided about and that holds what moved.
        public let undecided: String?
    }

    let client: ServiceClient
    let store: Store
    let shelf: HostedShelf
    let digests: MemoryDigests
    /// The hosted store.
    public let hosted: String

    /// A publisher to one hosted store.
    public init(
        _ client: ServiceClient, from store: Store, to hosted: String, digests: MemoryDigests
    ) {
        self.client = client
        self.store = store
        self.hosted = hosted
        self.digests = digests
        shelf = HostedShelf(store)
    }

    /// Compares the hosted store with a snapshot; reads only.
    ///
    /// `known` are further snapshots that hold what the store may hold. Throws
    /// ``HostedError/rewriting(store:job:)`` while a dream rewrites the store.
    public func survey(
        for target: Snapshot, known: [ObjectID] = []
    ) throws(HostedError) -> Survey {
        for job in try shelf.jobs() where job.rewrites(hosted) {
            throw .rewriting(store: hosted, job: job.id)
        }
        let history: HostedHistory
        let wanted: [String: String]
        var states: [[String: String]]
        var open: [(dream: String, state: [String: String])] = []
        do throws(CoreError) {
            history = try store.hostedHistory(of: hosted)
            wanted = try digests.digests(in: target.treeID)
            states = [try history.published.map(digests(of:)) ?? [:]]
            for id in shelf.begun(hosted) + known {
                // A snapshot that is gone can vouch for nothing.
                guard let state = try? digests(of: id) else { continue }
                states.append(state)
            }
            for observation in history.observations where !known.contains(observation.snapshotID) {
                let state = try digests(of: observation.snapshotID)
                if observation.isOpen {
                    open.append((observation.dream, state))
                } else {
                    states.append(state)
                }
            }
        } catch { throw .core(error) }
        guard wanted.count <= PublishPlan.memoryLimit else {
            throw .tooManyMemories(count: wanted.count)
        }
        let listing = try client.memories(of: hosted)
        let plan = PublishPlan(hosted: listing, target: wanted, known: states)
        let undecided =
            plan.moved.isEmpty
            ? nil
            : open.first { item in
                PublishPlan(hosted: listing, target: wanted, known: states + [item.state])
                    .moved.isEmpty
            }
        return Survey(
            listing: listing, plan: plan, published: history.published, undecided: undecided?.dream)
    }

    /// Carries a survey's plan out, reads the store back and notes that it is equal.
    ///
    /// May be broken off and called again at any point: what is done is not done twice. Throws
    /// ``HostedError/moved(store:paths:)`` or ``HostedError/undecided(store:dream:)`` where it may not.
    public func carryOut(
        _ survey: Survey, for target: Snapshot, progress: (Int, Int) -> Void
    ) throws(HostedError) {
        if let dream = survey.undecided { throw .undecided(store: hosted, dream: dream) }
        guard survey.plan.moved.isEmpty else {
            throw .moved(store: hosted, paths: survey.plan.moved)
        }
        let steps = survey.plan.steps
        if !steps.isEmpty {
            try client.checkStore(hosted)
            try shelf.begin(target.snapshotID, to: hosted)
            for (index, step) in steps.enumerated() {
                progress(index, steps.count)
                try client.carryOut(step, on: hosted, content: try content(of: step))
            }
            try readBack(target)
        }
        do throws(CoreError) {
            try store.recordPublication(of: target.snapshotID, to: hosted)
        } catch { throw .core(error) }
        try shelf.end(hosted)
    }

    /// What the hosted store holds, as a proposal; one that holds the same already is taken.
    ///
    /// It starts at the snapshot that the store was made equal to last. Where there is none, it adds to production.
    public func observe(
        _ survey: Survey, onto production: Snapshot, progress: (Int, Int) -> Void
    ) throws(HostedError) -> Dream {
        if let dream = survey.undecided {
            do { return try store.dream(dream) } catch { throw .core(error) }
        }
        var memories = try client.download(hosted, reusing: digests, progress: progress)
        do throws(CoreError) {
            let base = try survey.published.map(store.repository.snapshot) ?? production
            if survey.published == nil {
                let present = Set(memories.map(\.path))
                memories += try store.repository.memories(in: base.treeID)
                    .filter { !present.contains($0.path) }
            }
            var source = DreamSource(engine: "hosted")
            source.hosted = HostedOrigin(dream: nil, input: hosted, output: hosted)
            return try store.propose(memories, from: base, id: nil, source: source)
        } catch { throw .core(error) }
    }

    private func digests(of snapshotID: ObjectID) throws(CoreError) -> [String: String] {
        try digests.digests(in: store.repository.snapshot(snapshotID).treeID)
    }

    private func content(of step: PublishPlan.Step) throws(HostedError) -> [UInt8] {
        let digest: String
        switch step {
        case .create(_, let wanted), .update(_, _, _, let wanted): digest = wanted
        case .move, .delete: return []
        }
        do throws(CoreError) {
            guard let content = try digests.content(of: digest) else {
                throw .noMemory(path: step.path)
            }
            return content
        } catch { throw .core(error) }
    }

    private func readBack(_ target: Snapshot) throws(HostedError) {
        let wanted: [String: String]
        do { wanted = try digests.digests(in: target.treeID) } catch { throw .core(error) }
        let plan = PublishPlan(
            hosted: try client.memories(of: hosted), target: wanted, known: [])
        guard plan.moved.isEmpty else { throw .moved(store: hosted, paths: plan.moved) }
    }
}
