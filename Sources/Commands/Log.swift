import Git
import Guardrails
import Render
import ReverieCore

/// Lists the versions of production.
enum Log: Command {
    static let writes = Parameter.flag("writes", "list direct writes too")
    static let number = Parameter.number(
        "number", short: "n", value: "N", in: 1...1_000_000, "list at most N")
    static let since = Parameter.option(
        "since", value: "WHEN", "list only what happened at or after a moment")

    static let declaration = Declaration(
        name: "log", topic: .reading, summary: "list the versions of production, newest first",
        discussion: """
            A merge or a revert makes a version. Direct writes between versions are counted, and listed with --writes. \
            'undone' marks what a later revert took back; nothing is lost by it.

            WHEN is one of: \(When.forms).
            """,
        parameters: [writes, number, since],
        examples: [
            Declaration.Example("reverie log", "all versions"),
            Declaration.Example("reverie log --writes -n 20", "the last 20 states of production"),
            Declaration.Example("reverie log --since yesterday", "what happened since yesterday"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let since = try arguments[since].map { word throws(Failure) in
            try When.resolve(word, in: context)
        }
        let store = try context.store()
        let history = try context.attempt { () throws(CoreError) in
            var entries = try store.history(
                withWrites: arguments[writes],
                limit: since == nil ? arguments[number] ?? .max : .max)
            if let since { entries.removeAll { $0.entry.clock < since } }
            entries = Array(entries.prefix(arguments[number] ?? .max))
            var rows: [LogListing.Row] = []
            for entry in entries {
                var reason = entry.entry.reason
                if reason == nil, let to = entry.entry.to,
                    let snapshot = try? store.repository.snapshot(to)
                {
                    let isForeign = entry.entry.kind == .external
                    reason = isForeign ? snapshot.subject : snapshot.message
                }
                rows.append(LogListing.Row(history: entry, reason: reason ?? ""))
            }
            return LogListing(
                rows: rows, versions: try store.versionNumbers(), moments: Moments(context))
        }
        if history.rows.isEmpty, !context.isJSON {
            context.note(since == nil ? "there is no version yet" : "nothing happened since then")
        }
        context.present(history)
        return .success
    }
}

/// The versions, and the writes where they are asked for.
struct LogListing: Presentable {
    struct Row {
        let history: HistoryEntry
        let reason: String
    }

    static let schema = "reverie.log/1"
    let rows: [Row]
    let versions: [ObjectID: Int]
    let moments: Moments

    var fields: [JSON.Field] {
        [JSON.Field("entries", .array(rows.map(json)))]
    }

    private func json(_ row: Row) -> JSON {
        let entry = row.history.entry
        return .object([
            JSON.Field("version", row.history.version.map(JSON.integer) ?? .null),
            JSON.Field("kind", .string(entry.kind.rawValue)),
            JSON.Field("operation", .string(entry.operation)),
            JSON.Field("time", Moments.json(entry.clock)),
            JSON.Field("actor", Wording.json(entry.actor)),
            JSON.Field("from", Wording.json(entry.from)),
            JSON.Field("to", Wording.json(entry.to)),
            JSON.Field("dream", .optional(entry.dream)),
            JSON.Field("target", Wording.json(entry.target)),
            JSON.Field("reason", row.reason.isEmpty ? .null : .string(row.reason)),
            JSON.Field("overrides", Wording.json(entry.overrides)),
            JSON.Field("verdict", .optional(entry.verdict)),
            JSON.Field("policy", Wording.json(entry.policy)),
            JSON.Field("undone", .bool(!row.history.isEffective)),
            JSON.Field("writesAfter", .integer(row.history.writes)),
        ])
    }

    func lines(width: Int) -> [Message] {
        let heads = Columns(
            rows.map { row in
                let entry = row.history.entry
                let kind: Message =
                    row.history.isEffective
                    ? "\(entry.kind.rawValue)" : "\(entry.kind.rawValue), undone"
                return [
                    Wording.name(of: entry.to, in: versions).styled(.place),
                    moments.minute(entry.clock), moments.ago(entry.clock), kind,
                    Wording.clipped(entry.actor.name, columns: 17),
                ]
            }
        ).lines
        return zip(heads, rows).flatMap { head, row in [head] + details(row, width: width) }
    }

    private func details(_ row: Row, width: Int) -> [Message] {
        let entry = row.history.entry
        var what: Message?
        if let dream = entry.dream {
            what = "dream \(dream)"
        } else if let target = entry.target {
            what = "back to \(Wording.name(of: target, in: versions))"
        }
        let reason = row.reason.split(separator: "\n").first.map { Message("\($0)") }
        let told = [what, reason].compactMap { $0 }
        var lines =
            told.isEmpty
            ? []
            : Wording.indented(.joined(told, separator: ": "), by: 4, width: width)
        for line in Wording.lines(for: entry.overrides) {
            lines += Wording.indented(line, by: 4, width: width)
        }
        if row.history.writes > 0 {
            let writes = Wording.count(row.history.writes, "direct write", "direct writes")
            lines.append("    followed by \(writes)")
        }
        return lines
    }
}
