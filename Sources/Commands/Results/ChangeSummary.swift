import Git
import MemoryDiff
import Render
import ReverieCore

/// What a move did to a store, in one line: `3 memories: 2 items added, 1 modified`.
struct ChangeSummary: Hashable {
    /// Number of memories that differ.
    let memories: Int
    /// Number of items by what happened to them; kinds that did not happen are left out.
    let items: [Count]
    /// Whether the two stores could be compared.
    var isKnown = true

    /// How many items one thing happened to.
    struct Count: Hashable {
        let kind: ChangeKind
        let items: Int
    }

    /// The order in which a line names what happened.
    private static let order: [ChangeKind] = [
        .added, .modified, .compressed, .split, .regrouped, .moved, .pruned, .invisible,
    ]

    /// Compares the memories at which two stores differ.
    init(old: [Memory], new: [Memory]) {
        self.init(old: old, new: new, report: Comparison.report(old: old, new: new))
    }

    /// Counts what a report on memories that differ says.
    init(old: [Memory], new: [Memory], report: Report) {
        memories = Set(old.map(\.path)).union(new.map(\.path)).count
        items = Self.order.compactMap { kind in
            let count = report.changes.filter { $0.kind == kind }
                .reduce(0) { $0 + (kind == .added ? $1.new.count : $1.old.count) }
            return count == 0 ? nil : Count(kind: kind, items: count)
        }
    }

    private init() {
        memories = 0
        items = []
        isKnown = false
    }

    /// Nothing could be compared.
    static let unknown = ChangeSummary()

    /// The line.
    var message: Message {
        guard isKnown else { return "the change could not be read" }
        let head = Wording.count(memories, "memory", "memories")
        guard let first = items.first else {
            return memories == 0 ? "nothing changes" : head + ": layout only, no item"
        }
        var line =
            head + ": " + Wording.count(first.items, "item", "items") + " \(first.kind.rawValue)"
        for count in items.dropFirst() { line = line + ", \(count.items) \(count.kind.rawValue)" }
        return line
    }

    /// The same as fields.
    var fields: [JSON.Field] {
        [
            JSON.Field("memories", .integer(memories)),
            JSON.Field(
                "items", .object(items.map { JSON.Field($0.kind.rawValue, .integer($0.items)) })),
        ]
    }
}

extension Context {
    /// What lies between two trees of a store, in one line.
    ///
    /// Asked after a move, so it never fails: what cannot be compared is only counted, or left out.
    func summary(of store: Store, from old: ObjectID, to new: ObjectID) -> ChangeSummary {
        guard old != new else { return ChangeSummary(old: [], new: []) }
        progress("comparing")
        guard let changed = try? store.repository.changedMemories(from: old, to: new) else {
            return .unknown
        }
        return ChangeSummary(old: changed.old, new: changed.new)
    }

    /// What a dream proposes, in one line that agrees with `memdiff`: what was folded into a memory that the dream
    /// leaves alone is not pruned.
    func summary(of dream: Dream, in store: Store) -> ChangeSummary {
        progress("comparing")
        guard let baseID = dream.baseID, let comparison = try? store.changes(of: dream),
            let baseTree = try? store.repository.snapshot(baseID).treeID,
            let changed = try? store.repository.changedMemories(
                from: baseTree, to: dream.head.treeID)
        else { return .unknown }
        return ChangeSummary(old: changed.old, new: changed.new, report: comparison.report)
    }
}
