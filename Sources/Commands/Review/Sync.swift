import Git
import Render
import ReverieCore

/// Brings what happened to production without Reverie into the journal.
enum Sync: Command {
    static let remote = Parameter.optionalArgument("REMOTE", "where from (default: origin)")
    static let noFetch = Parameter.flag("no-fetch", "look at this repository alone")

    static let declaration = Declaration(
        name: "sync", topic: .keeping,
        summary: "bring foreign moves of production into the journal",
        discussion: """
            A dream that was merged on a forge is in production there, and no journal knows it. sync fetches first. A \
            merge commit whose second parent is the dream's head is noted as that dream's merge: it gets a version number \
            and can be taken back by name. Other foreign moves are noted as what they are. The way there is judged by the \
            rules of this store; where they forbid it nothing moves here, and an owner lets it pass with --override, or \
            takes it back where it was made. Then 'push' sends the journal.
            """,
        parameters: [remote, noFetch] + OverrideOptions.all,
        examples: [
            Declaration.Example("reverie sync", "after a merge on the forge"),
            Declaration.Example("reverie sync --no-fetch", "after a move by plain git, here"),
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToExamine()
        let overrides = try OverrideOptions.read(arguments)
        var theirs: [String: ObjectID]?
        if !arguments[noFetch] {
            theirs = try fetched(arguments[remote], for: store, in: context)
        }
        let found = try context.attempt { () throws(CoreError) in
            try store.synchronise(with: theirs, overrides: overrides)
        }
        context.present(SyncResult(store: store.name, moves: found.moves))
        if let problem = found.workTreeFailure {
            context.warn(
                "the files could not all be written; '\(context.tool) checkout' finishes it: "
                    + Failure(problem, in: context).message)
        }
        return .success
    }

    /// What the remote's references name now; nil where there is no remote, and none was asked for.
    private static func fetched(_ name: String?, for store: Store, in context: Context)
        throws(Failure) -> [String: ObjectID]?
    {
        let remote: Remote
        do throws(Failure) {
            remote = try Remote(name ?? "origin", of: store.repository, in: context)
        } catch {
            guard name == nil else { throw error }
            return nil
        }
        guard try remote.stores(in: context).contains(store.name) else {
            guard name == nil else {
                throw .invalid(
                    "'\(remote.name)' has no such store",
                    hints: ["git ls-remote \(word: remote.name)"])
            }
            return nil
        }
        context.progress("reading from '\(remote.name)'")
        try remote.fetch([store.name], withSessions: false, in: context)
        return try context.attempt { () throws(CoreError) in
            try store.fetched(from: remote.name)
        }
    }
}

/// What the journal learned.
struct SyncResult: Presentable {
    static let schema = "reverie.sync/1"

    let store: StoreName
    let moves: [JournalEntry]

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field(
                "moves",
                .array(
                    moves.map { move in
                        .object([
                            JSON.Field("kind", .string(move.kind.rawValue)),
                            JSON.Field("dream", .optional(move.dream)),
                            JSON.Field("from", Wording.json(move.from)),
                            JSON.Field("to", Wording.json(move.to)),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        if moves.isEmpty { return ["the journal knows every move of production"] }
        return moves.map { move in
            let what: Message =
                move.dream.map { "merge of dream \($0)" } ?? "\(move.kind.rawValue)"
            return what + " brought into the journal: \(move.to?.short ?? "")"
        }
    }
}
