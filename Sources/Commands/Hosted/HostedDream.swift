import Engines
import Git
import Guardrails
import Hosted
import Render
import ReverieCore

/// What `dream` does with the engine of the hosted service.
enum HostedDream {
    static let model = Parameter.option(
        "model", value: "NAME", "the model (anthropic; default: claude-opus-5)")
    static let to = Parameter.option(
        "to", value: "MEMSTORE",
        "the hosted store to read, or 'new' (anthropic; default: that of last time)")
    static let isUpdate = Parameter.flag(
        "update-existing", "let the dream rewrite the hosted store itself (anthropic)")
    static let agent = Parameter.option(
        "agent", value: "AGENT", "the agent with which canary sessions are made (anthropic)")
    static let place = Parameter.option(
        "environment", value: "ENV", "the environment in which they are made (anthropic)")
    static let isStartOnly = Parameter.flag(
        "no-wait", "start the dream and leave it to 'dream resume' (anthropic)")

    static let parameters: [any DeclaredParameter] =
        [model, to, isUpdate, agent, place, isStartOnly] + HostedOptions.all

    /// The model that is asked for when none is named.
    static let standardModel = "claude-opus-5"
    /// How long to wait for a dream when nobody says, in seconds.
    static let standardLimit = 21_600

    /// Whether the engine is asked for; options that are its own go with no other.
    static func isAsked(_ arguments: Arguments, in context: Context) throws(Failure) -> Bool {
        guard arguments[DreamCommand.engine] == .anthropic else {
            let own: [(String, Bool)] = [
                ("model", arguments.gives(model)), ("to", arguments.gives(to)),
                ("update-existing", arguments.gives(isUpdate)),
                ("agent", arguments.gives(agent)), ("environment", arguments.gives(place)),
                ("no-wait", arguments.gives(isStartOnly)),
                ("url", arguments.gives(HostedOptions.url)),
                ("key-file", arguments.gives(HostedOptions.keyFile)),
            ]
            if let (name, _) = own.first(where: \.1) {
                throw .invalid("'--\(name)' goes with '--engine anthropic' alone")
            }
            return false
        }
        if arguments[DreamCommand.program] != nil || arguments.gives(DreamCommand.argument)
            || arguments.gives(DreamCommand.mebibytes)
        {
            throw .invalid("the engine 'anthropic' runs no program")
        }
        guard (arguments[agent] == nil) == (arguments[place] == nil) else {
            throw .invalid("'--agent' and '--environment' go together")
        }
        if let name = arguments[to], !HostedShelf.isName(name) {
            throw .invalid("'\(name)' is no name of a hosted store")
        }
        _ = try context.transportOrHandOver()
        return true
    }

    /// Asks for a dream and, unless told otherwise, waits for it.
    static func dream(
        _ selection: SessionSelection, of store: Store, _ arguments: Arguments, in context: Context
    ) throws(Failure) -> ExitStatus {
        let client = try context.serviceClient(arguments, try context.transportOrHandOver())
        let lease = try context.hostedLease(of: store)
        let policy = try context.attempt { () throws(CoreError) in try store.policy().policy }
        let job = try job(selection, of: store, policy, arguments, in: context)
        return try carryOn(
            job, isFresh: true, of: store, policy, client, lease: lease,
            limit: arguments[isStartOnly] ? 0 : arguments[DreamCommand.seconds] ?? standardLimit,
            in: context)
    }

    /// What is asked for.
    private static func job(
        _ selection: SessionSelection, of store: Store, _ policy: Policy, _ arguments: Arguments,
        in context: Context
    ) throws(Failure) -> DreamJob {
        let told = arguments[DreamCommand.instructions].flatMap { $0.isEmpty ? nil : $0 }
        if let told, told.unicodeScalars.count > 4096 {
            throw Failure(
                HostedError.longInstructions(count: told.unicodeScalars.count), in: context)
        }
        let canaries = arguments[agent] == nil ? [] : policy.canaries.map(\.id)
        if canaries.isEmpty, !policy.canaries.isEmpty {
            context.warn(
                "\(Wording.count(policy.canaries.count, "canary session stays", "canary sessions stay")) behind: the service reads only sessions of its own; '--agent' and '--environment' make them there"
            )
        }
        return try context.attempt { () throws(CoreError) in
            let selected = try store.sessions(selection)
            let (read, left) = split(
                selected.sessions, room: SessionSelection.limit - canaries.count)
            warn(left: left, waiting: selected.waiting, in: context)
            var cursor = selected.cursor
            if let first = left.map(\.number).min() {
                cursor = max(try store.dreamCursor(), min(cursor, first - 1))
            }
            let id: String
            if let given = arguments[DreamCommand.id] {
                if (try? store.dream(given)) != nil { throw .dreamExists(given) }
                id = given
            } else {
                id = try store.newDreamID()
            }
            var names: [String] = []
            for name in read.compactMap(\.name) where !names.contains(name) { names.append(name) }
            var hosted = arguments[to]
            if hosted == nil { hosted = try store.hostedStore() }
            if hosted == HostedOptions.newStore { hosted = nil }
            return DreamJob(
                id: id, base: try store.productionSnapshot().snapshotID.description,
                behavior: arguments[isUpdate] ? .updateExisting : .createNew,
                model: arguments[model] ?? standardModel, instructions: told,
                sessions: read.map(\.id), hostedSessions: names, cursor: cursor,
                store: hosted, canaries: canaries,
                agent: arguments[agent], environment: arguments[place])
        }
    }

    /// The sessions that the service knows, as many as there is room for, and the others.
    private static func split(_ sessions: [Session], room: Int)
        -> (read: [Session], left: [Session])
    {
        var (read, left): ([Session], [Session]) = ([], [])
        for session in sessions {
            let isHosted = session.name.map { $0.hasPrefix("sesn_") && HostedShelf.isName($0) }
            if isHosted == true, read.count < room {
                read.append(session)
            } else {
                left.append(session)
            }
        }
        return (read, left)
    }

    private static func warn(left: [Session], waiting: Int, in context: Context) {
        let foreign = left.count { $0.name?.hasPrefix("sesn_") != true }
        if foreign > 0 {
            context.warn(
                "\(Wording.count(foreign, "session is", "sessions are")) not of the hosted service, which reads only its own"
            )
        }
        let later = waiting + left.count - foreign
        if later > 0 {
            context.note(
                "\(Wording.count(later, "session waits", "sessions wait")) for the next dream; one reads at most \(SessionSelection.limit)"
            )
        }
    }

    /// Takes a dream as far as it gets: asked for, waited for, fetched.
    ///
    /// `lease` is the right to write to hosted stores, which is given up when the dream is asked for. `limit` is how
    /// long to wait, in seconds; 0: the dream is only asked for.
    static func carryOn(
        _ job: DreamJob, isFresh: Bool, of store: Store, _ policy: Policy,
        _ client: ServiceClient, lease: consuming Lease?, limit: Int, in context: Context
    ) throws(Failure) -> ExitStatus {
        guard !job.readsNothing else { throw Failure(HostedError.noHostedSession, in: context) }
        let own = try context.hostedLease(of: store, dream: job.id)
        var run = DreamRun(job, isFresh: isFresh, of: store, with: client) {
            show($0, of: job.id, in: context)
        }
        let canaries = Dictionary(policy.canaries.map { ($0.id, $0.session) }) { first, _ in first }
        do throws(HostedError) { try run.start(canaries: canaries) } catch {
            throw resumable(error, job.id, in: context)
        }
        _ = consume lease
        guard limit > 0 else {
            context.present(HostedDreamStarted(store: store.name, job: run.job))
            context.note("fetch it: \(context.tool) dream resume \(word: job.id)")
            return .success
        }
        let outcome: DreamRun.Outcome
        var travelled = policy
        travelled.canaries = policy.canaries.filter { canary in
            job.canaries.contains { $0.canary == canary.id }
        }
        let check = Check.standard(travelled)
        do throws(HostedError) {
            outcome = try run.finish(limit: Int64(limit) * 1000) { written, read, source in
                guard !travelled.canaries.isEmpty else { return written }
                let rehearsal = DreamRehearsal(of: written, over: read, check: check)
                context.tell(rehearsal, by: check)
                source.take(rehearsal)
                return rehearsal.proposal.memories
            }
        } catch { throw resumable(error, job.id, in: context) }
        try present(outcome, run.job, of: store, in: context)
        _ = consume own
        return .success
    }

    private static func present(
        _ outcome: DreamRun.Outcome, _ job: DreamJob, of store: Store, in context: Context
    ) throws(Failure) {
        let base = try context.attempt { () throws(CoreError) in
            try store.snapshot(named: job.base)
        }
        let usage = outcome.usage
        context.note(
            "\(job.model) read \(usage.input) tokens and wrote \(usage.output), \(usage.cached) came from or went to a cache"
        )
        context.present(
            DreamResult(
                store: store.name, dream: outcome.dream, base: base,
                summary: outcome.dream.map {
                    context.summary(of: store, from: base.treeID, to: $0.head.treeID)
                }, evidence: [:]))
        guard let dream = outcome.dream else { return }
        context.note("production has not moved; next:")
        context.note("  \(context.tool) memdiff \(word: base.snapshotID.short) \(word: dream.id)")
        context.note("  \(context.tool) merge \(word: dream.id)")
    }

    /// A failure that says how to go on, where that is possible.
    private static func resumable(_ error: HostedError, _ id: String, in context: Context)
        -> Failure
    {
        var failure = Failure(error, in: context)
        switch error {
        case .dreamEnded, .dreamEmpty, .stillRunning: break
        default:
            failure.hints.append("\(context.tool) dream resume \(word: id)")
            failure.hints.append("\(context.tool) dream cancel \(word: id)")
        }
        return failure
    }

    private static func show(_ event: DreamRun.Event, of id: String, in context: Context) {
        switch event {
        case .publishing(let done, let all):
            context.progress("publishing what the dream reads: \(done) of \(all)")
        case .started(let dream, let store):
            context.note("dream \(id) is \(dream) at the service and reads \(store)")
            context.note(
                "Ctrl-C ends the waiting, not the dream; go on with \(context.tool) dream resume \(word: id)"
            )
        case .waiting(let status, let milliseconds, let tokens):
            context.progress(
                "the dream is \(status), \(milliseconds / 1000) s, \(tokens) tokens")
        case .downloading(let done, let all):
            context.progress("fetching what differs: \(done) of \(all)")
        }
    }
}
