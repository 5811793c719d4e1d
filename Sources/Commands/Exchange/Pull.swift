import Git
import Render
import ReverieCore

/// Takes over what another repository has.
enum Pull: Command {
    static let remote = Parameter.optionalArgument("REMOTE", "where from (default: origin)")
    static let sessions = Parameter.flag("sessions", "take transcripts, too")
    static let takeTheirs = Parameter.flag(
        "take-theirs", "where both moved production: theirs stays, ours becomes a dream")

    static let declaration = Declaration(
        name: "pull", topic: .keeping, summary: "take over what another repository has",
        discussion: """
            What arrives is judged as a push to here would be. Journal, policy and production go \
            forward together; where both sides wrote to the journal, its lines become one. Where \
            both sides moved production, nothing is done: look at theirs first, then let theirs \
            stay with --take-theirs, and merge what was done here as a dream.
            """,
        parameters: [remote, takeTheirs, sessions],
        examples: [
            Declaration.Example("reverie pull", "what the others did"),
            Declaration.Example(
                "reverie pull --take-theirs", "theirs stays, ours waits as a dream"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let repository = try context.repository()
        let remote = try Remote(arguments[Pull.remote] ?? "origin", of: repository, in: context)
        let present = try remote.stores(in: context)
        let stores =
            try context.storeName == nil
            ? present : [context.attempt { () throws(CoreError) in try context.chosenStore() }]
        guard !stores.isEmpty, stores.allSatisfy(present.contains) else {
            throw .invalid(
                "'\(remote.name)' has no such store", hints: ["git ls-remote \(word: remote.name)"])
        }
        try context.take(
            stores, from: remote, into: repository, withSessions: arguments[sessions],
            takingTheirs: arguments[takeTheirs])
        return .success
    }
}

extension Context {
    /// The stores that an exchange is about: the one that `--store` names, or all that are here.
    func exchangedStores(of repository: MemoryRepository) throws(Failure) -> [StoreName] {
        try attempt { () throws(CoreError) in
            guard storeName == nil else {
                return [try repository.store(chosenStore()).name]
            }
            let stores = try repository.stores()
            guard !stores.isEmpty else {
                throw .noStore(try chosenStore(), present: [])
            }
            return stores
        }
    }

    /// Fetches stores and takes each over.
    func take(
        _ stores: [StoreName], from remote: Remote, into repository: MemoryRepository,
        withSessions: Bool, takingTheirs: Bool
    ) throws(Failure) {
        progress("reading from '\(remote.name)'")
        try remote.fetch(stores, withSessions: withSessions, in: self)
        var results: [PullResult.Item] = []
        for name in stores {
            let adopted = try attempt { () throws(CoreError) in
                let store = try repository.store(adopting: name)
                return try store.adopt(
                    store.fetched(from: remote.name), takingTheirs: takingTheirs)
            }
            results.append(PullResult.Item(store: name, adopted: adopted))
        }
        present(PullResult(remote: remote.name, items: results))
        for item in results {
            if let dream = item.adopted.dream {
                note("merge what was done here: \(tool) merge \(word: dream)")
            }
            if let problem = item.adopted.workTreeFailure {
                warn(
                    "the files could not all be written; '\(tool) checkout' finishes it: "
                        + Failure(problem, in: self).message)
            }
        }
    }
}

/// What was taken over.
struct PullResult: Presentable {
    static let schema = "reverie.pull/1"

    /// One store.
    struct Item {
        let store: StoreName
        let adopted: Adopted
    }

    let remote: String
    let items: [Item]

    var fields: [JSON.Field] {
        [
            JSON.Field("remote", .string(remote)),
            JSON.Field(
                "stores",
                .array(
                    items.map { item in
                        .object([
                            JSON.Field("store", .string(item.store.description)),
                            JSON.Field("outcome", .string(item.adopted.outcome.rawValue)),
                            JSON.Field("from", .optional(item.adopted.from?.description)),
                            JSON.Field("to", .optional(item.adopted.to?.description)),
                            JSON.Field("dream", .optional(item.adopted.dream)),
                            JSON.Field("dreams", .integer(item.adopted.dreams)),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        items.map { item in
            let adopted = item.adopted
            let to = adopted.to?.short ?? "nothing"
            let what: Message =
                switch adopted.outcome {
                case .current: "nothing new"
                case .made: "new here, production is \(to)"
                case .forwarded where adopted.from == adopted.to:
                    "journal brought up to date, production stays \(to)"
                case .forwarded:
                    "production moved from \(adopted.from?.short ?? "nothing") to \(to)"
                case .joined: "both wrote to the journal; its lines are one, production is \(to)"
                case .replaced:
                    "theirs taken, production is \(to); ours is dream \(adopted.dream ?? "")"
                }
            let dreams: Message =
                adopted.dreams == 0
                ? "" : "; " + Wording.count(adopted.dreams, "dream", "dreams")
            return "\(item.store.description): " + what + dreams
        }
    }
}
