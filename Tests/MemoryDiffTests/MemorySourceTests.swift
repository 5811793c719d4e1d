import Testing

@testable import MemoryDiff

@Suite struct MemorySourceTests {
    private struct Stores {
        let old: [Memory]
        let new: [Memory]
        let unchanged: [Memory]

        init(seed: UInt64) {
            let (old, new) = RandomStore.pair(seed: seed)
            self.old = old.filter { !new.contains($0) }
            self.new = new.filter { !old.contains($0) }
            var unchanged: [Memory] = []
            for other in 0..<60 {
                for memory in RandomStore.pair(seed: 1_000 + UInt64(other)).old.prefix(3) {
                    unchanged.append(
                        Memory(path: "kept/\(other)/\(memory.path)", content: memory.content))
                }
                // The same text in many places: which of them is named must not depend on the threads.
                guard other % 7 == 3, let copy = self.old.randomElement(by: other) else { continue }
                unchanged.append(
                    Memory(path: "copy/\(other)/\(copy.path)", content: copy.content))
            }
            self.unchanged = unchanged
        }

        func report(readers: Int) -> Report {
            let memories = unchanged
            return Comparison.report(
                changedOld: old, changedNew: new,
                unchanged: MemorySource(
                    count: memories.count,
                    readers: Array(repeating: { memories[$0] }, count: readers)))
        }
    }

    @Test(arguments: 0..<12)
    func `the report does not depend on how many threads read the unchanged memories`(seed: Int) {
        let stores = Stores(seed: UInt64(seed))
        let alone = stores.report(readers: 1)
        for readers in [2, 3, 7] { #expect(stores.report(readers: readers) == alone) }
    }

    @Test func `items find their copies in unchanged memories`() {
        let homes = (0..<12).flatMap { seed in
            Stores(seed: UInt64(seed)).report(readers: 3).changes.flatMap(\.new)
                .filter { $0.memoryPath.hasPrefix("copy/") }
        }
        #expect(!homes.isEmpty)
    }

    @Test func `several threads may read Markdown by its grammar`() {
        let memories = (0..<400).map { number in
            Memory(
                path: "\(number).md",
                text: """
                    | a | b |
                    |---|---|
                    | \(number) | [x](y) |

                    1. ~~one~~ & <b>two</b> http://example.org/\(number)
                       - [ ] _three_ \\* four
                    > quoted `five`

                    """)
        }
        let source = MemorySource(
            count: memories.count, readers: Array(repeating: { memories[$0] }, count: 4))
        let found = source.visit([Item](), ready: []) { $0 += ItemParser.items(of: $1) }
        #expect(Set(found.joined()) == Set(memories.flatMap(ItemParser.items(of:))))
    }

    @Test(arguments: 1..<4)
    func `a memory that cannot be read ends the reading`(readers: Int) {
        let source = MemorySource(
            count: 500,
            readers: Array(
                repeating: { $0 < 100 ? Memory(path: "\($0)", text: "- one\n") : nil },
                count: readers))
        let seen = source.visit(0, ready: []) { count, _ in count += 1 }.reduce(0, +)
        #expect(seen == 100)
    }

    @Test func `every memory is visited once whatever was read ahead`() {
        let memories = (0..<300).map { Memory(path: "\($0)", text: "- \($0)\n") }
        let source = MemorySource(
            count: memories.count, readers: Array(repeating: { memories[$0] }, count: 3))
        for count in [0, 1, 31, 32, 33, 299, 300] {
            let seen = source.visit([String](), ready: Array(memories.prefix(count))) {
                $0.append($1.path)
            }
            #expect(seen.joined().sorted() == memories.map(\.path).sorted())
        }
        let (result, ahead) = source.readingAhead { 7 }
        #expect(result == 7)
        #expect(ahead == Array(memories.prefix(ahead.count)))
    }
}

extension [Memory] {
    fileprivate func randomElement(by number: Int) -> Memory? {
        isEmpty ? nil : self[number % count]
    }
}
