import Git
import Render
import ReverieCore

/// Closes a proposal without a merge.
enum DreamsClose: Command {
    static let dream = Parameter.argument("DREAM", "the dream's name, or how it starts")
    static let message = Parameter.option("message", short: "m", value: "REASON", "say why")

    static let declaration = Declaration(
        name: "dreams close", topic: .dreaming, summary: "close a proposal without a merge",
        discussion: """
            Its branch goes, and a tag keeps it until retention ends: 'reverie show closed/DREAM'. Production does not \
            move; a dream that is in production stays there.
            """,
        parameters: [dream, message],
        examples: [
            Declaration.Example(
                "reverie dreams close 2026-11-20-kmpx -m 'it dropped a limit'", "no")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        guard let reason = arguments[message], !reason.allSatisfy(\.isWhitespace) else {
            throw .invalid(
                "closing a dream needs a reason; nothing was changed",
                hints: ["\(context.tool) dreams close \(word: arguments[dream]) -m REASON"])
        }
        let store = try context.storeToChange()
        let result = try context.attempt { () throws(CoreError) in
            let before = try store.dream(matching: arguments[dream])
            try store.close(dream: before.id, reason: reason)
            return DreamStateResult(
                store: store.name, dream: before.id, before: before.state.rawValue,
                after: "closed", tag: "\(store.name)/closed/\(before.id)")
        }
        context.present(result)
        return .success
    }
}
