import MemoryDiff
import Testing

@Suite struct EqualChangesTests {
    @Test func `many equal changes each have a name, the same in every run`() {
        let old = [Memory(path: "a.md", text: "- other\n")]
        let new = [
            Memory(path: "a.md", text: "- other\n" + String(repeating: "- the same\n", count: 4000))
        ]
        let names = Comparison.report(old: old, new: new).changes.map(\.id)
        #expect(names.count == 4000)
        #expect(Set(names).count == names.count)
        #expect(Comparison.report(old: old, new: new).changes.map(\.id) == names)
    }
}
