import Render
import ReverieCore

/// Says something about a dream.
enum Comment: Command {
    static let message = Parameter.option("message", short: "m", value: "TEXT", "what to say")

    static let declaration = Declaration(
        name: "comment", topic: .dreaming, summary: "say something about a dream",
        discussion:
            "It stands in the journal, which no redaction of memory text reaches: quote none.",
        parameters: [ReviewOptions.dream, ReviewOptions.changes, message],
        examples: [
            Declaration.Example(
                "reverie comment 2026-11-20-kmpx bcdfghjk -m 'who said so?'", "ask about a change")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        guard let text = arguments[message] else {
            throw .invalid("nothing to say: '--message' is missing")
        }
        let store = try context.storeToChange()
        let dream = try ReviewOptions.dream(arguments, of: store, in: context)
        let changes = arguments[ReviewOptions.changes]
        try context.attempt { () throws(CoreError) in
            try store.comment(dream: dream.id, text, changes: changes)
        }
        context.present(
            ReviewEventResult(
                store: store.name, dream: dream.id, event: "comment", changes: changes))
        return .success
    }
}
