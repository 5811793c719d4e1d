import Render
import ReverieCore

/// Lists the transcripts that the store keeps.
enum SessionList: Command {
    static let isWaiting = Parameter.flag("waiting", "list only what no dream has read")

    static let declaration = Declaration(
        name: "session list", topic: .dreaming, summary: "list the transcripts that are kept",
        discussion: """
            DREAM is the newest dream that read the session. A session waits until a dream that is in production has it, \
            or a later one, behind it; a revert of that dream makes it wait again.
            """,
        parameters: [isWaiting],
        examples: [
            Declaration.Example("reverie session list", "all transcripts"),
            Declaration.Example("reverie session list --waiting", "what the next dream would read"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let listing = try context.attempt { () throws(CoreError) in
            let cursor = try store.dreamCursor()
            let dreams = try store.dreamsOfSessions()
            let rows = try store.sessions().map {
                SessionListing.Row(
                    session: $0, dream: dreams[$0.id]?.last, isWaiting: $0.number > cursor)
            }
            return SessionListing(
                rows: rows.filter { $0.isWaiting || !arguments[isWaiting] },
                moments: Moments(context))
        }
        if listing.rows.isEmpty, !context.isJSON {
            context.note("no session; this keeps one: \(context.tool) session add FILE")
            return .success
        }
        context.present(listing)
        return .success
    }
}

/// The transcripts of a store.
struct SessionListing: Presentable {
    struct Row {
        let session: Session
        let dream: String?
        let isWaiting: Bool
    }

    static let schema = "reverie.sessions/1"
    let rows: [Row]
    let moments: Moments

    var fields: [JSON.Field] {
        [
            JSON.Field(
                "sessions",
                .array(
                    rows.map { row in
                        .object([
                            JSON.Field("id", .string(row.session.id)),
                            JSON.Field("name", .optional(row.session.name)),
                            JSON.Field("form", .string(row.session.form)),
                            JSON.Field("events", .integer(row.session.events)),
                            JSON.Field("bytes", .integer(row.session.bytes)),
                            JSON.Field("added", Moments.json(row.session.added)),
                            JSON.Field("dream", .optional(row.dream)),
                            JSON.Field("waiting", .bool(row.isWaiting)),
                        ])
                    }))
        ]
    }

    func lines(width: Int) -> [Message] {
        let heading: [Message] = ["SESSION", "NAME", "FORM", "EVENTS", "AGE", "DREAM"]
        return Columns(
            [heading.map { $0.styled(.faint) }]
                + rows.map { row in
                    [
                        Wording.clipped(row.session.id, columns: 24).styled(.place),
                        row.session.name.map { Wording.clipped($0, columns: 24) } ?? "-",
                        "\(row.session.form)", "\(row.session.events)",
                        moments.ago(row.session.added),
                        row.isWaiting
                            ? (row.dream.map { "\($0), waits" } ?? "waits")
                            : row.dream.map { "\($0)" } ?? "-",
                    ]
                }, rightAligned: [3]
        ).lines
    }
}
