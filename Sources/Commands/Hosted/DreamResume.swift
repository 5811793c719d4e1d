import Git
import Hosted
import Render
import ReverieCore

/// Goes on with a dream at the hosted service.
enum DreamResume: Command {
    static let id = Parameter.optionalArgument(
        "ID", "the dream's name, here or there, or how it starts (default: the only one)")
    static let seconds = Parameter.number(
        "time-limit", in: 1...86_400, "stop waiting after so many seconds (default: six hours)")

    static let declaration = Declaration(
        name: "dream resume", topic: .dreaming,
        summary: "go on with a dream at the hosted service",
        discussion: """
            Takes up a dream that was broken off, by Ctrl-C, a crash or a network, where it was: what was done is not \
            done again, what was asked for is not asked for twice. When the dream is over, its result becomes a \
            proposal.

            \(HostedOptions.discussion)
            """,
        parameters: [id, seconds] + HostedOptions.all,
        examples: [
            Declaration.Example("reverie dream resume", "the one that is under way"),
            Declaration.Example("reverie dream resume 2026-11-20-kmpx", "this one"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let transport = try context.transportOrHandOver()
        let client = try context.serviceClient(arguments, transport)
        let store = try context.storeToChange()
        let job = try context.hosted { () throws(HostedError) in
            try HostedShelf(store).job(arguments[id])
        }
        let policy = try context.attempt { () throws(CoreError) in try store.policy().policy }
        let lease: Lease? = job.phase == .wait ? nil : try context.hostedLease(of: store)
        return try HostedDream.carryOn(
            job, isFresh: false, of: store, policy, client, lease: lease,
            limit: arguments[seconds] ?? HostedDream.standardLimit, in: context)
    }
}
