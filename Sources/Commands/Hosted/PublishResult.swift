import Git
import Hosted
import Render
import ReverieCore

/// What became of a hosted store.
struct PublishResult: Presentable {
    /// What was done.
    enum Outcome: String {
        case equal, published, planned
    }

    static let schema = "reverie.publish/1"

    let store: StoreName
    let hosted: String?
    let snapshot: Snapshot
    var outcome: Outcome
    let steps: [PublishPlan.Step]
    var requests: Int

    private var counts: [(name: StaticString, count: Int)] {
        var counts = [0, 0, 0, 0]
        for step in steps {
            switch step {
            case .create: counts[0] += 1
            case .update: counts[1] += 1
            case .move: counts[2] += 1
            case .delete: counts[3] += 1
            }
        }
        return [
            ("created", counts[0]), ("updated", counts[1]), ("moved", counts[2]),
            ("deleted", counts[3]),
        ]
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("outcome", .string(outcome.rawValue)),
            JSON.Field("store", .string(store.description)),
            JSON.Field("hosted", .optional(hosted)),
            JSON.Field("snapshot", .string(snapshot.snapshotID.description)),
        ] + counts.map { JSON.Field("\($0.name)", .integer($0.count)) } + [
            JSON.Field("requests", .integer(requests)),
            JSON.Field(
                "changes",
                .array(
                    steps.map { step in
                        let (kind, from) = Self.words(for: step)
                        return .object([
                            JSON.Field("kind", .string("\(kind)")),
                            JSON.Field("path", .string(step.path)),
                            JSON.Field("from", .optional(from)),
                        ])
                    })),
        ]
    }

    private static func words(for step: PublishPlan.Step) -> (kind: StaticString, from: String?) {
        switch step {
        case .create: ("create", nil)
        case .update: ("update", nil)
        case .move(_, let from, _, _): ("move", from)
        case .delete: ("delete", nil)
        }
    }

    func lines(width: Int) -> [Message] {
        guard let hosted else { return ["a hosted store would be made and filled"] }
        guard !steps.isEmpty else { return ["\(hosted) is equal to production"] }
        let parts: [Message] = counts.filter { $0.count > 0 }
            .map { "\($0.count) \(literal: $0.name)" }
        let list = Message.joined(parts, separator: ", ")
        if outcome == .published { return ["\(hosted) is equal to production: \(list)"] }
        return ["\(hosted) would become equal to production: \(list)"]
            + steps.map { step in
                let (kind, from) = Self.words(for: step)
                let origin: Message = from.map { "\($0) -> " } ?? ""
                return "  \(literal: kind) \(origin)\(step.path)"
            }
    }
}
