import MemoryDiff
import Testing

/// Two memories of which every line is known to be kept, dropped, added, reworded, moved to the other one, folded into
/// another or taken apart, so that the result of any decision can be written down without asking the code under test.
private struct Ledger {
    /// A place that a line has on the old side, on the new side, or on both.
    struct Line {
        let old: String?
        let new: String?
    }

    static let paths = ["north.md", "south.md"]
    private(set) var lines: [String: [Line]] = [:]

    private var random: SeededGenerator
    /// Lines that wait for the next one that stays: what goes between two that stay comes before what comes there.
    private var waiting: [String: [Line]] = [:]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for number in 10..<34 {
            let path = Self.paths[Int(random.next() % 2)]
            let other = Self.paths[path == Self.paths[0] ? 1 : 0]
            let text = sentence(number)
            switch random.next() % 10 {
            case 0: lines[path, default: []].append(Line(old: text, new: nil))
            case 1: waiting[path, default: []].append(Line(old: nil, new: text))
            case 2: stay(path, text, text + " again")
            case 3:
                // Moved, with the same words.
                anchor(path, number)
                lines[path, default: []].append(Line(old: text, new: nil))
                anchor(path, number)
                anchor(other, number)
                lines[other, default: []].append(Line(old: nil, new: text))
                anchor(other, number)
            case 4:
                // Folded: what was said twice is said once.
                anchor(path, number)
                lines[path, default: []].append(Line(old: text + " indeed", new: nil))
                anchor(path, number)
                stay(path, text + " also", text)
                anchor(path, number)
            case 5:
                // Taken apart.
                let more = sentence(number + 50)
                anchor(path, number)
                lines[path, default: []] += [
                    Line(old: text + ", and " + more.dropFirst(2), new: text),
                    Line(old: nil, new: more),
                ]
                anchor(path, number)
            default: stay(path, text, text)
            }
        }
        for path in Self.paths { lines[path, default: []] += waiting[path] ?? [] }
    }

    private mutating func stay(_ path: String, _ old: String, _ new: String) {
        lines[path, default: []] += (waiting[path] ?? []) + [Line(old: old, new: new)]
        waiting[path] = []
    }

    /// A line that stays, so that there is one place only for what stands beside it.
    private mutating func anchor(_ path: String, _ number: Int) {
        let text = sentence(number)
        stay(path, text, text)
    }

    /// No two sentences share a word, so that no change reaches across lines.
    private mutating func sentence(_ number: Int) -> String {
        let letters = Array("bcdfghjkmnpqrstvwxyz")
        var words: [String] = []
        for _ in 0..<6 {
            words.append(String((0..<7).map { _ in letters[Int(random.next() % 20)] }))
        }
        return "- " + words.joined(separator: " ") + " \(number)\(number)\(number)"
    }

    static func memory(_ path: String, _ lines: [String]) -> Memory {
        Memory(path: path, text: "# List\n\n" + lines.map { $0 + "\n" }.joined())
    }

    func memories(_ side: (Line) -> String?) -> [Memory] {
        Self.paths.map { Self.memory($0, (lines[$0] ?? []).compactMap(side)) }
    }

    /// What a person would write by hand, given what was decided about each change.
    func result(_ changes: [Change], _ decisions: [String: Selection.Decision]) -> [Memory] {
        func owner(_ text: String?, _ path: String, _ side: (Change) -> [Item]) -> Change? {
            changes.first { change in
                side(change).contains { $0.memoryPath == path && "- " + $0.text == text }
            }
        }
        var written: Set<String> = []
        return Self.paths.map { path in
            var kept: [String] = []
            func write(_ words: [UInt8], for change: Change) {
                guard written.insert(change.id).inserted else { return }
                kept.append(String(decoding: words, as: UTF8.self))
            }
            for line in lines[path] ?? [] {
                let before = owner(line.old, path, \.old)
                let after = owner(line.new, path, \.new)
                if let text = line.old, before == nil, line.new == text {
                    kept.append(text)
                    continue
                }
                if let text = line.old, let before {
                    switch decisions[before.id] {
                    case .refuse: kept.append(text)
                    case .edit(let words) where before.new.isEmpty: write(words, for: before)
                    case .edit, .accept, nil: break
                    }
                }
                if let text = line.new, let after {
                    switch decisions[after.id] {
                    case .edit(let words):
                        if after.new.first?.memoryPath == path { write(words, for: after) }
                    case .refuse: break
                    case .accept, nil: kept.append(text)
                    }
                }
            }
            return Self.memory(path, kept)
        }
    }
}

/// Acceptance of reviews: for any dream and any decisions the result is the tree that a person would make by hand.
struct SelectionLedgerTests {
    @Test(arguments: 0..<300)
    func `any decisions about lines that merge, split and move give the tree written by hand`(
        seed: Int
    ) throws {
        let ledger = Ledger(seed: UInt64(seed) &* 977 &+ 13)
        let (old, new) = (ledger.memories(\.old), ledger.memories(\.new))
        let report = Comparison.report(old: old, new: new)
        var random = SeededGenerator(seed: UInt64(seed))
        var decisions: [String: Selection.Decision] = [:]
        for change in report.changes {
            decisions[change.id] =
                switch random.next() % 4 {
                case 0: .refuse
                case 1: .edit(Array("- edited \(change.id)".utf8))
                case 2: .accept
                default: nil
                }
        }
        let parts = try Selection.parts(
            old: old, new: new, changes: report.changes, decisions: decisions)
        var made = Dictionary(uniqueKeysWithValues: old.map { ($0.path, $0) })
        for part in parts {
            made[part.path] = part.content.map { Memory(path: part.path, content: $0) }
        }
        let expected = ledger.result(report.changes, decisions)
        for memory in expected {
            #expect(
                made[memory.path].map { String(decoding: $0.content, as: UTF8.self) }
                    == String(decoding: memory.content, as: UTF8.self))
        }
    }

    @Test func `the dreams of this property do merge, split, move, reword, add and prune`() {
        var kinds: Set<ChangeKind> = []
        for seed in 0..<40 {
            let ledger = Ledger(seed: UInt64(seed) &* 977 &+ 13)
            let report = Comparison.report(
                old: ledger.memories(\.old), new: ledger.memories(\.new))
            kinds.formUnion(report.changes.map(\.kind))
        }
        #expect(kinds.isSuperset(of: [.compressed, .split, .moved, .modified, .added, .pruned]))
    }
}
