import MemoryDiff
import Testing

@Suite struct MergePropertyTests {
    typealias Block = MergeDocument.Block

    struct Case {
        let base: [Block]
        let ours: [Block]
        let theirs: [Block]
        let expected: [String]
        let isOpenEnded: [Bool]

        func bytes(_ blocks: [Block], _ side: Int) -> [UInt8] {
            Array(MergeDocument.text(blocks, endsWithNewline: !isOpenEnded[side]).utf8)
        }
        var sides: [[UInt8]] { [bytes(base, 0), bytes(ours, 1), bytes(theirs, 2)] }
    }

    /// Edits of both sides that change and delete different blocks and add anywhere.
    static func disjointCase(seed: UInt64, hasDuplicates: Bool = false) -> Case {
        var generator = SeededGenerator(seed: seed)
        let base = (0..<Int.random(in: 1...14, using: &generator)).map {
            hasDuplicates && $0 > 0 && Int.random(in: 0..<3, using: &generator) == 0
                ? .bullet("twin \(Int.random(in: 0..<2, using: &generator))")
                : MergeDocument.randomBlock($0, using: &generator)
        }
        var edits: [[Int: MergeDocument.Edit]] = [[:], [:]]
        for index in base.indices {
            let side = Int.random(in: 0...1, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: edits[side][index] = .change
            case 1: edits[side][index] = .delete
            case 2: edits[side][index] = .insertBehind
            case 3:
                edits[0][index] = .insertBehind
                edits[1][index] = .insertBehind
            default: break
            }
        }
        let ours = MergeDocument.applying(edits[0], to: base, mark: "ours", using: &generator)
        let theirs = MergeDocument.applying(edits[1], to: base, mark: "theirs", using: &generator)
        let untouched = Set(base).intersection(ours).intersection(theirs)
        let added = Set(ours).union(theirs).subtracting(base)
        let isOpenEnded = (0..<3).map { _ in Int.random(in: 0..<6, using: &generator) == 0 }
        return Case(
            base: base, ours: ours, theirs: theirs,
            expected: untouched.union(added).map(\.words).sorted(), isOpenEnded: isOpenEnded)
    }

    static func words(of content: [UInt8]) -> [String] {
        ItemParser.items(of: Memory(path: "a.md", content: content)).map(\.text).sorted()
    }

    @Test func `changes of different items always merge and the result holds both`() {
        for seed in UInt64(1)...800 {
            let merge = Self.disjointCase(seed: seed)
            let sides = merge.sides
            let outcome = ItemMerge.merge(
                base: sides[0], ours: sides[1], theirs: sides[2], path: "a.md")
            guard case .merged(let merged) = outcome else {
                Issue.record("seed \(seed): \(outcome)")
                continue
            }
            #expect(
                Self.words(of: merged) == merge.expected,
                """
                seed \(seed)
                \(sides.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "=====\n"))
                """)
        }
    }

    @Test func `different changes of one item are always a conflict`() {
        for seed in UInt64(1)...800 {
            var generator = SeededGenerator(seed: seed)
            let base = (0..<Int.random(in: 1...10, using: &generator)).map {
                MergeDocument.randomBlock($0, using: &generator)
            }
            let index = Int.random(in: base.indices, using: &generator)
            let kinds: [(MergeDocument.Edit, MergeDocument.Edit, ItemMerge.Conflict.Kind)] = [
                (.change, .change, .editEdit), (.change, .delete, .editDelete),
                (.delete, .change, .deleteEdit),
            ]
            let (our, their, kind) = kinds[Int(seed % 3)]
            var edits: [[Int: MergeDocument.Edit]] = [[index: our], [index: their]]
            for other in base.indices where other != index {
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    edits[Int.random(in: 0...1, using: &generator)][other] =
                        Bool.random(using: &generator) ? .change : .insertBehind
                }
            }
            let ours = MergeDocument.applying(edits[0], to: base, mark: "ours", using: &generator)
            let theirs = MergeDocument.applying(
                edits[1], to: base, mark: "theirs", using: &generator)
            let baseBytes = Array(MergeDocument.text(base).utf8)
            let outcome = ItemMerge.merge(
                base: baseBytes, ours: Array(MergeDocument.text(ours).utf8),
                theirs: Array(MergeDocument.text(theirs).utf8), path: "a.md")
            guard case .conflicts(let conflicts) = outcome else {
                Issue.record("seed \(seed): \(outcome)")
                continue
            }
            #expect(conflicts.count == 1, "seed \(seed)")
            // What was added right beside a deleted item may count as its replacement.
            let isAlone = edits.allSatisfy { $0[index - 1] == nil && $0[index + 1] == nil }
            if isAlone { #expect(conflicts.first?.kind == kind, "seed \(seed)") }
            let conflicting = conflicts.first?.base.map {
                String(decoding: baseBytes[$0], as: UTF8.self)
            }
            #expect(conflicting?.contains(base[index].words) == true, "seed \(seed)")
        }
    }

    @Test(arguments: [false, true])
    func `where git merges different items cleanly by lines the bytes are git's`(
        hasDuplicates: Bool
    ) throws {
        let git = try GitMergeFile()
        defer { git.remove() }
        var compared = 0
        for seed in UInt64(1)...300 {
            let merge = Self.disjointCase(seed: seed, hasDuplicates: hasDuplicates)
            let sides = merge.sides
            guard let expected = try git.merge(base: sides[0], ours: sides[1], theirs: sides[2])
            else { continue }
            compared += 1
            let outcome = ItemMerge.merge(
                base: sides[0], ours: sides[1], theirs: sides[2], path: "a.md")
            #expect(
                outcome == .merged(expected),
                """
                seed \(seed)
                \(sides.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "=====\n"))
                """)
        }
        #expect(compared > 60)
    }
}
