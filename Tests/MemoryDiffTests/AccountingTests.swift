import MemoryDiff
import Testing

struct AccountingTests {
    @Test(arguments: 0..<60)
    func `every item is in one change or in the unchanged count`(seed: Int) {
        let (old, new) = RandomStore.pair(seed: UInt64(seed))
        let report = Comparison.report(old: old, new: new)
        check(report, old: old, new: new)
    }

    @Test(arguments: 0..<20)
    func `a store compared with itself has no changes`(seed: Int) {
        let (store, _) = RandomStore.pair(seed: UInt64(seed))
        let report = Comparison.report(old: store, new: store)
        #expect(report.changes == [])
        #expect(report.lostTerms == [])
        #expect(report.unchangedItems == report.old.items)
        #expect(report.old == report.new)
    }

    @Test(arguments: 0..<60)
    func `exchanging the sides mirrors the changes`(seed: Int) {
        let (old, new) = RandomStore.pair(seed: UInt64(seed))
        let there = Comparison.report(old: old, new: new)
        let back = Comparison.report(old: new, new: old)
        #expect(there.unchangedItems == back.unchangedItems)
        #expect(groups(there.changes, isMirrored: false) == groups(back.changes, isMirrored: true))
    }

    @Test func `the random edits lead to changes of every kind`() {
        let kinds = (0..<60).flatMap { seed in
            let (old, new) = RandomStore.pair(seed: UInt64(seed))
            return Comparison.report(old: old, new: new).changes.map(\.kind)
        }
        #expect(Set(kinds) == Set(ChangeKind.allCases))
    }

    @Test(arguments: 0..<20)
    func `the order in which memories are handed over does not matter`(seed: Int) {
        let (old, new) = RandomStore.pair(seed: UInt64(seed))
        let straight = Comparison.report(old: old, new: new)
        let turned = Comparison.report(old: old.reversed(), new: new.reversed())
        #expect(straight == turned)
    }

    @Test(arguments: 0..<20)
    func `handing over the changed memories alone gives the same report`(seed: Int) {
        let (old, new) = RandomStore.pair(seed: UInt64(seed))
        let unchanged = old.filter { new.contains($0) }
        let whole = Comparison.report(old: old, new: new)
        let parts = Comparison.report(
            changedOld: old.filter { !unchanged.contains($0) },
            changedNew: new.filter { !unchanged.contains($0) },
            unchanged: MemorySource(unchanged))
        #expect(whole == parts)
    }

    private func check(_ report: Report, old: [Memory], new: [Memory]) {
        var oldWaiting = counts(old.flatMap(ItemParser.items(of:)))
        var newWaiting = counts(new.flatMap(ItemParser.items(of:)))
        #expect(report.old.items == oldWaiting.values.reduce(0, +))
        #expect(report.new.items == newWaiting.values.reduce(0, +))
        for change in report.changes {
            for item in change.old { oldWaiting[item, default: 0] -= 1 }
            for item in change.new { newWaiting[item, default: 0] -= 1 }
            #expect(isShape(change))
        }
        #expect(!oldWaiting.values.contains { $0 < 0 })
        #expect(!newWaiting.values.contains { $0 < 0 })
        #expect(oldWaiting.values.reduce(0, +) == report.unchangedItems)
        #expect(newWaiting.values.reduce(0, +) == report.unchangedItems)
    }

    private func counts(_ items: [Item]) -> [Item: Int] {
        items.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private func isShape(_ change: Change) -> Bool {
        switch change.kind {
        case .moved, .modified, .invisible: change.old.count == 1 && change.new.count == 1
        case .compressed: change.old.count > 1 && change.new.count == 1
        case .split: change.old.count == 1 && change.new.count > 1
        case .regrouped: change.old.count > 1 && change.new.count > 1
        case .pruned: change.old.count == 1 && change.new.isEmpty
        case .added: change.old.isEmpty && change.new.count == 1
        }
    }

    private struct Group: Hashable {
        let kind: ChangeKind
        let old: [Item]
        let new: [Item]
    }

    private func groups(_ changes: [Change], isMirrored: Bool) -> Set<Group> {
        Set(
            changes.map { change in
                guard isMirrored else {
                    return Group(kind: change.kind, old: change.old, new: change.new)
                }
                let kind: ChangeKind =
                    switch change.kind {
                    case .pruned: .added
                    case .added: .pruned
                    case .compressed: .split
                    case .split: .compressed
                    case .moved, .modified, .regrouped, .invisible: change.kind
                    }
                return Group(kind: kind, old: change.new, new: change.old)
            })
    }
}
