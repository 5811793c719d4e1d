import MemoryDiff
import Render
import ReverieCore

/// A dream under review on the whole screen: a list of changes, below it the one that the reviewer looks at.
///
/// Only rows that can be seen are made, so that a dream of ten thousand changes answers a key as fast as one of ten.
final class ReviewScreen {
    /// What the screen shows.
    private enum Page { case summary, changes, help, source }

    let model: ReviewModel
    let summary: ReviewSummary
    private let terminal: Platform.RawTerminal
    private let context: Context
    private var page = Page.summary
    private var notice: Message?
    /// First line of the current change that is shown.
    private var scroll = 0
    private var isBeside = true
    private var hasMarks = true
    private var renderers: [Int: ChangeRenderer] = [:]

    init(
        _ model: ReviewModel, _ summary: ReviewSummary, _ terminal: Platform.RawTerminal,
        in context: Context
    ) {
        self.model = model
        self.summary = summary
        self.terminal = terminal
        self.context = context
    }

    /// Shows, reads keys and decides until the reviewer leaves.
    func run() throws(Failure) -> ReviewSession.Outcome {
        defer { terminal.leave() }
        while true {
            draw()
            guard let bytes = terminal.read() else { continue }
            if bytes.isEmpty { return .brokenOff }
            for key in Key.keys(in: bytes) {
                notice = nil
                if let outcome = try press(key) { return outcome }
            }
        }
    }

    private func press(_ key: Key) throws(Failure) -> ReviewSession.Outcome? {
        switch key {
        case .interrupt: return .brokenOff
        case .character("q"): return .finished
        case _ where page != .changes && key != .character("?"):
            page = .changes
            return nil
        case .character("j"), .down: go { self.model.step(1) }
        case .character("k"), .up: go { self.model.step(-1) }
        case .character("J"):
            go {
                self.model.stepFile(1)
                return true
            }
        case .character("K"):
            go {
                self.model.stepFile(-1)
                return true
            }
        case .character("n"):
            go { self.model.stepOpen() }
        case .character(" "), .pageDown: scroll += max(1, detailRows - 1)
        case .character("b"), .pageUp: scroll = max(0, scroll - max(1, detailRows - 1))
        case .character("a"): try decide(.accept)
        case .character("r"): try decide(.refuse)
        case .character("d"): try decide(.defer)
        case .character("e"): try edit()
        case .character("c"): try comment()
        case .character("u"):
            let isUndone = try context.attempt { () throws(CoreError) in try self.model.undo() }
            notice = isUndone ? "undone" : "nothing to undo"
        case .character("g"):
            if !model.toggleGuardrails() { notice = "no change touches a guardrail" }
        case .character("w"): hasMarks.toggle()
        case .character("m"):
            isBeside.toggle()
            if size.width < 140 { notice = "side by side needs 140 columns" }
        case .character("s"): page = .source
        case .character("i"): page = .summary
        case .character("?"): page = page == .help ? .changes : .help
        default: notice = "? shows the keys"
        }
        return nil
    }

    private func go(_ step: () -> Bool) {
        scroll = 0
        if !step() { notice = "there is none" }
    }

    private func decide(_ verdict: ReviewEvent.Verdict, words: [UInt8]? = nil) throws(Failure) {
        try context.attempt { () throws(CoreError) in
            try self.model.decide(verdict, words: words)
        }
        scroll = 0
        if !model.stepOpen() { notice = "every change is decided; q saves and leaves" }
    }

    private func edit() throws(Failure) {
        guard let change = model.current else { return }
        terminal.leave()
        let words = ReviewEditor.words(for: change, model, in: context)
        terminal.enter()
        if let words { try decide(.edit, words: words) } else { notice = "nothing was written" }
    }

    private func comment() throws(Failure) {
        guard let change = model.current else { return }
        terminal.leave()
        let prompt: Message = "comment on \(change.id) (empty: none): "
        context.output.write(prompt)
        context.output.flush()
        let text = try context.input.readLine() ?? ""
        terminal.enter()
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        do throws(CoreError) {
            try model.store.comment(
                dream: model.review.dream.id, text, changes: [change.id])
            notice = "said"
        } catch { notice = Failure(error, in: context).message }
    }

    // MARK: Drawing

    private var size: (width: Int, height: Int) {
        let size = Platform.size(of: terminal.output) ?? (80, 24)
        return (max(20, size.width), max(6, size.height))
    }

    /// Rows of the list: a third of the screen, never more than there are changes.
    private var listRows: Int { min(model.shown.count, max(3, (size.height - 4) / 3)) }
    private var detailRows: Int { max(1, size.height - 4 - listRows) }

    private func draw() {
        let rows = frame()
        context.output.control("\u{1B}[H")
        for (index, row) in rows.enumerated() {
            context.output.write(row)
            context.output.control("\u{1B}[0m\u{1B}[K")
            if index < rows.count - 1 { context.output.control("\r\n") }
        }
        context.output.control("\u{1B}[J")
        context.output.flush()
    }

    private func frame() -> [Message] {
        let (width, height) = size
        var rows: [Message] = [title(width)]
        switch page {
        case .summary:
            rows += fitted(summaryLines(width), to: height - 2)
        case .help: rows += fitted(Self.help, to: height - 2)
        case .source: rows += fitted(sourceLines(width), to: height - 2)
        case .changes:
            rows += list(width)
            rows.append(rule(width))
            rows += detail(width)
        }
        while rows.count < height - 1 { rows.append("") }
        rows = Array(rows.prefix(height - 1))
        rows.append(foot(width))
        return rows
    }

    private func title(_ width: Int) -> Message {
        let open = model.changes.count - model.decidedCount
        let filter = model.isGuardrailsOnly ? ", guardrails only" : ""
        return Wording.clipped(
            "\(model.review.dream.id): \(model.changes.count) changes = \(model.decidedCount) decided + \(open) open\(filter)",
            columns: width
        ).styled(.heading)
    }

    private func foot(_ width: Int) -> Message {
        if let notice { return notice.styled(.warning) }
        let keys =
            page == .changes
            ? "a accept r refuse e edit c comment d defer u undo n next ? help q save"
            : "any key: the changes   ? keys   q save and leave"
        return Wording.clipped(keys, columns: width).styled(.faint)
    }

    private func rule(_ width: Int) -> Message {
        Wording.clipped(String(repeating: "-", count: width), columns: width).styled(.faint)
    }

    /// The rows of the list around the current change.
    private func list(_ width: Int) -> [Message] {
        let shown = model.shown
        let place = shown.firstIndex { $0 >= model.position } ?? 0
        let first = max(0, min(place - listRows / 2, shown.count - listRows))
        return shown[first..<min(shown.count, first + listRows)].map { index in
            let change = model.changes[index]
            let isCurrent = index == model.position
            let state: Message =
                switch model.verdict(of: change) {
                case .accept: Message("a").styled(.good)
                case .refuse: Message("r").styled(.danger)
                case .edit: Message("e").styled(.good)
                case .defer: Message("d").styled(.warning)
                case .open: "."
                }
            let number = String(index + 1)
            let head: Message =
                (isCurrent ? ">" : " ")
                + (model.blocked.contains(change.id) ? Message("!").styled(.danger) : " ")
                + state + " "
                + Message.spaces(max(0, 5 - number.count)) + "\(number) \(change.id) "
            let text = renderer(width).summary(of: change, width: max(1, width - head.columns))
            return head + text
        }
    }

    /// The lines of the current change that fit below the list.
    private func detail(_ width: Int) -> [Message] {
        guard let change = model.current else { return ["no changes"] }
        let lines =
            hasMarks ? renderer(width).lines(of: change).map(\.message) : plainLines(change, width)
        let rows = detailRows
        scroll = min(scroll, max(0, lines.count - rows))
        var part = Array(lines.dropFirst(scroll).prefix(rows))
        let hidden = lines.count - scroll - part.count
        if hidden > 0, let last = part.indices.last {
            part[last] = Message("... \(hidden + 1) more lines: space").styled(.faint)
        }
        return part
    }

    /// Both sides without marks.
    private func plainLines(_ change: Change, _ width: Int) -> [Message] {
        func side(_ items: [Item], _ marker: Message) -> [Message] {
            items.flatMap { item in
                Message("\(item.text)").wrapped(width: max(10, width - 2)).enumerated().map {
                    ($0 == 0 ? marker : "  ") + $1
                }
            }
        }
        return side(change.old, "- ") + side(change.new, "+ ")
    }

    private func renderer(_ width: Int) -> ChangeRenderer {
        let columns = isBeside ? width : min(width, 139)
        if let made = renderers[columns] { return made }
        var options = ReviewCommand.options(model.review, summary, in: context)
        options.width = columns
        let made = ChangeRenderer(
            model.review.comparison.report, old: model.review.comparison.old,
            new: model.review.comparison.new, options: options)
        renderers = [columns: made]
        return made
    }

    private func sourceLines(_ width: Int) -> [Message] {
        let sessions = model.review.dream.provenance?.sessions ?? []
        var lines: [Message] = [
            "", "made by \(model.review.dream.provenance?.engine ?? "unknown")",
        ]
        if let change = model.current {
            let evidence = renderer(width).evidence(of: change)
            lines.append(
                evidence.isEmpty
                    ? "the dream says nothing about where \(change.id) comes from"
                    : "\(change.id) comes from")
            lines += evidence.map { "  " + $0 }
        }
        lines.append(
            sessions.isEmpty
                ? "the dream names no session" : "\(sessions.count) sessions of the whole dream:")
        lines += sessions.map { "  \($0)" }
        return lines.flatMap { $0.wrapped(width: width) }
    }

    private func fitted(_ lines: [Message], to rows: Int) -> [Message] {
        guard lines.count > rows else { return lines }
        return Array(lines.prefix(rows - 1)) + ["... and \(lines.count - rows + 1) more lines"]
    }
}
