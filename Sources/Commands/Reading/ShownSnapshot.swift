import Git
import Render
import ReverieCore

/// What is known of one snapshot besides its memories.
struct ShownSnapshot {
    let snapshot: Snapshot
    /// What it is compared with; nothing for the first one.
    let before: Snapshot?
    /// How it is called in one word.
    let name: String
    /// How its predecessor is called in one word.
    let beforeName: String
    private let versions: [ObjectID: Int]
    private var version: Int? { versions[snapshot.snapshotID] }
    private let dream: Dream?
    private let entry: HistoryEntry?
    private let isProduction: Bool
    private let moments: Moments

    init(_ snapshot: Snapshot, in store: Store, moments: Moments) throws(CoreError) {
        self.snapshot = snapshot
        self.moments = moments
        let versions = try store.versionNumbers()
        let id = snapshot.provenance?.kind == .dream ? snapshot.provenance?.dream : nil
        let named = try id.flatMap { id throws(CoreError) in try? store.dream(id) }
        dream = named?.head.snapshotID == snapshot.snapshotID ? named : nil
        let beforeID = dream?.baseID ?? snapshot.parentIDs.first
        before = try beforeID.map { id throws(CoreError) in try store.repository.snapshot(id) }
        self.versions = versions
        name =
            dream?.id ?? versions[snapshot.snapshotID].map { "v\($0)" } ?? snapshot.snapshotID.short
        beforeName = beforeID.map { id in versions[id].map { "v\($0)" } ?? id.short } ?? "nothing"
        isProduction = try store.production() == snapshot.snapshotID
        // What the journal does not tell any more, the snapshot itself tells in part.
        entry = (try? store.history(withWrites: true))?.first {
            $0.entry.to == snapshot.snapshotID
        }
    }

    private var state: Message {
        if isProduction, dream == nil { return Message("production now").styled(.good) }
        if let dream { return "dream \(dream.id), \(dream.state.rawValue)" }
        guard let entry else { return "not a state of production" }
        return entry.isEffective ? "was production" : "was production, undone by a revert"
    }

    private var kind: Message {
        let kind = entry?.entry.kind ?? snapshot.provenance?.kind
        guard let kind else { return "not made by reverie" }
        return "\(kind.rawValue)"
    }

    private var reason: String { entry?.entry.reason ?? snapshot.message }

    func lines(width: Int) -> [Message] {
        let title: Message = version.map { "version \($0) (\(kind))" } ?? "\(name) (\(kind))"
        var rows: [(label: StaticString, text: Message)] = [
            ("snapshot", dream == nil ? "\(title), \(state)" : state),
            ("id", "\(snapshot.snapshotID.description)"),
            ("tree", "\(snapshot.treeID.description)"),
            ("made", moments.full(snapshot.author.seconds)),
            ("by", "\(snapshot.author.name) <\(snapshot.author.email)>"),
        ]
        if let kind = entry?.entry.actor.kind, kind != .person {
            rows.append(("actor", "\(kind.rawValue)"))
        }
        if before != nil { rows.append(("before", "\(beforeName)")) }
        let provenance = snapshot.provenance
        if let dream = entry?.entry.dream ?? provenance?.dream, self.dream == nil {
            rows.append(("dream", "\(dream)"))
        }
        if let target = entry?.entry.target {
            rows.append(("back to", Wording.name(of: target, in: versions)))
        }
        if let engine = provenance?.engine { rows.append(("engine", "\(engine)")) }
        if let model = provenance?.model { rows.append(("model", "\(model)")) }
        if let hosted = provenance?.hosted { rows += Self.rows(of: hosted) }
        for session in provenance?.sessions ?? [] { rows.append(("session", "\(session)")) }
        if provenance == nil { rows.append(("subject", "\(snapshot.subject)")) }
        rows += Self.rows("reason", reason)
        rows += Self.rows("told", provenance?.instructions ?? "")
        return Wording.labelled(rows, width: width)
    }

    /// What the hosted service called it, and what it cost.
    private static func rows(of hosted: HostedOrigin) -> [(label: StaticString, text: Message)] {
        var rows: [(label: StaticString, text: Message)] = []
        if let dream = hosted.dream { rows.append(("hosted", "\(dream)")) }
        rows.append(("read", "\(hosted.input)"))
        if hosted.output != hosted.input { rows.append(("wrote", "\(hosted.output)")) }
        if let usage = hosted.usage {
            rows.append(
                ("tokens", "\(usage.input) read, \(usage.output) written, \(usage.cached) cached"))
        }
        return rows
    }

    /// One row for each line of a text of somebody else.
    private static func rows(_ label: StaticString, _ text: String)
        -> [(label: StaticString, text: Message)]
    {
        text.split(separator: "\n").enumerated().map { index, line in
            (index == 0 ? label : "", "\(line)")
        }
    }

    var fields: [JSON.Field] {
        let provenance = snapshot.provenance
        return [
            JSON.Field("id", Wording.json(snapshot.snapshotID)),
            JSON.Field("tree", Wording.json(snapshot.treeID)),
            JSON.Field("parents", .array(snapshot.parentIDs.map { Wording.json($0) })),
            JSON.Field("before", Wording.json(before?.snapshotID)),
            JSON.Field("version", version.map(JSON.integer) ?? .null),
            JSON.Field("production", .bool(isProduction)),
            JSON.Field("undone", .bool(entry.map { !$0.isEffective } ?? false)),
            JSON.Field(
                "kind", .optional((entry?.entry.kind ?? snapshot.provenance?.kind)?.rawValue)),
            JSON.Field("operation", .optional(entry?.entry.operation ?? provenance?.operation)),
            JSON.Field("time", Moments.json(snapshot.author.seconds)),
            JSON.Field(
                "author",
                .object([
                    JSON.Field("name", .string(snapshot.author.name)),
                    JSON.Field("email", .string(snapshot.author.email)),
                ])),
            JSON.Field("actor", entry.map { Wording.json($0.entry.actor) } ?? .null),
            JSON.Field("subject", .string(snapshot.subject)),
            JSON.Field("reason", reason.isEmpty ? .null : .string(reason)),
            JSON.Field("target", Wording.json(entry?.entry.target)),
            JSON.Field("dream", .optional(dream?.id ?? entry?.entry.dream ?? provenance?.dream)),
            JSON.Field("state", .optional(dream?.state.rawValue)),
            JSON.Field("engine", .optional(provenance?.engine)),
            JSON.Field("model", .optional(provenance?.model)),
            JSON.Field("hosted", Wording.json(provenance?.hosted)),
            JSON.Field("sessions", .array((provenance?.sessions ?? []).map(JSON.string))),
            JSON.Field("instructions", .optional(provenance?.instructions)),
        ]
    }
}
