import Git
import Render
import ReverieCore

/// Writes a snapshot out as plain files, or as one archive.
enum Export: Command {
    static let folder = Parameter.optionalArgument(
        "FOLDER", "where the files shall stand", completion: .folder)
    static let archive = Parameter.option(
        "archive", value: "FILE.tar.gz", "write one archive instead", completion: .file)
    static let moment = Parameter.option(
        "at", value: "WHEN|VERSION", "what to write (default: production)")
    static let watch = Parameter.flag("watch", "follow production until Ctrl-C")

    static let declaration = Declaration(
        name: "export", topic: .keeping, summary: "write a snapshot out as plain files",
        discussion: """
            The files stand in FOLDER/<tree id>, and the link FOLDER/current points there; it is swapped in one step. \
            Who resolves the link once sees one snapshot, whole, however often it is swapped meanwhile. The export \
            before the last one is taken away with the next.

            --watch follows production and swaps when it moves, with one line each time. What goes wrong \
            then is said and tried again.

            --archive writes a compressed tape archive, for a registry of artifacts. Equal stores give equal \
            bytes: no times, no owners, names in one order. 'reverie dream import' reads it.
            """,
        parameters: [folder, archive, moment, watch],
        examples: [
            Declaration.Example("reverie export /srv/memory", "agents read /srv/memory/current"),
            Declaration.Example("reverie export /tmp/then --at 'last friday'", "what it was then"),
            Declaration.Example("reverie export /srv/memory --watch", "follow production"),
            Declaration.Example("reverie export --archive memory.tar.gz", "one file"),
        ])

    /// The shortest and the longest time between two looks at production, in milliseconds.
    private static let interval: ClosedRange<Int64> = 100...3_000

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        if arguments[watch], arguments.gives(moment) {
            throw .invalid("'--watch' follows production; it cannot be used with '--at'")
        }
        let file = arguments[archive]
        if file != nil, arguments[watch] || arguments[folder] != nil {
            throw .invalid(
                "'--archive' writes one file; it cannot be used with FOLDER or '--watch'")
        }
        guard let name = file ?? arguments[folder] else {
            throw .invalid(
                "name the folder to write to, or an archive",
                hints: [
                    "\(context.tool) export FOLDER", "\(context.tool) export --archive FILE.tar.gz",
                ])
        }
        let target = context.realPath(name)
        let store = try context.store()
        let snapshot: Snapshot
        if let asked = arguments[moment] {
            let (state, told) = try context.revertTarget(asked, in: store)
            if let told { context.note(told) }
            snapshot = try context.attempt { () throws(CoreError) in
                try store.planRevert(to: state).target
            }
        } else {
            snapshot = try context.attempt { () throws(CoreError) in
                try store.productionSnapshot()
            }
        }
        context.progress("writing '\(name)'")
        if file != nil {
            context.present(
                ArchiveResult(
                    store: store.name, file: target,
                    archived: try context.attempt { () throws(CoreError) in
                        try store.archive(snapshot, to: target)
                    }))
            return .success
        }
        let first = try write(snapshot, of: store, to: target, in: context)
        if arguments[watch] { try follow(first, of: store, to: target, in: context) }
        return .success
    }

    private static func write(
        _ snapshot: Snapshot, of store: Store, to target: String, in context: Context
    ) throws(Failure) -> Exported {
        let result = try context.attempt { () throws(CoreError) in
            let exported = try store.export(snapshot, to: target)
            return ExportResult(
                store: store.name, exported: exported, folder: target,
                version: try store.versionNumbers()[exported.snapshotID])
        }
        context.present(result)
        return result.exported
    }

    /// Looks at production again and again, seldom when nothing happens; ends with the process, or when nobody
    /// reads the lines any more.
    private static func follow(
        _ first: Exported, of store: Store, to target: String, in context: Context
    ) throws(Failure) {
        var shown = first.snapshotID
        var wait = interval.lowerBound
        var told: Failure?
        context.output.flush()
        while !context.output.isClosed {
            Platform.sleep(milliseconds: wait)
            wait = min(wait * 2, interval.upperBound)
            do throws(Failure) {
                let snapshot = try context.attempt { () throws(CoreError) in
                    try store.productionSnapshot()
                }
                guard snapshot.snapshotID != shown else { continue }
                shown = try write(snapshot, of: store, to: target, in: context).snapshotID
                wait = interval.lowerBound
                told = nil
                context.output.flush()
            } catch {
                if told != error { context.warn("production was not followed: \(error.message)") }
                context.errors.flush()
                told = error
            }
        }
    }
}

/// A snapshot that was written out.
struct ExportResult: Presentable {
    static let schema = "reverie.export/1"

    let store: StoreName
    let exported: Exported
    let folder: String
    let version: Int?

    var fields: [JSON.Field] {
        [
            JSON.Field("store", .string(store.description)),
            JSON.Field("snapshot", Wording.json(exported.snapshotID)),
            JSON.Field("tree", Wording.json(exported.treeID)),
            JSON.Field("version", version.map(JSON.integer) ?? .null),
            JSON.Field("memories", .integer(exported.files)),
            JSON.Field("folder", .string("\(folder)/\(exported.treeID)")),
            JSON.Field("link", .string("\(folder)/current")),
            JSON.Field("present", .bool(exported.wasPresent)),
        ]
    }

    func lines(width: Int) -> [Message] {
        let name: Message =
            version.map { "v\($0) (\(exported.snapshotID.short))" }
            ?? "\(exported.snapshotID.short)"
        return [
            "'\(folder)/current' is \(name), \(Wording.count(exported.files, "memory", "memories"))"
        ]
    }
}
