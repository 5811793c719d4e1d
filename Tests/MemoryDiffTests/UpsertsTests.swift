import MemoryDiff
import Testing

struct UpsertsTests {
    private func entries(_ memories: [Memory]) -> [String: KeyedItem.Entry] {
        Dictionary(
            uniqueKeysWithValues: KeyedItem.items(of: memories).map { ($0.key, $0.entry) })
    }

    private func applied(_ steps: [Upserts.Step], to store: [String: KeyedItem.Entry])
        -> [String: KeyedItem.Entry]
    {
        var store = store
        for step in steps {
            switch step {
            case .delete(let key, _): #expect(store.removeValue(forKey: key) != nil)
            case .update(let key, let entry, let isTextEqual, _):
                let before = store.removeValue(forKey: key)
                #expect((before?.text == entry.text) == isTextEqual)
                store[entry.key] = entry
            case .insert(let entry, _):
                #expect(store[entry.key] == nil)
                store[entry.key] = entry
            }
        }
        return store
    }

    @Test(arguments: 0..<80)
    func `the steps applied in order give the new store exactly`(seed: Int) {
        let (old, new) = RandomStore.pair(seed: UInt64(seed))
        let changes = Comparison.report(old: old, new: new).changes
        let steps = Upserts(old: old, new: new, changes: changes).steps
        #expect(applied(steps, to: entries(old)) == entries(new))
        let unchanged = Set(old.filter { new.contains($0) }.map(\.path))
        let parts = Upserts(
            old: old.filter { !unchanged.contains($0.path) },
            new: new.filter { !unchanged.contains($0.path) }, changes: changes
        ).steps
        #expect(parts == steps)
    }

    @Test func `what moved within a store keeps its words and says so`() {
        let old = [Memory(path: "a.md", text: "- Ines works from Lisbon these days.\n")]
        let new = [Memory(path: "b.md", text: "- Ines works from Lisbon these days.\n")]
        let changes = Comparison.report(old: old, new: new).changes
        let steps = Upserts(old: old, new: new, changes: changes).steps
        guard case .update(_, let entry, let isTextEqual, _)? = steps.first else {
            Issue.record("\(steps)")
            return
        }
        #expect(steps.count == 1 && isTextEqual && entry.path == "b.md")
    }
}
