import MemoryDiff

/// A report arranged for readers: what is shown, in which order, with which counts.
///
/// Every form is written from one view, so that all of them give the same numbers.
struct ReportView {
    /// Changes that belong together, most urgent first.
    struct Section {
        /// The kind of all its changes, where they are of one kind.
        var kind: ChangeKind?
        let title: StaticString
        /// What the reader should do about them.
        let advice: StaticString
        let changes: [Change]
    }

    let report: Report
    let options: ReportOptions
    /// What is shown, in sections; empty sections are left out.
    let sections: [Section]
    /// What is not shown because of the options.
    let folded: [Change]
    /// Whether the sides differ, but only in blanks, line breaks and the like.
    let isLayoutOnly: Bool
    /// Where the items of a dream come from.
    let evidence: EvidenceIndex
    private let oldLines: SourceLines
    private let newLines: SourceLines

    init(_ report: Report, old: [Memory], new: [Memory], options: ReportOptions) {
        self.report = report
        isLayoutOnly = report.changes.isEmpty && old != new
        self.options = options
        evidence = EvidenceIndex(options.evidence)
        oldLines = SourceLines(old)
        newLines = SourceLines(new)
        var shown: [Change] = []
        var folded: [Change] = []
        for change in report.changes {
            if Self.isShown(change, options) { shown.append(change) } else { folded.append(change) }
        }
        self.folded = folded
        sections = Self.arrange(shown)
    }

    /// What to say when there are no changes.
    var noChanges: StaticString {
        isLayoutOnly ? "no changes of words, only of layout" : "no changes"
    }

    /// Number of changes shown.
    var shownCount: Int { sections.reduce(0) { $0 + $1.changes.count } }

    /// What is shown, the highest risk first.
    var byRisk: [Change] {
        let changes = sections.flatMap(\.changes)
        return Risk.allCases.reversed().flatMap { risk in changes.filter { $0.risk == risk } }
    }

    private static func isShown(_ change: Change, _ options: ReportOptions) -> Bool {
        if !options.kinds.isEmpty, !options.kinds.contains(change.kind) { return false }
        if let risk = options.risk { return change.risk >= risk }
        return !options.kinds.isEmpty || change.kind != .moved || change.risk > .low
            || options.format != .text
    }

    private static func arrange(_ changes: [Change]) -> [Section] {
        func pick(_ belongs: (Change) -> Bool) -> [Change] { changes.filter(belongs) }
        func plain(_ kind: ChangeKind) -> [Change] {
            pick { $0.kind == kind && !isFirst($0) }
        }
        let sections = [
            Section(
                title: "Guardrails", advice: "limits on what the agent may do; read every one",
                changes: pick { isFirst($0) && $0.kind != .invisible }),
            Section(
                kind: .invisible, title: "Hidden characters",
                advice: "differs only in what a reader cannot see",
                changes: pick { $0.kind == .invisible }),
            Section(
                kind: .pruned, title: "Pruned", advice: "has no successor in the new store",
                changes: plain(.pruned)),
            Section(
                kind: .modified, title: "Modified",
                advice: "says something else, or the same in other words",
                changes: plain(.modified)),
            Section(
                kind: .compressed, title: "Compressed", advice: "several became one",
                changes: plain(.compressed)),
            Section(
                kind: .split, title: "Split", advice: "one became several", changes: plain(.split)),
            Section(
                kind: .regrouped, title: "Regrouped", advice: "several became several others",
                changes: plain(.regrouped)),
            Section(
                kind: .added, title: "Added", advice: "has no predecessor in the old store",
                changes: plain(.added)),
            Section(
                kind: .moved, title: "Moved", advice: "the same words in another place",
                changes: plain(.moved)),
        ]
        return sections.filter { !$0.changes.isEmpty }
    }

    /// What stands nowhere any more, unless the reader asked for certain kinds of change.
    var lostTerms: [LostTerm] { options.kinds.isEmpty ? report.lostTerms : [] }

    /// Whether the reason of a change tells more than its section and its details do.
    func showsReason(_ change: Change) -> Bool {
        if change.reason.isEmpty { return false }
        if Self.isFirst(change) || change.kind == .invisible { return true }
        switch change.kind {
        case .pruned, .added, .moved: return false
        case .compressed:
            let isTold =
                change.accounts.count == change.old.count
                && change.accounts.allSatisfy { $0.fate == .duplicate }
            return change.details.isEmpty && !isTold
        case .modified, .split, .regrouped, .invisible:
            return change.details.isEmpty && change.reason != change.kind.rawValue
        }
    }

    /// What a change is about, in a word: a heading says nothing by itself, whatever its words are.
    func subject(of change: Change) -> String {
        (change.old + change.new).allSatisfy { $0.form == .heading }
            ? "heading" : change.memoryKind.rawValue
    }

    private static func isFirst(_ change: Change) -> Bool {
        change.memoryKind == .guardrail && change.kind != .added && change.kind != .moved
            || change.risk == .critical
    }

    // MARK: Counts

    /// Changes of each kind that occurs, in the order in which a reader should look.
    var kindCounts: [(kind: ChangeKind, count: Int)] {
        let order: [ChangeKind] = [
            .invisible, .pruned, .modified, .compressed, .split, .regrouped, .added, .moved,
        ]
        return order.compactMap { kind in
            let count = report.count(of: kind)
            return count == 0 ? nil : (kind, count)
        }
    }

    /// What became of guardrails, in words with their counts; empty when none is touched.
    var guardrailCounts: [(fate: StaticString, count: Int)] {
        var counts = (dropped: 0, weakened: 0, reworded: 0, moved: 0, added: 0)
        for change in report.changes where change.memoryKind == .guardrail {
            switch change.kind {
            case .pruned: counts.dropped += 1
            case .added: counts.added += 1
            case .moved: counts.moved += 1
            case .modified, .compressed, .split, .regrouped, .invisible:
                if change.risk == .critical { counts.weakened += 1 } else { counts.reworded += 1 }
            }
        }
        let all: [(StaticString, Int)] = [
            ("dropped", counts.dropped), ("weakened or changed", counts.weakened),
            ("reworded", counts.reworded), ("added", counts.added), ("moved", counts.moved),
        ]
        return all.filter { $0.1 > 0 }
    }

    /// Changes of each risk, the highest first.
    var riskCounts: [(risk: Risk, count: Int)] {
        Risk.allCases.reversed().map { risk in
            (risk, report.changes.reduce(0) { $0 + ($1.risk == risk ? 1 : 0) })
        }
    }

    /// The sizes of both sides, named.
    var sizes: [(name: StaticString, old: Int, new: Int)] {
        [
            ("memories", report.old.memories, report.new.memories),
            ("items", report.old.items, report.new.items),
            ("tokens", report.old.tokens, report.new.tokens),
        ]
    }

    /// Paths of the memories that changes touch, in order, each with its counts by kind.
    var touchedMemories: [(path: String, counts: [(kind: ChangeKind, count: Int)])] {
        var counts: [String: [ChangeKind: Int]] = [:]
        for section in sections {
            for change in section.changes {
                for path in Set((change.old + change.new).map(\.memoryPath)) {
                    counts[path, default: [:]][change.kind, default: 0] += 1
                }
            }
        }
        return counts.sorted { $0.key < $1.key }.map { path, kinds in
            (path, ChangeKind.allCases.compactMap { kind in kinds[kind].map { (kind, $0) } })
        }
    }

    // MARK: Places

    /// The line on which an item of the old side starts, from 1.
    func line(ofOld item: Item) -> Int? { oldLines.line(of: item) }

    /// The line on which an item of the new side starts, from 1.
    func line(ofNew item: Item) -> Int? { newLines.line(of: item) }

    /// The item that stands for a change, on the side where a reader would look, with its line.
    func anchor(of change: Change) -> (item: Item, line: Int?, isNew: Bool)? {
        if let item = change.new.first { return (item, newLines.line(of: item), true) }
        if let item = change.old.first { return (item, oldLines.line(of: item), false) }
        return nil
    }
}

/// Line numbers of the items of one side.
private struct SourceLines {
    private let breaks: [String: [Int]]

    init(_ memories: [Memory]) {
        var breaks: [String: [Int]] = [:]
        for memory in memories {
            breaks[memory.path] = memory.content.indices.filter {
                memory.content[$0] == UInt8(ascii: "\n")
            }
        }
        self.breaks = breaks
    }

    func line(of item: Item) -> Int? {
        guard let breaks = breaks[item.memoryPath] else { return nil }
        var (low, high) = (0, breaks.count)
        while low < high {
            let middle = (low + high) / 2
            if breaks[middle] < item.range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }
}
