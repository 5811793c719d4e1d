/// Compares two snapshots of a store by meaning.
public enum Comparison {
    /// The difference of two whole stores.
    ///
    /// Equal input gives equal output, whatever the order of the memories. Exchanging the sides
    /// mirrors the changes: pruned and added, compressed and split.
    public static func report(old: [Memory], new: [Memory]) -> Report {
        var newByPath: [String: Int] = [:]
        for (index, memory) in new.enumerated() { newByPath[memory.path] = index }
        var unchanged: [Memory] = []
        var changedOld: [Memory] = []
        var settled: Set<Int> = []
        for memory in old {
            if let index = newByPath[memory.path], !settled.contains(index),
                new[index].content == memory.content
            {
                settled.insert(index)
                unchanged.append(memory)
            } else {
                changedOld.append(memory)
            }
        }
        let changedNew = new.indices.filter { !settled.contains($0) }.map { new[$0] }
        return report(
            changedOld: changedOld, changedNew: changedNew, unchanged: MemorySource(unchanged))
    }

    /// The difference of two large stores, of which the caller knows which memories differ.
    ///
    /// - Parameters:
    ///   - changedOld: Old memories that are gone or differ.
    ///   - changedNew: New memories that came or differ.
    ///   - unchanged: Memories that are the same on both sides, each once. They are asked for at
    ///     most once, some of them early, and only when an item or a term of the others has to be found
    ///     in them or their totals have to be counted.
    ///   - unchangedTotals: Totals of the unchanged memories where the caller knows them, so that
    ///     they need not be cut into items.
    public static func report(
        changedOld: [Memory], changedNew: [Memory], unchanged: MemorySource,
        unchangedTotals: Report.Totals? = nil
    ) -> Report {
        let oldMemories = changedOld.sorted { $0.path < $1.path }
        let newMemories = changedNew.sorted { $0.path < $1.path }
        // Whether the others are needed is known in advance only where they have to be counted.
        let early = unchangedTotals == nil ? unchanged : MemorySource([])
        let ((linked, oldCount, newCount), ready) = early.readingAhead {
            let oldItems = oldMemories.flatMap(ItemParser.items(of:))
            let newItems = newMemories.flatMap(ItemParser.items(of:))
            return (
                ReportBuilder(Linking(old: oldItems, new: newItems)), oldItems.count, newItems.count
            )
        }
        let (draft, rest) = Self.draft(linked, unchanged, ready, unchangedTotals)
        return draft.report(
            old: totals(of: oldMemories, items: oldCount).adding(rest),
            new: totals(of: newMemories, items: newCount).adding(rest))
    }

    /// What there is to say of the links and the unchanged memories; the links are not needed any more then.
    private static func draft(
        _ builder: consuming ReportBuilder, _ unchanged: MemorySource, _ ready: [Memory],
        _ totals: Report.Totals?
    ) -> (ReportDraft, unchanged: Report.Totals) {
        let rest = builder.visit(unchanged, ready: ready, totals: totals)
        return (builder.draft(unchangedElsewhere: rest.items), rest)
    }

    private static func totals(of memories: [Memory], items: Int) -> Report.Totals {
        let bytes = memories.reduce(0) { $0 + $1.content.count }
        return Report.Totals(
            memories: memories.count, items: items, bytes: bytes, tokens: (bytes + 3) / 4)
    }
}

extension Report.Totals {
    /// Both together; tokens are estimated anew, four bytes each.
    func adding(_ other: Report.Totals) -> Report.Totals {
        Report.Totals(
            memories: memories + other.memories, items: items + other.items,
            bytes: bytes + other.bytes, tokens: (bytes + other.bytes + 3) / 4)
    }
}
