import Hosted
import Render
import ReverieCore

/// A dream that was asked for and not waited for.
struct HostedDreamStarted: Presentable {
    static let schema = "reverie.dream-started/1"

    let store: StoreName
    let job: DreamJob

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("dream", .string(job.id)),
            JSON.Field("hostedDream", .optional(job.dream)),
            JSON.Field("hostedStore", .optional(job.store)),
            JSON.Field("base", .string(job.base)),
        ]
    }

    func lines(width: Int) -> [Message] { ["dream \(job.id) is under way"] }
}
