import MemoryDiff
import Testing

extension MergePropertyTests {
    /// A way to write a list of entries.
    enum Notation: CaseIterable {
        case prettyJSON, compactJSON, recordsJSON, jsonLines, yaml, frontMatter

        var path: String {
            switch self {
            case .prettyJSON, .compactJSON, .recordsJSON: "a.json"
            case .jsonLines: "a.jsonl"
            case .yaml: "a.yaml"
            case .frontMatter: "a.md"
            }
        }

        func text(_ entries: [(key: String, value: String)]) -> String {
            switch self {
            case .prettyJSON:
                let members = entries.map { "    \"\($0.key)\": \"\($0.value)\"" }
                return "{\n  \"facts\": {\n" + members.joined(separator: ",\n")
                    + (members.isEmpty ? "" : "\n") + "  },\n  \"last\": 1\n}\n"
            case .compactJSON:
                return "{" + entries.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
                    + "}"
            case .recordsJSON:
                let records = entries.map { "  {\"id\": \"\($0.key)\", \"text\": \"\($0.value)\"}" }
                return "[\n" + records.joined(separator: ",\n") + "\n]\n"
            case .jsonLines:
                return entries.map { "{\"id\":\"\($0.key)\",\"text\":\"\($0.value)\"}\n" }.joined()
            case .yaml:
                return "top: 1\nfacts:\n  first: 0\n"
                    + entries.map { "  \($0.key): \($0.value)\n" }.joined()
                    + "last: 2\n"
            case .frontMatter:
                return "---\nname: x\n" + entries.map { "\($0.key): \($0.value)\n" }.joined()
                    + "---\ntext\n"
            }
        }
    }

    @Test(arguments: Notation.allCases)
    func `entries of structured memories that one side touched are as it left them`(
        notation: Notation
    ) {
        for seed in UInt64(1)...120 {
            var generator = SeededGenerator(seed: seed)
            var sides: [[(key: String, value: String)]] = [[], [], []]
            var expected: [(key: String, value: String)] = []
            for index in 0..<Int.random(in: 1...10, using: &generator) {
                let entry = (key: "k\(index)", value: "value \(index) of the base")
                sides[0].append(entry)
                let touching = Int.random(in: 1...2, using: &generator)
                for side in 1...2 {
                    let edited = (key: entry.key, value: "value \(index) of side \(side)")
                    let added = (key: "n\(index)by\(side)", value: "new \(index) by \(side)")
                    switch side == touching ? Int.random(in: 0..<5, using: &generator) : 4 {
                    case 0:
                        sides[side].append(edited)
                        expected.append(edited)
                    case 1: break
                    case 2:
                        sides[side] += [entry, added]
                        expected += [entry, added]
                    default:
                        sides[side].append(entry)
                        if side == touching { expected.append(entry) }
                    }
                }
            }
            let texts = sides.map { Array(notation.text($0).utf8) }
            let outcome = ItemMerge.merge(
                base: texts[0], ours: texts[1], theirs: texts[2], path: notation.path)
            guard case .merged(let merged) = outcome else {
                Issue.record("seed \(seed): \(outcome)")
                continue
            }
            let found = ItemParser.items(of: Memory(path: notation.path, content: merged)).map(
                \.text)
            let wanted = ItemParser.items(
                of: Memory(path: notation.path, text: notation.text(expected))
            ).map(\.text)
            #expect(
                found.sorted() == wanted.sorted(),
                "seed \(seed): \(String(decoding: merged, as: UTF8.self))")
        }
    }

    @Test func `any bytes on any side are merged, refused or a conflict`() {
        var generator = SeededGenerator(seed: 27)
        for _ in 0..<400 {
            let base = ItemsTilingTests.randomContent(using: &generator)
            let sides = (0..<2).map { _ in
                var side = base
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let cut = Int.random(in: 0...side.count, using: &generator)
                    let more = ItemsTilingTests.randomContent(using: &generator).prefix(30)
                    side.replaceSubrange(
                        cut..<min(side.count, cut + Int.random(in: 0...9, using: &generator)),
                        with: more)
                }
                return side
            }
            for path in ItemsTilingTests.paths {
                let outcome = ItemMerge.merge(
                    base: base, ours: sides[0], theirs: sides[1], path: path)
                guard case .conflicts(let conflicts) = outcome else { continue }
                let settled = ItemMerge.merge(
                    base: base, ours: sides[0], theirs: sides[1], path: path,
                    resolutions: Dictionary(
                        uniqueKeysWithValues: conflicts.map { ($0.index, .theirs) }))
                if case .conflicts = settled { Issue.record("\(path): \(base)") }
            }
        }
    }
}
