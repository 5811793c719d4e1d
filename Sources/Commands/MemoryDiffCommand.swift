import MemoryDiff
import Render
import ReverieCore

/// Compares two stores by meaning.
enum MemoryDiffCommand: Command {
    /// The least risk that a reader wants to see.
    enum Level: String, Sendable, CaseIterable {
        case low
        case medium
        case high
        case critical

        var risk: Risk {
            switch self {
            case .low: .low
            case .medium: .medium
            case .high: .high
            case .critical: .critical
            }
        }
    }

    static let sides = Parameter.arguments(
        "SNAPSHOT|PATH", atLeast: 0, atMost: 9,
        "the old and the new store: snapshots, dreams, @WHEN, or two folders or files",
        completion: .file)
    static let format = Parameter<ReportFormat?>.choice(
        "format", value: "FORMAT", "the form of the report")
    static let stat = Parameter.flag("stat", "only the head and one line for each memory")
    static let nameOnly = Parameter.flag("name-only", "only the paths of the memories that changed")
    static let only = Parameter<[ChangeKind]>.choices(
        "only", value: "KIND", "show only changes of this kind")
    static let risk = Parameter<Level?>.choice(
        "risk", value: "LEVEL", "show only changes of at least this risk")
    static let exitCode = Parameter.flag("exit-code", "end with status 1 when a change is shown")
    static let width = Parameter.number(
        "width", value: "COLUMNS", in: 40...400, "columns of the text (default: the terminal's)")

    static let declaration = Declaration(
        name: "memdiff", topic: .dreaming, summary: "compare two stores by meaning",
        discussion: """
            Compares items (bullets, paragraphs, table rows, records) instead of lines, and says of each what became
            of it: pruned, modified, compressed, split, regrouped, added or moved. Changes of guardrails come first.

            In a repository: without arguments, production against edits of the work tree that no snapshot has; a dream \
            alone, against the snapshot that it read; another snapshot alone, against production. A word that is a \
            path and a snapshot needs '--': words before it are snapshots, words after it are paths.

            In folders, symbolic links are not followed; hidden and binary files are left out and counted.

            As an external diff driver of git:

              git config diff.memory.command memdiff
              echo '*.md diff=memory' >> .gitattributes
            """,
        parameters: [sides, format, stat, nameOnly, only, risk, exitCode, width],
        examples: [
            Declaration.Example("reverie memdiff 2026-11-19-kx7p", "what a dream proposes"),
            Declaration.Example("reverie memdiff v3 production", "what changed since version 3"),
            Declaration.Example("memdiff yesterday/ today/", "what changed between two folders"),
            Declaration.Example(
                "memdiff --only pruned --exit-code a/ b/",
                "fail when something went without successor"),
            Declaration.Example(
                "memdiff --format html a/ b/ > report.html", "a page to send around"),
        ],
        usesPager: true)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let words = arguments[sides]
        let sides = try MemoryDiffSides.read(
            words, separator: arguments.countBeforeSeparator, in: context)
        let comparison = try context.attempt { () throws(CoreError) in try sides.comparison() }
        let report = comparison.report
        var options = ReportOptions()
        options.format = arguments[format] ?? (context.isJSON ? .json : .text)
        options.extent = arguments[nameOnly] ? .names : (arguments[stat] ? .stat : .full)
        options.kinds = arguments[only]
        options.risk = arguments[risk]?.risk
        options.width = arguments[width] ?? context.output.width
        options.palette = context.output.palette
        options.oldName = sides.old.name
        options.newName = sides.new.name
        options.command = (["\(declaration.call(of: context.program.name))"] + words)
            .joined(separator: " ")
        options.toolVersion = Program.version
        options.evidence = sides.evidence
        options.notes = [sides.old.note, sides.new.note].compactMap { $0 }
        ReportRenderer.write(
            report, old: comparison.old, new: comparison.new, options: options
        ) { context.output.write($0) }
        let isClean =
            !arguments[exitCode] || ReportRenderer.shownCount(report, options: options) == 0
        return isClean ? .success : .judgedNo
    }
}
