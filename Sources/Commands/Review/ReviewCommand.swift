import Git
import MemoryDiff
import Render
import ReverieCore

/// Goes through the changes of a dream, and decides.
enum ReviewCommand: Command {
    /// The forms in which a review can be written.
    enum Form: String, Sendable, CaseIterable {
        case text
        case markdown
        case json
    }

    static let format = Parameter<Form?>.choice(
        "format", value: "FORMAT", "write the review instead of asking")
    static let sinceApproval = Parameter.flag(
        "since-approval", "only what changed since the last approval")
    static let lines = Parameter.flag("lines", "ask line by line instead of filling the screen")
    static let plain = Parameter.flag("plain", "write the review and ask nothing")

    static let declaration = Declaration(
        name: "review", topic: .dreaming, summary: "go through the changes of a dream, and decide",
        discussion: """
            First what has to be known: decisions, requirements with the command that satisfies each, who said what. \
            Then every change, the most urgent first, with the words that differ. On a terminal each change waits for \
            a key: a accept, r refuse, e edit, c comment, d defer, s skip, u undo, ? help, q save and leave. \
            Decisions are on disk as they are made and in the journal when you leave; a session that died is \
            taken up where it stopped.

            --format markdown is a whole comment for a pull request, at most 65,536 characters.
            """,
        parameters: [ReviewOptions.dream, format, sinceApproval, lines, plain],
        examples: [
            Declaration.Example("reverie review 2026-11-20-kmpx", "decide about a dream"),
            Declaration.Example(
                "reverie review 2026-11-20-kmpx --format markdown", "a comment for the forge"),
        ],
        usesPager: false)

    static func run(_ arguments: Arguments, in context: Context) throws(Failure) -> ExitStatus {
        let store = try context.store()
        let dream = try ReviewOptions.dream(arguments, of: store, in: context)
        var form = arguments[format] ?? (context.isJSON ? .json : .text)
        if context.isJSON { form = .json }
        let asks =
            arguments[format] == nil && form == .text && context.input.isTerminal
            && context.output.isTerminal && !arguments[plain] && !arguments[sinceApproval]
            && dream.state != .merged
        if asks {
            return try ReviewSession.run(
                dream: dream.id, of: store, byLines: arguments[lines], in: context)
        }
        let review = try context.attempt { () throws(CoreError) in try store.review(of: dream.id) }
        var summary = ReviewSummary(review: review, context: context)
        summary.drafted = store.draft(of: dream).decisions().count
        try write(review, summary, form, arguments, of: store, in: context)
        return .success
    }

    private static func write(
        _ review: Review, _ summary: ReviewSummary, _ form: Form, _ arguments: Arguments,
        of store: Store, in context: Context
    ) throws(Failure) {
        var options = options(review, summary, in: context)
        var report = review.comparison.report
        if arguments[sinceApproval] {
            let delta = try context.attempt { () throws(CoreError) in
                try store.changesSinceApproval(review)
            }
            guard let delta else {
                throw .invalid("nobody approved dream '\(review.dream.id)' yet")
            }
            let came = Set(delta.came)
            report = Report(
                old: report.old, new: report.new, unchangedItems: report.unchangedItems,
                changes: report.changes.filter { came.contains($0.id) })
            options.notes.append(
                "only what changed since the last approval: \(delta.came.count) to read, \(delta.went.count) gone"
            )
            for change in delta.went.prefix(20) {
                options.notes.append(
                    "gone: \(change.id) \((change.new.first ?? change.old.first)?.text ?? "")")
            }
        }
        let (old, new) = (review.comparison.old, review.comparison.new)
        switch form {
        case .text:
            for line in summary.lines { context.output.line(line) }
            context.output.line()
            ReportRenderer.write(report, old: old, new: new, options: options) {
                context.output.write($0)
            }
        case .markdown:
            options.format = .markdown
            options.preface = summary.lines
            options.topic = .review
            ReportRenderer.write(report, old: old, new: new, options: options) {
                context.output.write($0)
            }
        case .json:
            options.format = .json
            let json = ReportRenderer.json(report, old: old, new: new, options: options)
            context.output.write(ReviewDocument(review: review, report: json).json)
        }
    }

    /// How the changes are shown.
    static func options(_ review: Review, _ summary: ReviewSummary, in context: Context)
        -> ReportOptions
    {
        var options = ReportOptions()
        options.risk = .low
        options.width = context.output.width
        options.palette = context.output.palette
        options.oldName = review.dream.baseID?.short ?? "nothing"
        options.newName = review.dream.id
        options.command = "\(context.program.name) review \(review.dream.id)"
        options.toolVersion = Program.version
        options.marks = summary.marks
        options.evidence = review.dream.head.provenance?.evidence ?? []
        return options
    }
}
