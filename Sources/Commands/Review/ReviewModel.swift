import MemoryDiff
import Render
import ReverieCore

/// The changes of a dream, what was decided about each, and where the reviewer is; the same for lines and screen.
final class ReviewModel {
    let store: Store
    let review: Review
    let changes: [Change]
    /// Names of the changes that the rules forbid.
    let blocked: Set<String>
    private let draft: ReviewDraft
    private var verdicts: [String: ReviewEvent.Verdict] = [:]
    private var past: [(change: String, before: ReviewEvent.Verdict)] = []
    private(set) var decidedCount = 0
    /// Index of the change that the reviewer looks at.
    var position = 0
    /// Indices of the changes that are shown.
    private(set) var shown: [Int]
    /// Whether only guardrails are shown.
    private(set) var isGuardrailsOnly = false

    init(_ review: Review, of store: Store) {
        self.review = review
        self.store = store
        // What the rules forbid comes first, whatever the risk of its kind.
        let blocked = Set(review.blocked)
        let all = review.comparison.report.changes
        changes = all.filter { blocked.contains($0.id) } + all.filter { !blocked.contains($0.id) }
        self.blocked = blocked
        shown = Array(changes.indices)
        draft = store.draft(of: review.dream)
        for (change, decided) in review.state.decisions {
            verdicts[change] = decided.decision.verdict
        }
        for decision in draft.decisions() { verdicts[decision.change] = decision.verdict }
        decidedCount = changes.count { verdict(of: $0) != .open }
        position = changes.firstIndex { verdict(of: $0) == .open } ?? 0
    }

    /// The change that the reviewer looks at; nil when there are none.
    var current: Change? { changes.indices.contains(position) ? changes[position] : nil }

    /// What was decided about a change.
    func verdict(of change: Change) -> ReviewEvent.Verdict { verdicts[change.id] ?? .open }

    /// Decides about the current change; on disk before this returns.
    func decide(_ verdict: ReviewEvent.Verdict, words: [UInt8]? = nil) throws(CoreError) {
        guard let current else { return }
        try set(current.id, verdict, words: words, remembering: true)
    }

    /// Takes the last decision of this session back and goes to its change; false when there is none.
    func undo() throws(CoreError) -> Bool {
        guard let last = past.popLast() else { return false }
        // Words of an earlier edit are in the journal or in the draft, where this cannot get at them.
        let before = last.before == .edit ? ReviewEvent.Verdict.open : last.before
        try set(last.change, before, words: nil, remembering: false)
        position = changes.firstIndex { $0.id == last.change } ?? position
        return true
    }

    private func set(
        _ change: String, _ verdict: ReviewEvent.Verdict, words: [UInt8]?, remembering: Bool
    ) throws(CoreError) {
        let before = verdicts[change] ?? .open
        try draft.add(RequestedDecision(change, verdict, words: words))
        if remembering { past.append((change, before)) }
        verdicts[change] = verdict
        decidedCount += (verdict == .open ? 0 : 1) - (before == .open ? 0 : 1)
    }

    /// Goes to the next change that is shown, or the one before; false at the end.
    @discardableResult
    func step(_ offset: Int) -> Bool {
        let place = shown.firstIndex { $0 >= position } ?? shown.count
        let isHere = place < shown.count && shown[place] == position
        let target = place + (offset > 0 && !isHere ? offset - 1 : offset)
        guard shown.indices.contains(target) else { return false }
        position = shown[target]
        return true
    }

    /// Goes to the next change of another memory, or the one before.
    func stepFile(_ offset: Int) {
        guard let path = current.map(Self.path) else { return }
        var place = position
        while step(offset) {
            if let current, Self.path(current) != path { return }
        }
        swap(&place, &position)
    }

    /// Goes to the next change about which nobody decided; false when there is none.
    @discardableResult
    func stepOpen() -> Bool {
        let open =
            shown.first { $0 > position && verdict(of: changes[$0]) == .open }
            ?? shown.first { verdict(of: changes[$0]) == .open }
        guard let open else { return false }
        position = open
        return true
    }

    /// Shows only changes of guardrails, or all again.
    func toggleGuardrails() -> Bool {
        let guardrails = changes.indices.filter { changes[$0].memoryKind == .guardrail }
        if !isGuardrailsOnly, guardrails.isEmpty { return false }
        isGuardrailsOnly.toggle()
        shown = isGuardrailsOnly ? guardrails : Array(changes.indices)
        if isGuardrailsOnly, !shown.contains(position) { position = shown.first ?? 0 }
        return true
    }

    /// Puts the decisions into the journal; answers how many there were.
    func submit() throws(CoreError) -> Int { try store.submitDraft(of: review.dream) }

    /// The bytes of the current change as the dream has them, or as the base had them, to start an edit from.
    func words(of change: Change) -> [UInt8] {
        let (items, memories) =
            change.new.isEmpty
            ? (change.old, review.comparison.old) : (change.new, review.comparison.new)
        guard let item = items.first,
            let memory = memories.first(where: { $0.path == item.memoryPath }),
            memory.content.indices.contains(item.range.lowerBound),
            item.range.upperBound <= memory.content.count
        else { return [] }
        return Array(memory.content[item.range])
    }

    private static func path(_ change: Change) -> String {
        (change.new.first ?? change.old.first)?.memoryPath ?? ""
    }
}
