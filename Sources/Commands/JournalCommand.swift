import Git
import Guardrails
import Render
import ReverieCore

/// Lists the operations on the store.
enum JournalCommand: Command {
    static let number = Parameter.number(
        "number", short: "n", value: "N", in: 1...1_000_000, "list at most N")

    static let declaration = Declaration(
        name: "journal", topic: .keeping, summary: "list the operations on the store, newest first",
        discussion: """
            Each line is one operation: the entry that records it, when, what, and who. Below it stand the snapshots \
            that it led from and to, the dream, and the reason.
            """,
        parameters: [number],
        examples: [
            Declaration.Example("reverie journal -n 10", "the last ten operations"),
            Declaration.Example("reverie journal verify", "prove that none was altered"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let limit = arguments[number] ?? .max
        let listing = try context.attempt { () throws(CoreError) in
            var operations: [String] = []
            let records = try store.journal {
                if operations.last != $0.entry.operation { operations.append($0.entry.operation) }
                return operations.count > limit
            }
            return JournalListing(
                records: records, limit: limit, versions: try store.versionNumbers(),
                moments: Moments(context))
        }
        context.present(listing)
        return .success
    }
}

/// Operations as the journal has them.
struct JournalListing: Presentable {
    static let schema = "reverie.journal/1"
    let versions: [ObjectID: Int]
    let moments: Moments
    /// The last entry of each operation.
    let rows: [JournalRecord]

    /// Takes entries, newest first; an intent is left out where its outcome follows.
    init(records: [JournalRecord], limit: Int, versions: [ObjectID: Int], moments: Moments) {
        self.versions = versions
        self.moments = moments
        var rows: [JournalRecord] = []
        var settled: Set<String> = []
        for record in records {
            if record.entry.phase == .intent, settled.contains(record.entry.operation) { continue }
            settled.insert(record.entry.operation)
            rows.append(record)
        }
        self.rows = Array(rows.prefix(limit))
    }

    var fields: [JSON.Field] {
        [
            JSON.Field(
                "operations",
                .array(
                    rows.map { record in
                        let entry = record.entry
                        return .object([
                            JSON.Field("entry", Wording.json(record.entryID)),
                            JSON.Field("operation", .string(entry.operation)),
                            JSON.Field("kind", .string(entry.kind.rawValue)),
                            JSON.Field("phase", .string(entry.phase.rawValue)),
                            JSON.Field("time", Moments.json(entry.clock)),
                            JSON.Field("actor", Wording.json(entry.actor)),
                            JSON.Field("from", Wording.json(entry.from)),
                            JSON.Field("to", Wording.json(entry.to)),
                            JSON.Field("dream", .optional(entry.dream)),
                            JSON.Field("hosted", .optional(entry.hosted)),
                            JSON.Field("target", Wording.json(entry.target)),
                            JSON.Field("reason", .optional(entry.reason)),
                            JSON.Field("overrides", Wording.json(entry.overrides)),
                            JSON.Field("verdict", .optional(entry.verdict)),
                            JSON.Field("policy", Wording.json(entry.policy)),
                            JSON.Field(
                                "retentionSeconds",
                                entry.retention.map { .integer(Int($0)) } ?? .null),
                        ])
                    }))
        ]
    }

    func lines(width: Int) -> [Message] {
        let heads = Columns(
            rows.map { record in
                let entry = record.entry
                let name = Wording.clipped(entry.actor.name, columns: 20)
                let kind: Message =
                    entry.actor.kind == .person ? "" : " (\(entry.actor.kind.rawValue))"
                return [
                    Message("\(record.entryID.short)").styled(.place), moments.minute(entry.clock),
                    Self.words(for: entry), "\(name)\(kind)",
                ]
            }
        ).lines
        return zip(heads, rows).flatMap { head, record in
            [head] + details(of: record.entry, width: width)
        }
    }

    private static func words(for entry: JournalEntry) -> Message {
        switch entry.phase {
        case .done: "\(entry.kind.rawValue)"
        case .aborted: "\(entry.kind.rawValue), given up"
        case .intent: Message("\(entry.kind.rawValue), interrupted").styled(.warning)
        }
    }

    private func details(of entry: JournalEntry, width: Int) -> [Message] {
        var parts: [Message] = []
        if let to = entry.to {
            let after = Wording.name(of: to, in: versions)
            parts.append(
                entry.from == nil
                    ? after : "\(Wording.name(of: entry.from, in: versions)) -> \(after)")
        }
        if let dream = entry.dream { parts.append("dream \(dream)") }
        if let hosted = entry.hosted { parts.append("hosted store \(hosted)") }
        if let target = entry.target {
            parts.append("back to \(Wording.name(of: target, in: versions))")
        }
        if let reason = entry.reason?.split(separator: "\n").first { parts.append("\(reason)") }
        if entry.kind == .policy, let policy = entry.policy {
            parts.insert("the policy became version \(policy.short)", at: 0)
        }
        let overrides = Wording.lines(for: entry.overrides).flatMap {
            Wording.indented($0, by: 4, width: width)
        }
        guard !parts.isEmpty else { return overrides }
        return overrides + Wording.indented(.joined(parts, separator: ", "), by: 4, width: width)
    }
}
