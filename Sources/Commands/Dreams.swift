import Git
import Render
import ReverieCore

/// Lists the proposals.
enum Dreams: Command {
    static let isOpen = Parameter.flag("open", "list only what waits for a decision")

    static let declaration = Declaration(
        name: "dreams", topic: .dreaming, summary: "list the proposals",
        discussion: """
            BASE is the snapshot that the dream read, MOVED how often production moved since. MEMORIES counts what the \
            dream adds (+), removes (-) and changes (~). A dream is open, merged, reverted (production went back behind it) or \
            on hold (taken back by name).
            """,
        parameters: [isOpen],
        examples: [
            Declaration.Example("reverie dreams", "all proposals"),
            Declaration.Example("reverie dreams --open", "what waits for a decision"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let listing = try context.attempt { () throws(CoreError) in
            var rows: [DreamListing.Row] = []
            for dream in try store.dreams() where !arguments[isOpen] || dream.state == .open {
                rows.append(try DreamListing.Row(dream, in: store))
            }
            return DreamListing(
                rows: rows, versions: try store.versionNumbers(), moments: Moments(context))
        }
        if listing.rows.isEmpty, !context.isJSON {
            let what: Message = arguments[isOpen] ? "no open dream" : "no dream"
            context.note(
                "\(what); this proposes one: \(context.program.name) dream import FOLDER")
            return .success
        }
        context.present(listing)
        return .success
    }
}

/// The proposals.
struct DreamListing: Presentable {
    struct Row {
        let dream: Dream
        let distance: Int?
        var added = 0
        var removed = 0
        var changed = 0

        init(_ dream: Dream, in store: Store) throws(CoreError) {
            self.dream = dream
            let base = try dream.baseID.map { id throws(CoreError) in
                try store.repository.snapshot(id)
            }
            distance = try base.flatMap { base throws(CoreError) in
                try store.distance(from: base.snapshotID)
            }
            let differences = try store.repository.differences(
                from: base?.treeID ?? .emptyTree, to: dream.head.treeID)
            for difference in differences {
                if difference.old == nil {
                    added += 1
                } else if difference.new == nil {
                    removed += 1
                } else {
                    changed += 1
                }
            }
        }

        /// What the dream adds, removes and changes: `+1 -2 ~3`.
        var counts: Message {
            let parts: [Message] = [
                added > 0 ? "+\(added)" : nil, removed > 0 ? "-\(removed)" : nil,
                changed > 0 ? "~\(changed)" : nil,
            ].compactMap { $0 }
            return parts.isEmpty ? "none" : .joined(parts, separator: " ")
        }
    }

    static let schema = "reverie.dreams/1"
    let rows: [Row]
    let versions: [ObjectID: Int]
    let moments: Moments

    var fields: [JSON.Field] {
        [
            JSON.Field(
                "dreams",
                .array(
                    rows.map { row in
                        let dream = row.dream
                        return .object([
                            JSON.Field("id", .string(dream.id)),
                            JSON.Field("state", .string(dream.state.rawValue)),
                            JSON.Field("time", Moments.json(dream.made)),
                            JSON.Field("snapshot", Wording.json(dream.head.snapshotID)),
                            JSON.Field("base", Wording.json(dream.baseID)),
                            JSON.Field("moved", row.distance.map(JSON.integer) ?? .null),
                            JSON.Field("added", .integer(row.added)),
                            JSON.Field("removed", .integer(row.removed)),
                            JSON.Field("changed", .integer(row.changed)),
                            JSON.Field("engine", .optional(dream.provenance?.engine)),
                            JSON.Field("model", .optional(dream.provenance?.model)),
                            JSON.Field(
                                "sessions",
                                .array((dream.provenance?.sessions ?? []).map(JSON.string))),
                        ])
                    }))
        ]
    }

    func lines(width: Int) -> [Message] {
        let heading: [Message] = ["DREAM", "STATE", "AGE", "BASE", "MOVED", "MEMORIES"]
        return Columns(
            [heading.map { $0.styled(.faint) }]
                + rows.map { row in
                    let state = Message("\(row.dream.state.rawValue)")
                    return [
                        Wording.clipped(row.dream.id, columns: 24).styled(.place),
                        row.dream.state == .open ? state.styled(.good) : state,
                        moments.ago(row.dream.made),
                        Wording.name(of: row.dream.baseID, in: versions),
                        row.distance.map { "\($0)" } ?? "-", row.counts,
                    ]
                }, rightAligned: [4]
        ).lines
    }
}
