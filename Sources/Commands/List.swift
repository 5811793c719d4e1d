import Git
import Render
import ReverieCore

/// Lists the memories of a snapshot.
enum List: Command {
    static let places = Parameter.arguments(
        "SNAPSHOT|FOLDER", atLeast: 0, atMost: 2,
        "which snapshot (default: production), and below which folder")
    static let long = Parameter.flag("long", short: "l", "show sizes in bytes and object ids too")

    static let declaration = Declaration(
        name: "ls", topic: .reading, summary: "list the memories of a snapshot",
        discussion: """
            SNAPSHOT is production, a version (v3), a dream, an object id, or @WHEN for production at a moment. One \
            word may be either; where it is both, 'ls production FOLDER' or 'ls SNAPSHOT:' says which.
            """,
        parameters: [places, long],
        examples: [
            Declaration.Example("reverie ls", "what agents read"),
            Declaration.Example("reverie ls projects", "what is below a folder"),
            Declaration.Example("reverie ls -l v3 projects", "the same in version 3, with sizes"),
            Declaration.Example("reverie ls @yesterday", "what was there yesterday"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store(needingJournal: false)
        let address: Address
        let words = arguments[places]
        if words.count == 2 {
            address = Address(
                snapshot: try context.snapshot(words[0], of: store), path: words[1])
        } else {
            address = try Address(words.first ?? "production", of: store, in: context)
        }
        let listing = try context.attempt { () throws(CoreError) in
            try MemoryListing(
                address, of: store.repository, hasSizes: arguments[long] || context.isJSON)
        }
        guard !listing.rows.isEmpty || address.path.isEmpty else {
            throw .invalid(
                "nothing at '\(address.path)' in \(address.snapshot.snapshotID.short)",
                hints: ["\(context.program.name) ls"])
        }
        context.present(listing)
        return .success
    }
}

/// The memories of a snapshot, or of one folder of it.
struct MemoryListing: Presentable {
    struct Row {
        let path: String
        let entry: TreeEntry
        let size: Int?
    }

    static let schema = "reverie.ls/1"
    let snapshot: Snapshot
    let rows: [Row]

    init(_ address: Address, of repository: MemoryRepository, hasSizes: Bool) throws(CoreError) {
        snapshot = address.snapshot
        let below = address.path.isEmpty ? "" : address.path + "/"
        var rows: [Row] = []
        for (bytes, entry) in try repository.files(in: snapshot.treeID) {
            let path = String(decoding: bytes, as: UTF8.self)
            guard path == address.path || path.hasPrefix(below) else { continue }
            let isRead = hasSizes && entry.kind != .submodule
            let size = isRead ? try repository.content(of: entry.objectID).count : nil
            rows.append(Row(path: path, entry: entry, size: size))
        }
        self.rows = rows
    }

    var fields: [JSON.Field] {
        [
            JSON.Field("snapshot", Wording.json(snapshot.snapshotID)),
            JSON.Field("tree", Wording.json(snapshot.treeID)),
            JSON.Field(
                "memories",
                .array(
                    rows.map {
                        .object([
                            JSON.Field("path", .string($0.path)),
                            JSON.Field("object", Wording.json($0.entry.objectID)),
                            JSON.Field("bytes", $0.size.map(JSON.integer) ?? .null),
                        ])
                    })),
        ]
    }

    func lines(width: Int) -> [Message] {
        guard rows.contains(where: { $0.size != nil }) else { return rows.map { "\($0.path)" } }
        return Columns(
            rows.map {
                [
                    $0.size.map { "\($0)" } ?? "-",
                    Message("\($0.entry.objectID.short)").styled(.faint),
                    "\($0.path)",
                ]
            }, rightAligned: [0]
        ).lines
    }
}
