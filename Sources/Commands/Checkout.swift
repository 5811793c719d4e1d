import Git
import Render
import ReverieCore

/// Makes the files of the work tree what production says.
enum Checkout: Command {
    static let declaration = Declaration(
        name: "checkout", topic: .keeping,
        summary: "make the files of the work tree what production says",
        discussion: """
            Needed only after a move of production that could not write every file. Memory that is \
            in no snapshot yet is never overwritten: such files are named and left as they are.
            """,
        examples: [Declaration.Example("reverie checkout", "finish what merge or revert left")])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        context.progress("writing files")
        let result = try context.attempt { () throws(CoreError) in
            try store.checkOut()
            return CheckoutResult(
                store: store.name, folder: try store.folder() ?? "",
                production: try store.productionSnapshot().snapshotID,
                unsaved: try store.unsavedPaths() ?? [])
        }
        context.present(result)
        if !result.unsaved.isEmpty {
            let verb: Message = result.unsaved.count == 1 ? "is" : "are"
            context.warn("\(Failure.list(result.unsaved)) \(verb) in no snapshot yet")
            context.errors.line(Message("hint:").styled(.warning) + " \(context.tool) commit")
        }
        return .success
    }
}

/// What a work tree shows.
struct CheckoutResult: Presentable {
    static let schema = "reverie.checkout/1"

    let store: StoreName
    let folder: String
    let production: ObjectID
    let unsaved: [String]

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("folder", .string(folder)),
            JSON.Field("production", .string(production.description)),
            JSON.Field("unsaved", .array(unsaved.map(JSON.string))),
        ]
    }

    func lines(width: Int) -> [Message] {
        let store = store.description
        return unsaved.isEmpty
            ? ["'\(folder)' is what \(store)/production says (\(production.short))"]
            : [
                "'\(folder)' follows \(store)/production (\(production.short)), unsaved memory aside"
            ]
    }
}
