import Git
import MemoryDiff
import Render
import ReverieCore

/// What the commands of a review have in common.
enum ReviewOptions {
    static let dream = Parameter.argument("DREAM", "the dream's name, or how it starts")
    static let changes = Parameter.arguments(
        "CHANGE", atLeast: 0, "names of changes, or how they start")
    static let rest = Parameter.flag("rest", "every change about which nobody decided yet")
    static let message = Parameter.option("message", short: "m", value: "TEXT", "say why")

    /// The dream that the words name.
    static func dream(_ arguments: Arguments, of store: Store, in context: Context)
        throws(Failure) -> Dream
    {
        try context.attempt { () throws(CoreError) in
            try store.dream(matching: arguments[dream])
        }
    }

    /// Decides alike about the changes that the words name.
    static func decide(
        _ verdict: ReviewEvent.Verdict, _ arguments: Arguments, in context: Context
    ) throws(Failure) -> ExitStatus {
        let store = try context.storeToChange()
        let dream = try dream(arguments, of: store, in: context)
        var names = arguments[changes]
        if arguments[rest] {
            names += try context.attempt { () throws(CoreError) in
                let state = try store.reviewState(of: dream)
                return try store.changes(of: dream).report.changes.map(\.id).filter {
                    state.decisions[$0] == nil && state.contradictions[$0] == nil
                }
            }
        }
        guard !names.isEmpty else {
            guard !arguments[rest] else {
                throw .invalid("nothing is left to decide about dream '\(dream.id)'")
            }
            throw .invalid(
                "name a change, or --rest",
                hints: ["\(context.tool) review \(word: dream.id)"])
        }
        let decided = try context.attempt { () throws(CoreError) in
            try store.decide(dream: dream.id, names.map { RequestedDecision($0, verdict) })
        }
        context.present(
            ReviewEventResult(
                store: store.name, dream: dream.id, event: verdict.rawValue, changes: decided))
        return .success
    }
}

/// Something that was said or decided.
struct ReviewEventResult: Presentable {
    static let schema = "reverie.review-event/1"

    let store: StoreName
    let dream: String
    let event: String
    var changes: [String] = []

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)), JSON.Field("dream", .string(dream)),
            JSON.Field("event", .string(event)),
            JSON.Field("changes", .array(changes.map(JSON.string))),
        ]
    }

    func lines(width: Int) -> [Message] {
        let what: Message = changes.isEmpty ? "" : " " + ReviewWording.names(changes)
        return ["dream \(dream): \(event)" + what]
    }
}
