import Git
import Render
import ReverieCore

extension StoreOverview: Presentable {
    static let schema = "reverie.status/1"

    private var call: Message {
        store.name == .standard ? "\(tool)" : "\(tool) --store \(word: store.name.description)"
    }

    func lines(width: Int) -> [Message] {
        var rows: [(label: StaticString, text: Message)] = [
            ("store", "\(store.name.description)"), ("production", productionText),
        ]
        if let move = past?.lastMove {
            let dream: Message = move.dream.map { " of dream \($0)" } ?? ""
            let name = Wording.clipped(move.actor.name, columns: 30)
            rows.append(("last move", "\(move.kind.rawValue)\(dream) by \(name)"))
            rows.append(("", moments.full(move.clock)))
        }
        if let entry = past?.interrupted {
            rows.append(
                (
                    "interrupted",
                    Message("\(entry.kind.rawValue) \(entry.operation)").styled(.warning)
                        + "; the next writing command settles it"
                ))
        }
        if let problem = journalProblem {
            rows.append(("journal", problem.styled(.danger)))
            rows.append(("", "\(call) verify"))
        } else if !isAsJournalled {
            rows.append(
                ("journal", Message("does not know this production").styled(.danger)))
            rows.append(("", "\(call) verify"))
        }
        if isRemoteCopy {
            rows.append(("clone", "reads the remote's branches and cannot move them"))
        }
        if let holder = leaseHolder {
            rows.append(("writing now", "\(holder.isEmpty ? "a process without a name" : holder)"))
        }
        if let text = workTreeText { rows.append(("work tree", text)) }
        if unsaved?.isEmpty == false { rows.append(("", "\(call) memdiff; \(call) commit")) }
        if let past { rows += self.rows(for: past) }
        return Wording.labelled(rows, width: width)
    }

    private func rows(for past: Past) -> [(label: StaticString, text: Message)] {
        var rows: [(label: StaticString, text: Message)] = [("dreams", text(for: past.openDreams))]
        if let text = text(for: past.yesterday) { rows.append(("yesterday", text)) }
        switch past.yesterday {
        case .none, .current: break
        case .history, .superseded:
            if !isRemoteCopy { rows.append(("", "\(call) revert --to yesterday")) }
        }
        rows.append(("fallback", text(for: past.fallbacks.first)))
        if let newest = past.fallbacks.first, !isRemoteCopy {
            rows.append(
                ("", FallbackListing.command(newest, tool: tool, store: store.name)))
        }
        return rows
    }

    private var productionText: Message {
        var text: Message = "\(production.snapshotID.short)"
        if let past, let number = past.version?.version,
            past.lastMove?.to == production.snapshotID
        {
            let writes = past.version?.writes ?? 0
            text =
                writes == 0
                ? "v\(number), \(text)"
                : "v\(number) and \(Wording.count(writes, "direct write", "direct writes")), \(text)"
        }
        return "\(text), \(Wording.count(memories, "memory", "memories"))"
    }

    private var workTreeText: Message? {
        if let problem = workTreeProblem {
            if case .notAFile(let path) = problem {
                return "'\(path)' is a symbolic link or a device; it cannot be read"
            }
            return "cannot be read"
        }
        guard let unsaved else { return nil }
        guard !unsaved.isEmpty else { return "as last written" }
        let edits = Wording.count(unsaved.count, "memory", "memories")
        return "\(Message("\(edits) edited, in no snapshot"), .warning): \(Failure.list(unsaved))"
    }

    private func text(for openDreams: [Dream]) -> Message {
        guard !openDreams.isEmpty else { return "none open" }
        let names = openDreams.prefix(2).map { Wording.clipped($0.id, columns: 24) }
        let more: Message =
            openDreams.count > 2 ? " and \(openDreams.count - 2) more" : ""
        return "\(openDreams.count) open: \(Message.joined(names, separator: ", "))\(more)"
    }

    private func text(for yesterday: Yesterday) -> Message? {
        switch yesterday {
        case .none: nil
        case .current: "is production"
        case .superseded(let id, let until) where until >= moments.now:
            "\(id.short), restorable until \(moments.minute(until)) at least"
        case .history(let id), .superseded(let id, _):
            "\(id.short), in production's history"
        }
    }

    private func text(for newest: Store.Fallback?) -> Message {
        guard let newest else { return "none yet; this is the first version" }
        guard let until = newest.until, until >= moments.now else {
            return "\(newest.snapshotID.short), one of the last three"
        }
        return "\(newest.snapshotID.short), restorable until \(moments.minute(until)) at least"
    }

    var fields: [JSON.Field] {
        let (state, id, until): (String, ObjectID?, Int64?) =
            switch past?.yesterday {
            case nil, .some(.none): ("none", nil, nil)
            case .current: ("production", production.snapshotID, nil)
            case .history(let id): ("history", id, nil)
            case .superseded(let id, let until): ("superseded", id, until)
            }
        return [
            JSON.Field("store", .string(store.name.description)),
            JSON.Field("production", Wording.json(production.snapshotID)),
            JSON.Field("tree", Wording.json(production.treeID)),
            JSON.Field("version", past?.version?.version.map(JSON.integer) ?? .null),
            JSON.Field("writesSince", .integer(past?.version?.writes ?? 0)),
            JSON.Field("memories", .integer(memories)),
            JSON.Field("journalReadable", .bool(past != nil)),
            JSON.Field("asJournalled", .bool(isAsJournalled)),
            JSON.Field("lastOperation", .optional(past?.lastMove?.operation)),
            JSON.Field("lastMove", Moments.json(past?.lastMove?.clock)),
            JSON.Field("interrupted", .optional(past?.interrupted?.operation)),
            JSON.Field("remoteCopy", .bool(isRemoteCopy)),
            JSON.Field("writing", .optional(leaseHolder)),
            JSON.Field("unsaved", unsaved.map { .array($0.map(JSON.string)) } ?? .null),
            JSON.Field("openDreams", .array((past?.openDreams ?? []).map { .string($0.id) })),
            JSON.Field("fallbacks", .integer(past?.fallbacks.count ?? 0)),
            JSON.Field(
                "yesterday",
                .object([
                    JSON.Field("state", .string(state)),
                    JSON.Field("snapshot", Wording.json(id)),
                    JSON.Field("until", Moments.json(until)),
                ])),
        ]
    }
}
