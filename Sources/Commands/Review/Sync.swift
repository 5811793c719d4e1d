import Git
import Render
import ReverieCore

/// Brings what happened to production without Reverie into the journal.
enum Sync: Command {
    static let declaration = Declaration(
        name: "sync", topic: .keeping,
        summary: "bring foreign moves of production into the journal",
        discussion: """
            A dream that was merged on a forge is in production, and the journal does not know it. A merge commit whose \
            second parent is the dream's head is noted as that dream's merge: it gets a version number and can be \
            taken back by name. Other foreign moves are noted as what they are. Fetch first: 'git fetch' brings the \
            branch, 'git update-ref' or 'git pull' moves it.
            """,
        parameters: [],
        examples: [Declaration.Example("reverie sync", "after a merge on the forge")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToExamine()
        let found = try context.attempt { () throws(CoreError) in try store.synchronise() }
        context.present(SyncResult(store: store.name, moves: found.moves))
        return .success
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
