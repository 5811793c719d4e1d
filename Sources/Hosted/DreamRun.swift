internal import Git
public import MemoryDiff
public import ReverieCore

/// Takes a dream at the hosted service through its phases, from wherever it is.
///
/// Every phase is noted before the next begins, and each can be entered again: what was done is found, not done twice.
public struct DreamRun {
    /// What a person may want to see meanwhile.
    public enum Event: Sendable, Hashable {
        /// So many of so many changes of the hosted store are made.
        case publishing(Int, of: Int)
        /// The service has a name for the dream.
        case started(dream: String, store: String)
        /// The dream is so, after so many milliseconds of waiting and so many tokens.
        case waiting(status: String, milliseconds: Int64, tokens: Int)
        /// So many of so many contents are fetched.
        case downloading(Int, of: Int)
    }

    /// What a dream came to.
    public struct Outcome: Sendable {
        /// The proposal; nil where the result is what the dream read.
        public let dream: Dream?
        /// What the service says it used.
        public let usage: HostedOrigin.Usage
    }

    /// How long to wait between two looks at a dream, in milliseconds: first, and at most.
    static let waits: ClosedRange<Int64> = 1000...30_000

    let client: ServiceClient
    let store: Store
    let shelf: HostedShelf
    let digests: MemoryDigests
    let report: (Event) -> Void
    /// What is asked for, and how far it is.
    public private(set) var job: DreamJob
    /// Whether nothing was asked of the service for this job by an earlier process.
    private var isFresh: Bool

    /// A run of a job; `isFresh` says that no earlier process worked on it.
    public init(
        _ job: DreamJob, isFresh: Bool, of store: Store, with client: ServiceClient,
        report: @escaping (Event) -> Void
    ) {
        self.job = job
        self.isFresh = isFresh
        self.store = store
        self.client = client
        self.report = report
        shelf = HostedShelf(store)
        digests = MemoryDigests(store.repository)
    }

    /// Asks for the dream, unless that is done.
    ///
    /// `canaries` are what canary sessions say, by canary.
    public mutating func start(canaries: [String: String]) throws(HostedError) {
        if isFresh {
            try shelf.save(job)
        } else if job.phase != .wait {
            try takeUp()
        }
        while job.phase != .wait {
            switch job.phase {
            case .findStore:
                let mark: String
                do { mark = try store.hostedMark() } catch { throw .core(error) }
                job.store = try client.store(named: "reverie \(store.name)", mark: mark)
                try shelf.save(job)
            case .prepare:
                try publishBase()
                try makeCanaries(canaries)
                job.mark = try client.newestDreams()
                try shelf.save(job)
                isFresh = true
            case .start: try ask()
            case .wait: break
            }
        }
    }

    /// Waits for the dream's end and takes its result.
    ///
    /// Gives up waiting after `limit` milliseconds of it. Whatever is thrown because of how the dream ended ends the
    /// job; after anything else it can be resumed. `screen` gets what the dream wrote and what it read, and answers
    /// what of it is to be proposed.
    public func finish(
        limit: Int64, screen: (_ written: [Memory], _ read: [Memory], inout DreamSource) -> [Memory]
    ) throws(HostedError) -> Outcome {
        guard let name = job.dream else { throw .unknownJob(job.id, present: []) }
        var waited: Int64 = 0
        var wait = Self.waits.lowerBound
        while true {
            let object = try client.dream(name)
            switch object.status {
            case "completed": return try take(object, screen)
            case "failed", "canceled":
                try shelf.forget(job)
                throw .dreamEnded(
                    dream: name, status: object.status,
                    reason: [object.error?.type, object.error?.message].compactMap { $0 }
                        .joined(separator: ": "),
                    output: object.output)
            default: break
            }
            guard waited < limit else {
                throw .stillRunning(
                    dream: job.id, status: object.status, seconds: Int(waited / 1000))
            }
            let usage = Self.usage(of: object)
            report(
                .waiting(
                    status: object.status, milliseconds: waited,
                    tokens: usage.input + usage.output))
            client.surroundings.sleep(min(wait, limit - waited))
            waited += min(wait, limit - waited)
            wait = min(wait * 3 / 2, Self.waits.upperBound)
        }
    }

    /// Stops the dream and forgets it; answers how it was at the service, nil when it never got there.
    ///
    /// One that is completed, or that the service does not know any more, is forgotten only when `isForced`.
    public func cancel(isForced: Bool) throws(HostedError) -> String? {
        var name = job.dream
        if name == nil, job.mark != nil { name = try client.find(job)?.id }
        guard let name else {
            try shelf.forget(job)
            return nil
        }
        let object: DreamObject
        do { object = try client.cancel(name) } catch {
            guard isForced, case .refused(let refusal, _) = error, refusal.status == 404 else {
                throw error
            }
            try shelf.forget(job)
            return "gone"
        }
        if object.status != "completed" || isForced { try shelf.forget(job) }
        return object.status
    }

    /// Finds the dream that an earlier process asked for; where there is none, it is to read production as it is now.
    ///
    /// Production may have been published meanwhile, and the hosted store shall not go back for a dream.
    private mutating func takeUp() throws(HostedError) {
        if job.phase == .start, let found = try client.find(job) {
            job.dream = found.id
        } else {
            job.mark = nil
            do throws(CoreError) {
                job.base = try store.productionSnapshot().snapshotID.description
            } catch { throw .core(error) }
        }
        try shelf.save(job)
    }

    private func publishBase() throws(HostedError) {
        guard let hosted = job.store else { return }
        let base = try baseSnapshot()
        let publisher = Publisher(client, from: store, to: hosted, digests: digests)
        let report = report
        try publisher.carryOut(try publisher.survey(for: base), for: base) { done, all in
            report(.publishing(done, of: all))
        }
    }

    private func baseSnapshot() throws(HostedError) -> Snapshot {
        guard let id = ObjectID(job.base) else { throw .brokenJob(path: job.id) }
        do { return try store.repository.snapshot(id) } catch { throw .core(error) }
    }

    private mutating func makeCanaries(_ canaries: [String: String]) throws(HostedError) {
        guard let agent = job.agent, let environment = job.environment else { return }
        for index in job.canaries.indices {
            guard let text = canaries[job.canaries[index].canary] else { continue }
            var canary = job.canaries[index]
            if canary.session == nil {
                canary.session = try client.makeSession(
                    agent: agent, environment: environment, mark: "\(job.id)/\(canary.canary)",
                    isFirst: isFresh)
                job.canaries[index] = canary
                try shelf.save(job)
            }
            if !canary.isFilled, let session = canary.session {
                try client.fill(session: session, with: text, isFirst: isFresh)
                job.canaries[index].isFilled = true
                try shelf.save(job)
            }
        }
    }

    private mutating func ask() throws(HostedError) {
        guard let hosted = job.store else { return }
        job.dream = try client.start(job, reading: hosted).id
        try shelf.save(job)
        if let dream = job.dream { report(.started(dream: dream, store: hosted)) }
    }

    private func take(
        _ object: DreamObject, _ screen: ([Memory], [Memory], inout DreamSource) -> [Memory]
    ) throws(HostedError) -> Outcome {
        guard let input = job.store, let output = object.output else {
            try shelf.forget(job)
            throw .dreamEmpty(dream: object.id, output: object.output)
        }
        let base = try baseSnapshot()
        let usage = Self.usage(of: object)
        // The content of what it read need not be fetched.
        do { _ = try digests.digests(in: base.treeID) } catch { throw .core(error) }
        let report = report
        let memories = try client.download(output, reusing: digests) { done, all in
            report(.downloading(done, of: all))
        }
        guard !memories.isEmpty else {
            try shelf.forget(job)
            throw .dreamEmpty(dream: object.id, output: output)
        }
        var source = DreamSource(
            engine: "anthropic", sessions: job.sessions, model: object.model.id,
            instructions: job.instructions)
        source.cursor = job.cursor
        source.hosted = HostedOrigin(
            dream: object.id, input: input, output: output, usage: usage)
        let read: [Memory]
        do { read = try store.repository.memories(in: base.treeID) } catch { throw .core(error) }
        let dream = try propose(screen(memories, read, &source), from: base, source)
        try shelf.forget(job)
        return Outcome(dream: dream, usage: usage)
    }

    /// The proposal; one that an earlier process made of the same dream is taken, nil where nothing changed.
    private func propose(_ memories: [Memory], from base: Snapshot, _ source: DreamSource)
        throws(HostedError) -> Dream?
    {
        do throws(CoreError) {
            return try store.propose(memories, from: base, id: job.id, source: source)
        } catch {
            switch error {
            case .nothingProposed: return nil
            case .dreamExists:
                let present = try? store.dream(job.id)
                if let present, present.provenance?.hosted?.dream == source.hosted?.dream {
                    return present
                }
                throw .core(error)
            default: throw .core(error)
            }
        }
    }

    private static func usage(of object: DreamObject) -> HostedOrigin.Usage {
        let usage = object.usage
        return HostedOrigin.Usage(
            input: usage?.inputTokens ?? 0, output: usage?.outputTokens ?? 0,
            cached: (usage?.cacheReadInputTokens ?? 0) + (usage?.cacheCreationInputTokens ?? 0))
    }
}
