import Hosted
import Render
import ReverieCore

/// Stops a dream at the hosted service.
enum DreamCancel: Command {
    static let id = Parameter.optionalArgument(
        "ID", "the dream's name, here or there, or how it starts (default: the only one)")
    static let isForced = Parameter.flag(
        "forget", "forget it also when it is completed, with its result")

    static let declaration = Declaration(
        name: "dream cancel", topic: .dreaming,
        summary: "stop a dream at the hosted service",
        discussion: """
            What the dream wrote until then is no proposal; it stays in the hosted store that held it. A dream that is \
            completed already is not touched: 'dream resume' fetches its result.

            \(HostedOptions.discussion)
            """,
        parameters: [id, isForced] + HostedOptions.all,
        examples: [Declaration.Example("reverie dream cancel", "stop the one that is under way")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let transport = try context.transportOrHandOver()
        let client = try context.serviceClient(arguments, transport)
        let store = try context.storeToChange()
        // Without the lease: whoever waits for the dream holds it, and shall see that it was stopped.
        let job = try context.hosted { () throws(HostedError) in
            try HostedShelf(store).job(arguments[id])
        }
        let run = DreamRun(job, isFresh: false, of: store, with: client) { _ in }
        let status = try context.hosted { () throws(HostedError) in
            try run.cancel(isForced: arguments[isForced])
        }
        context.present(DreamCancelResult(store: store.name, job: job, status: status))
        guard status == "completed", !arguments[isForced] else { return .success }
        context.note("fetch its result: \(context.tool) dream resume \(word: job.id)")
        return .judgedNo
    }
}

/// What became of a dream that was to be stopped.
struct DreamCancelResult: Presentable {
    static let schema = "reverie.dream-cancel/1"

    let store: StoreName
    let job: DreamJob
    /// How it is at the service; nil where it never was there.
    let status: String?

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .string(job.id)),
            JSON.Field("hostedDream", .optional(job.dream)),
            JSON.Field("status", .optional(status)),
        ]
    }

    func lines(width: Int) -> [Message] {
        switch status {
        case nil: ["dream \(job.id) never reached the service and is forgotten"]
        case "canceled"?: ["dream \(job.id) is cancelled"]
        case "completed"?: ["dream \(job.id) is completed already"]
        case let status?: ["dream \(job.id) is \(status)"]
        }
    }
}
