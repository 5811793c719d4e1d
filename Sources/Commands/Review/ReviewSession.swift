import Git
import MemoryDiff
import Render
import ReverieCore

/// A reviewer going through a dream, on a full screen where there is one, otherwise line by line.
enum ReviewSession {
    static func run(dream id: String, of store: Store, byLines: Bool, in context: Context)
        throws(Failure) -> ExitStatus
    {
        let review = try context.attempt { () throws(CoreError) in try store.review(of: id) }
        let model = ReviewModel(review, of: store)
        let summary = ReviewSummary(review: review, context: context)
        let isScreen =
            !byLines && context.ownsTerminal && context.environment["TERM"] != "dumb"
        let outcome: Outcome
        if isScreen, let terminal = Platform.RawTerminal(input: 0, output: 1) {
            outcome = try ReviewScreen(model, summary, terminal, in: context).run()
        } else {
            outcome = try lines(model, summary, in: context)
        }
        guard outcome == .finished else {
            context.note(
                "decisions are kept on this machine; \(context.tool) review \(word: id) goes on")
            return .success
        }
        let count = try context.attempt { () throws(CoreError) in try model.submit() }
        context.output.line(
            "\(Wording.count(count, "decision", "decisions")) in the journal; \(model.changes.count - model.decidedCount) of \(model.changes.count) changes open"
        )
        context.note(
            "next: \(context.tool) review \(word: id) --plain, \(context.tool) merge \(word: id)")
        return .success
    }

    /// How a session ended.
    enum Outcome {
        /// The reviewer left; what was decided shall be in the journal.
        case finished
        /// It was broken off; what was decided stays where it is.
        case brokenOff
    }

    private static let keys: Message = "a,r,e,c,d,s,u,?,q"

    /// Asks about one change after the other, as `git add -p` does.
    private static func lines(_ model: ReviewModel, _ summary: ReviewSummary, in context: Context)
        throws(Failure) -> Outcome
    {
        for line in summary.lines { context.output.line(line) }
        let renderer = ChangeRenderer(
            model.review.comparison.report, old: model.review.comparison.old,
            new: model.review.comparison.new,
            options: ReviewCommand.options(model.review, summary, in: context))
        var isShown = false
        while let change = model.current {
            if !isShown {
                context.output.line()
                for line in renderer.lines(of: change) { context.output.line(line.message) }
            }
            isShown = true
            let state = ReviewSummary.word(model.verdict(of: change))
            let prompt: Message =
                "(\(model.position + 1)/\(model.changes.count)) \(change.id), \(change.risk.name), \(state) [\(keys)]? "
            context.output.write(prompt)
            context.output.flush()
            guard let answer = try context.input.readLine() else {
                context.output.line()
                return .brokenOff
            }
            switch answer.first {
            case "a": try decide(model, .accept, in: context, &isShown)
            case "r": try decide(model, .refuse, in: context, &isShown)
            case "d": try decide(model, .defer, in: context, &isShown)
            case "e":
                if let words = ReviewEditor.words(for: change, model, in: context) {
                    try context.attempt { () throws(CoreError) in
                        try model.decide(.edit, words: words)
                    }
                    isShown = false
                    if !model.stepOpen() { return .finished }
                } else {
                    context.output.line("nothing was written; the change is as it was")
                }
            case "c":
                context.output.write("comment: " as Message)
                context.output.flush()
                if let text = try context.input.readLine(), !text.isEmpty {
                    try context.attempt { () throws(CoreError) in
                        try model.store.comment(
                            dream: model.review.dream.id, text, changes: [change.id])
                    }
                }
            case "s":
                isShown = false
                if !model.step(1) { return .finished }
            case "u":
                let isUndone = try context.attempt { () throws(CoreError) in try model.undo() }
                isShown = !isUndone
                if !isUndone { context.output.line("nothing to undo") }
            case "q": return .finished
            default: for line in help { context.output.line(line) }
            }
            if !isShown, model.decidedCount == model.changes.count, answer.first != "u",
                answer.first != "s"
            {
                return .finished
            }
        }
        return .finished
    }

    private static func decide(
        _ model: ReviewModel, _ verdict: ReviewEvent.Verdict, in context: Context,
        _ isShown: inout Bool
    ) throws(Failure) {
        try context.attempt { () throws(CoreError) in try model.decide(verdict) }
        isShown = false
        model.stepOpen()
    }

    private static let help: [Message] = [
        "a  accept: the dream's side stands", "r  refuse: production's side stays",
        "e  edit: other words stand in its place", "c  comment on it",
        "d  defer: nobody merges before it is decided", "s  skip: leave it open for now",
        "u  undo the last decision", "q  put the decisions into the journal and leave",
    ]
}

/// Asks a reviewer for other words, in the editor.
enum ReviewEditor {
    /// What the reviewer wrote in place of a change; nil when nothing was written.
    static func words(for change: Change, _ model: ReviewModel, in context: Context) -> [UInt8]? {
        guard context.ownsTerminal, let editor = Editor(in: context) else { return nil }
        let draft = model.store.draft(of: model.review.dream)
        let path = draft.wordsFile(for: change.id)
        let before = model.words(of: change)
        do throws(GitError) {
            try FileSystem.createFolder(draft.folder)
            try FileSystem.replaceDisposable(path, with: before)
        } catch { return nil }
        defer { try? FileSystem.remove(path) }
        guard editor.edit(path), let after = try? FileSystem.read(path, limit: 1 << 24),
            after != before
        else { return nil }
        return after
    }
}
