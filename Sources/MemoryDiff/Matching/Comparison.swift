/// Compares two snapshots of a store by meaning.
public enum Comparison {
    /// The difference of two whole stores.
    ///
    /// Equal input gives equal output, whatever the order of the memories.
    public static func report(old: [Memory], new: [Memory]) -> Report {
        let oldItems = old.flatMap(ItemParser.items(of:))
        let newItems = new.flatMap(ItemParser.items(of:))
        var waiting = Dictionary(grouping: newItems.indices) {
            newItems[$0].memoryPath + "\0" + newItems[$0].text
        }
        var partners: Set<Int> = []
        var changes: [Change] = []
        for item in oldItems {
            let key = item.memoryPath + "\0" + item.text
            if let partner = waiting[key]?.first {
                waiting[key]?.removeFirst()
                partners.insert(partner)
            } else {
                changes.append(
                    Change(
                        kind: .pruned, old: [item], new: [], memoryKind: .fact, details: [],
                        risk: .high, reason: "no successor"))
            }
        }
        for index in newItems.indices where !partners.contains(index) {
            changes.append(
                Change(
                    kind: .added, old: [], new: [newItems[index]], memoryKind: .fact, details: [],
                    risk: .low, reason: "new"))
        }
        return Report(
            old: totals(of: old, items: oldItems.count),
            new: totals(of: new, items: newItems.count),
            unchangedItems: partners.count, changes: changes)
    }

    private static func totals(of memories: [Memory], items: Int) -> Report.Totals {
        let bytes = memories.reduce(0) { $0 + $1.content.count }
        return Report.Totals(
            memories: memories.count, items: items, bytes: bytes, tokens: (bytes + 3) / 4)
    }
}
