import MemoryDiff
import Testing

struct SelectionTests {
    private func result(
        _ old: [Memory], _ new: [Memory], _ decide: (Change) -> Selection.Decision
    ) throws -> [Memory] {
        let report = Comparison.report(old: old, new: new)
        var decisions: [String: Selection.Decision] = [:]
        for change in report.changes { decisions[change.id] = decide(change) }
        let parts = try Selection.parts(
            old: old, new: new, changes: report.changes, decisions: decisions)
        var contents = Dictionary(uniqueKeysWithValues: old.map { ($0.path, $0.content) })
        for part in parts { contents[part.path] = part.content }
        return contents.map { Memory(path: $0.key, content: $0.value) }
            .sorted { $0.path < $1.path }
    }

    private func sorted(_ memories: [Memory]) -> [Memory] {
        memories.sorted { $0.path < $1.path }
    }

    @Test(arguments: 0..<60)
    func `everything accepted is the dream and everything refused the base, byte for byte`(
        seed: Int
    ) throws {
        let (old, new) = RandomStore.pair(seed: UInt64(seed))
        #expect(try result(old, new) { _ in .accept } == sorted(new))
        #expect(try result(old, new) { _ in .refuse } == sorted(old))
    }

    /// A list of which every line is known to be kept, dropped, added or reworded, so that the result of any
    /// decision can be written down without asking the code under test.
    private struct Ledger {
        struct Line {
            let old: String?
            let new: String?
        }

        var lines: [Line] = []

        init(seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            // No two sentences share a word, so that no change reaches across lines; what is dropped between
            // two lines that stay comes before what is added there.
            func sentence(_ number: Int) -> String {
                let words = (0..<6).map { _ in
                    String((0..<7).map { _ in Self.letters[Int(random.next() % 20)] })
                }
                return "- " + words.joined(separator: " ") + " \(number)\(number)\(number)"
            }
            var added: [Line] = []
            for number in 10..<34 {
                let text = sentence(number)
                switch random.next() % 6 {
                case 0: lines.append(Line(old: text, new: nil))
                case 1: added.append(Line(old: nil, new: text))
                case 2:
                    lines += added + [Line(old: text, new: text + " again")]
                    added = []
                default:
                    lines += added + [Line(old: text, new: text)]
                    added = []
                }
            }
            lines += added
        }

        private static let letters = Array("bcdfghjkmnpqrstvwxyz")

        func memory(_ side: (Line) -> String?) -> Memory {
            let lines = lines.compactMap(side)
            return Memory(
                path: "list.md", text: "# List\n\n" + lines.map { $0 + "\n" }.joined())
        }
    }

    @Test(arguments: 0..<200)
    func `any decisions give the tree that a person would write by hand`(seed: Int) throws {
        let ledger = Ledger(seed: UInt64(seed) &* 31 &+ 7)
        let (old, new) = (ledger.memory(\.old), ledger.memory(\.new))
        let report = Comparison.report(old: [old], new: [new])
        var random = SeededGenerator(seed: UInt64(seed))
        var decisions: [String: Selection.Decision] = [:]
        for change in report.changes {
            decisions[change.id] =
                switch random.next() % 3 {
                case 0: .refuse
                case 1 where change.new.count == 1 && change.old.count <= 1:
                    .edit(Array("- edited \(change.id)\n".utf8))
                default: .accept
                }
        }
        func owner(_ text: String?, _ side: (Change) -> [Item]) -> Change? {
            report.changes.first { side($0).contains { "- " + $0.text == text } }
        }
        var expected = "# List\n\n"
        for line in ledger.lines {
            let before = owner(line.old, \.old)
            let after = owner(line.new, \.new)
            if let text = line.old {
                guard let before else {
                    expected += text + "\n"
                    continue
                }
                expected += decisions[before.id] == .refuse ? text + "\n" : ""
            }
            guard let text = line.new, let after else { continue }
            switch decisions[after.id] {
            case .edit(let bytes): expected += String(decoding: bytes, as: UTF8.self)
            case .refuse: break
            case .accept, nil: expected += text + "\n"
            }
        }
        let parts = try Selection.parts(
            old: [old], new: [new], changes: report.changes, decisions: decisions)
        let made = parts.first?.content.map { String(decoding: $0, as: UTF8.self) }
        if old.content == new.content {
            #expect(parts == [])
        } else {
            #expect(made == expected)
        }
    }

    @Test func `an edit stands in place of what the dream proposed`() throws {
        let old = Memory(path: "a.md", text: "# A\n\n- Keep ten replicas.\n- Ines is on call.\n")
        let new = Memory(path: "a.md", text: "# A\n\n- Keep two replicas.\n- Ben is on call.\n")
        let made = try result([old], [new]) { change in
            change.old.contains { $0.text.contains("replicas") }
                ? .edit(Array("- Keep ten replicas, two at night.".utf8)) : .refuse
        }
        #expect(
            made == [
                Memory(
                    path: "a.md",
                    text: "# A\n\n- Keep ten replicas, two at night.\n- Ines is on call.\n")
            ])
    }

    @Test func `JSON stays JSON when one of its fields is left out`() throws {
        let old = Memory(path: "a.json", text: "{\n  \"a\": 1,\n  \"b\": 2\n}\n")
        let new = Memory(path: "a.json", text: "{\n  \"a\": 3,\n  \"c\": 4\n}\n")
        let report = Comparison.report(old: [old], new: [new])
        for refused in report.changes {
            let parts = try Selection.parts(
                old: [old], new: [new], changes: report.changes,
                decisions: [refused.id: .refuse])
            let content = try #require(parts.first?.content)
            #expect(ItemParser.isWellFormed(Memory(path: "a.json", content: content)))
        }
    }

    @Test func `a new memory of which nothing is taken does not exist`() throws {
        let old = [Memory(path: "a.md", text: "- one\n")]
        let new = old + [Memory(path: "b.md", text: "---\ntags: x\n---\n\n- two lines of text\n")]
        #expect(try result(old, new) { _ in .refuse } == old)
    }
}

struct ChangeNameTests {
    @Test(arguments: 0..<20)
    func `a change keeps its name whatever else changes`(seed: Int) {
        let (old, new) = RandomStore.pair(seed: UInt64(seed))
        let other = Memory(path: "zz/other.md", text: "- Completely unrelated sentence here.\n")
        let report = Comparison.report(old: old, new: new)
        let wider = Comparison.report(old: old, new: new + [other])
        let names = Set(report.changes.map(\.id))
        #expect(names.count == report.changes.count)
        #expect(names.allSatisfy { $0.utf8.count == 8 })
        #expect(names.isSubset(of: Set(wider.changes.map(\.id))) || wider.changes.isEmpty)
    }

    @Test func `equal changes have different names`() {
        let new = Memory(path: "a.md", text: "- same line of text\n\n- same line of text\n")
        let report = Comparison.report(old: [], new: [new])
        #expect(report.changes.count == 2)
        #expect(Set(report.changes.map(\.id)).count == 2)
    }
}
