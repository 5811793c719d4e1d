import Git
import Render
import ReverieCore

/// Lets a dream that was taken back be merged again.
enum DreamsRelease: Command {
    static let dream = Parameter.argument("DREAM", "the dream's name, or how it starts")
    static let message = Parameter.option("message", short: "m", value: "REASON", "say why")

    static let declaration = Declaration(
        name: "dreams release", topic: .dreaming,
        summary: "let a dream that was taken back be merged again",
        discussion: """
            'reverie revert --dream' puts a dream on hold: nobody merges it by mistake. Releasing it does not merge it. \
            A dream that went out of production with a plain revert is not on hold and needs no release.
            """,
        parameters: [dream, message],
        examples: [
            Declaration.Example(
                "reverie dreams release 2026-11-20-kmpx -m 'fixed'", "lift the hold")
        ])

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        let result = try context.attempt { () throws(CoreError) in
            let before = try store.dream(matching: arguments[dream])
            try store.release(dream: before.id, reason: arguments[message])
            return DreamStateResult(
                store: store.name, dream: before.id, before: before.state.rawValue,
                after: try store.dream(before.id).state.rawValue, tag: nil)
        }
        context.present(result)
        return .success
    }
}

/// What became of a dream.
struct DreamStateResult: Presentable {
    static let schema = "reverie.dream-state/1"

    let store: StoreName
    let dream: String
    let before: String
    let after: String
    /// The tag that keeps a closed dream.
    let tag: String?

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .string(dream)),
            JSON.Field("before", .string(before)),
            JSON.Field("state", .string(after)),
            JSON.Field("changed", .bool(before != after)),
            JSON.Field("tag", .optional(tag)),
        ]
    }

    func lines(width: Int) -> [Message] {
        if before == after { return ["nothing to do: dream \(dream) is \(after)"] }
        let kept: Message = tag.map { "; '\($0)' keeps it until retention ends" } ?? ""
        return ["dream \(dream) was \(before) and is \(after)\(kept)"]
    }
}
