import Render
import ReverieCore

/// Writes other words in place of a change of a dream.
enum Edit: Command {
    static let change = Parameter.argument("CHANGE", "the change's name, or how it starts")
    static let file = Parameter.option(
        "file", value: "FILE", "what shall stand there; '-' is standard input")
    static let text = Parameter.option("text", value: "TEXT", "what shall stand there")

    static let declaration = Declaration(
        name: "edit", topic: .dreaming, summary: "write other words in place of a change",
        discussion: """
            The words stand where the dream's stood, with their list marker if there shall be one. Who wrote words \
            of a dream does not approve it. They are kept on a branch beside the dream, not in the journal.
            """,
        parameters: [ReviewOptions.dream, change, file, text],
        examples: [
            Declaration.Example(
                "reverie edit 2026-11-20-kmpx bcdfghjk --text '- Never deploy on Friday.'",
                "say it better")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let words: [UInt8]
        switch (arguments[file], arguments[text]) {
        case (let name?, nil): words = try context.content(ofFile: name)
        case (nil, let text?): words = Array(text.utf8)
        default: throw .invalid("say with --file or --text what shall stand there")
        }
        let store = try context.storeToChange()
        let dream = try ReviewOptions.dream(arguments, of: store, in: context)
        let decided = try context.attempt { () throws(CoreError) in
            try store.decide(
                dream: dream.id, [RequestedDecision(arguments[change], .edit, words: words)])
        }
        context.present(
            ReviewEventResult(
                store: store.name, dream: dream.id, event: "edit", changes: decided))
        return .success
    }
}
