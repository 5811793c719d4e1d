import Git
import Hosted
import Render
import ReverieCore

/// Makes a hosted memory store equal to production.
enum Publish: Command {
    static let to = Parameter.option(
        "to", value: "MEMSTORE", "the hosted store, or 'new' (default: the one of last time)")
    static let isMerge = Parameter.flag(
        "merge", "take what changed there into production first, merged by items")
    static let isOverwrite = Parameter.flag(
        "overwrite", "write over what changed there; it is kept as a dream")
    static let isDryRun = Parameter.flag(
        "dry-run", short: "n", "say what would be written, write nothing")

    static let declaration = Declaration(
        name: "publish", topic: .reverting,
        summary: "make a hosted memory store equal to production",
        discussion: """
            Compares digests and writes only what differs, each change on condition that the hosted memory still is what \
            it was; a memory that only moved is one change. Broken off at any point, the same command goes on. After a \
            revert it takes the hosted store back as well.

            Where the hosted store holds what this repository has never seen, nothing is written. --merge makes a dream \
            of it and merges that as any other, under the same rules; --overwrite keeps it as a dream and goes on. No \
            hosted store is ever archived or deleted.

            \(HostedOptions.discussion)
            """,
        parameters: [to, isMerge, isOverwrite, isDryRun] + HostedOptions.all,
        examples: [
            Declaration.Example("reverie publish --dry-run", "what would be written"),
            Declaration.Example("reverie publish --to memstore_01A", "to this store, from now on"),
            Declaration.Example("reverie revert -m 'bad dream' && reverie publish", "roll back"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        guard !(arguments[isMerge] && arguments[isOverwrite]) else {
            throw .invalid("'--merge' keeps what changed there and '--overwrite' does not")
        }
        if let name = arguments[to], !HostedShelf.isName(name) {
            throw .invalid("'\(name)' is no name of a hosted store")
        }
        let transport = try context.transportOrHandOver()
        let client = try context.serviceClient(arguments, transport)
        let store = try context.storeToChange()
        let lease = try context.hostedLease(of: store)
        let status = try publish(store, arguments, client, in: context)
        _ = consume lease
        return status
    }

    private static func publish(
        _ store: Store, _ arguments: Arguments, _ client: ServiceClient, in context: Context
    ) throws(Failure) -> ExitStatus {
        var production = try context.attempt { () throws(CoreError) in
            try store.productionSnapshot()
        }
        guard let hosted = try hosted(arguments, of: store, client, in: context) else {
            context.note("there is no hosted store yet; it would be made")
            context.present(
                PublishResult(
                    store: store.name, hosted: nil, snapshot: production, outcome: .planned,
                    steps: [], requests: client.requests))
            return .success
        }
        let digests = MemoryDigests(store.repository)
        let publisher = Publisher(client, from: store, to: hosted, digests: digests)
        context.progress("comparing with \(hosted)")
        var survey = try context.hosted { () throws(HostedError) in
            try publisher.survey(for: production)
        }
        let isMoved = !survey.plan.moved.isEmpty && !arguments[isDryRun]
        if isMoved, arguments[isMerge] || arguments[isOverwrite] {
            let observed = try context.hosted { () throws(HostedError) in
                try publisher.observe(survey, onto: production) { done, all in
                    context.progress("reading \(hosted): \(done) of \(all)")
                }
            }
            context.note("what changed there is the dream \(observed.id)")
            if arguments[isMerge] {
                guard survey.published != nil else { return notKnown(observed, in: context) }
                guard try merge(observed, into: store, in: context) else { return .judgedNo }
                production = try context.attempt { () throws(CoreError) in
                    try store.productionSnapshot()
                }
            }
            survey = try context.hosted { () throws(HostedError) in
                try publisher.survey(for: production, known: [observed.head.snapshotID])
            }
        }
        var result = PublishResult(
            store: store.name, hosted: hosted, snapshot: production, outcome: .planned,
            steps: survey.plan.steps, requests: 0)
        let (target, plan) = (production, survey)
        if !arguments[isDryRun] {
            try context.hosted { () throws(HostedError) in
                try publisher.carryOut(plan, for: target) { done, all in
                    context.progress("publishing: \(done) of \(all)")
                }
            }
            result.outcome = survey.plan.steps.isEmpty ? .equal : .published
        } else if !survey.plan.moved.isEmpty {
            throw Failure(
                survey.undecided.map { .undecided(store: hosted, dream: $0) }
                    ?? .moved(store: hosted, paths: survey.plan.moved), in: context)
        }
        result.requests = client.requests
        context.present(result)
        return .success
    }

    /// The hosted store that is meant; nil where a dry run would have to make one.
    private static func hosted(
        _ arguments: Arguments, of store: Store, _ client: ServiceClient, in context: Context
    ) throws(Failure) -> String? {
        if let name = arguments[to], name != HostedOptions.newStore { return name }
        if arguments[to] == nil {
            let known = try context.attempt { () throws(CoreError) in try store.hostedStore() }
            if let known { return known }
        }
        guard !arguments[isDryRun] else { return nil }
        let mark = try context.attempt { () throws(CoreError) in try store.hostedMark() }
        return try context.hosted { () throws(HostedError) in
            try client.store(named: "reverie \(store.name)", mark: mark)
        }
    }

    /// Without a common beginning nobody can tell what is newer: a person reads it first.
    private static func notKnown(_ observed: Dream, in context: Context) -> ExitStatus {
        context.warn(
            "the hosted store was never published to from here, so that a person has to decide")
        context.note("  \(context.tool) memdiff \(word: observed.id)")
        context.note("  \(context.tool) merge \(word: observed.id) && \(context.tool) publish")
        return .judgedNo
    }

    /// Merges as the command does; false when something is left to decide, which is then shown.
    private static func merge(_ dream: Dream, into store: Store, in context: Context)
        throws(Failure) -> Bool
    {
        do throws(CoreError) {
            _ = try store.merge(
                dream: dream.id, resolutions: [:], listedAt: nil,
                message: "what changed in the hosted store", extent: .decided)
            return true
        } catch {
            if case .blocked(_, let remaining) = error {
                throw .blocked(remaining, dream: dream.id, in: context)
            }
            guard case .conflicts(let conflicts, let production) = error else {
                throw Failure(error, in: context)
            }
            store.noteListing(ofDream: dream.id, at: production)
            context.present(
                try context.listing(
                    conflicts, of: .merge(dream: dream.id), at: production, given: [], in: store))
            context.note("then: \(context.tool) publish")
            return false
        }
    }
}

extension Context {
    /// Does something with the service and words what keeps it from happening.
    func hosted<Result>(_ work: () throws(HostedError) -> Result) throws(Failure) -> Result {
        do { return try work() } catch { throw Failure(error, in: self) }
    }
}
