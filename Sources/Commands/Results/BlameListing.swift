import Git
import MemoryDiff
import Render
import ReverieCore

/// The items of a memory, each with its origin.
struct BlameListing: Presentable {
    static let schema = "reverie.blame/1"
    let path: String
    let snapshot: Snapshot
    let origins: [Blame.Origin]
    let content: [UInt8]
    let versions: [ObjectID: Int]
    let moments: Moments

    var fields: [JSON.Field] {
        let lines = lineNumbers
        return [
            JSON.Field("snapshot", Wording.json(snapshot.snapshotID)),
            JSON.Field("path", .string(path)),
            JSON.Field("items", .array(zip(origins, lines).map(json))),
        ]
    }

    private func json(_ origin: Blame.Origin, line: Int) -> JSON {
        let item = origin.item
        let foundIn = origin.foundIn
        let provenance = origin.snapshot.provenance
        return .object([
            JSON.Field("line", .integer(line)),
            JSON.Field("start", .integer(item.range.lowerBound)),
            JSON.Field("end", .integer(item.range.upperBound)),
            JSON.Field("form", .string(item.form.rawValue)),
            JSON.Field("headings", .array(item.headings.map(JSON.string))),
            JSON.Field("text", .string(item.text)),
            JSON.Field(
                "origin",
                .object([
                    JSON.Field("snapshot", Wording.json(origin.snapshot.snapshotID)),
                    JSON.Field("entered", Wording.json(entered(origin))),
                    JSON.Field("version", versions[entered(origin)].map(JSON.integer) ?? .null),
                    JSON.Field("kind", .optional(provenance?.kind.rawValue)),
                    JSON.Field("time", Moments.json(origin.snapshot.author.seconds)),
                    JSON.Field("author", .string(origin.snapshot.author.name)),
                    JSON.Field("dream", .optional(provenance?.dream)),
                    JSON.Field(
                        "sessions",
                        .array(
                            (foundIn.isEmpty ? provenance?.sessions ?? [] : foundIn)
                                .map(JSON.string))),
                    JSON.Field("sessionsOfItem", .bool(!foundIn.isEmpty)),
                    JSON.Field("path", .string(origin.first.memoryPath)),
                    JSON.Field("text", .string(origin.first.text)),
                ])),
            JSON.Field("changes", .integer(origin.changes)),
            JSON.Field("changed", Wording.json(origin.changed?.snapshotID)),
            JSON.Field(
                "changeEntered",
                Wording.json(origin.changeEntered ?? origin.changed?.snapshotID)),
            JSON.Field("complete", .bool(origin.isComplete)),
        ])
    }

    /// The state of production with which an item came in.
    private func entered(_ origin: Blame.Origin) -> ObjectID {
        origin.entered ?? origin.snapshot.snapshotID
    }

    /// The line of each item, counted from 1.
    private var lineNumbers: [Int] {
        var line = 1
        var offset = 0
        return origins.map { origin in
            while offset < min(origin.item.range.lowerBound, content.count) {
                if content[offset] == 0x0A { line += 1 }
                offset += 1
            }
            return line
        }
    }

    func lines(width: Int) -> [Message] {
        let heads = Columns(zip(origins, lineNumbers).map(cells), gap: 1, rightAligned: [4]).lines
        var lines: [Message] = []
        for (head, origin) in zip(heads, origins) {
            let indent = String(repeating: " ", count: min(8, 2 * depth(of: origin.item)))
            let text = Wording.clipped(
                indent + origin.item.text.replacing("\n", with: " "),
                columns: max(20, width - head.columns - 2))
            lines.append(head + ") " + text)
        }
        return lines + sessions(width: width)
    }

    private func cells(_ origin: Blame.Origin, line: Int) -> [Message] {
        let name = Wording.name(of: entered(origin), in: versions)
        let provenance = origin.snapshot.provenance
        let how: Message =
            provenance?.dream.map { Wording.clipped($0, columns: 18) }
            ?? "\(provenance?.kind.rawValue ?? "not reverie")"
        var changed: Message = ""
        if let snapshot = origin.changed {
            changed =
                "~" + Wording.name(of: origin.changeEntered ?? snapshot.snapshotID, in: versions)
        }
        return [
            (origin.isComplete ? name : name + "<").styled(.place), how,
            moments.day(origin.snapshot.author.seconds), changed, "\(line)",
        ]
    }

    private func depth(of item: Item) -> Int { item.form == .heading ? 0 : item.headings.count }

    /// What the sessions of each dream or write are, below the items.
    private func sessions(width: Int) -> [Message] {
        var rows: [Message] = []
        var shown: Set<ObjectID> = []
        for origin in origins where shown.insert(origin.snapshot.snapshotID).inserted {
            let provenance = origin.snapshot.provenance
            guard let sessions = provenance?.sessions, !sessions.isEmpty else { continue }
            let name: Message =
                provenance?.dream.map { "\($0)" }
                ?? Wording.name(of: origin.snapshot.snapshotID, in: versions)
            let line: Message =
                "\(name): \(Message.joined(sessions.map { "\($0)" }, separator: ", "))"
            rows += Wording.indented(line, by: 0, width: width)
        }
        return rows.isEmpty ? [] : ["", "sessions"] + rows
    }
}
