import Git
import MemoryDiff
import Render
import ReverieCore

/// Shows one snapshot: how it came to be and what it changed.
enum Show: Command {
    static let name = Parameter.optionalArgument(
        "SNAPSHOT", "a version (v3), a dream, an object id or @WHEN (default: production)")
    static let stat = Parameter.flag("stat", "only one line for each memory that changed")

    static let declaration = Declaration(
        name: "show", topic: .reading,
        summary: "show how a snapshot came to be and what it changed",
        discussion: """
            The changes of a dream are against the snapshot that it read, those of anything else against what \
            production was before.
            """,
        parameters: [name, stat],
        examples: [
            Declaration.Example("reverie show", "production, and what the last move changed"),
            Declaration.Example("reverie show v3", "version 3"),
            Declaration.Example("reverie show @yesterday", "what production was a day ago"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store(needingJournal: false)
        let name = arguments[name] ?? "production"
        let snapshot = try context.snapshot(name, of: store)
        let subject = try context.attempt { () throws(CoreError) in
            try ShownSnapshot(snapshot, in: store, moments: Moments(context))
        }
        let comparison = try context.attempt { () throws(CoreError) in
            try store.repository.comparison(
                from: subject.before?.treeID ?? .emptyTree, to: snapshot.treeID, onlyShown: true)
        }
        let (report, old, new) = (comparison.report, comparison.old, comparison.new)
        var options = ReportOptions()
        options.extent = arguments[stat] ? .stat : .full
        options.width = context.output.width
        options.palette = context.output.palette
        options.oldName = subject.beforeName
        options.newName = subject.name
        options.command = "\(context.program.name) show \(name)"
        options.toolVersion = Program.version
        options.evidence = snapshot.provenance?.evidence ?? []
        if context.isJSON {
            let fields = [
                JSON.Field("snapshot", .object(subject.fields)),
                JSON.Field(
                    "memdiff",
                    ReportRenderer.json(report, old: old, new: new, options: options)),
            ]
            context.output.write(JSON.document(schema: "reverie.show/1", fields))
            return .success
        }
        for line in subject.lines(width: context.output.width) { context.output.line(line) }
        context.output.line()
        ReportRenderer.write(report, old: old, new: new, options: options) {
            context.output.write($0)
        }
        return .success
    }
}
