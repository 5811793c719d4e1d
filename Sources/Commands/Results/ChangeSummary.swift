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
        self.init(ChangeCounts(old: old, new: new))
    }

    /// Says what was counted.
    init(_ counts: ChangeCounts) {
        memories = counts.memories
        items = Self.order.compactMap { kind in
            counts.items[kind].map { Count(kind: kind, items: $0) }
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
        guard let counts = try? store.repository.changeCounts(from: old, to: new) else {
            return .unknown
        }
        return ChangeSummary(counts)
    }

    /// What a dream proposes, in one line that agrees with `memdiff`: what was folded into a memory that the dream
    /// leaves alone is not pruned.
    func summary(of dream: Dream, in store: Store) -> ChangeSummary {
        progress("comparing")
        guard dream.baseID != nil, let comparison = try? store.changes(of: dream) else {
            return .unknown
        }
        return ChangeSummary(comparison.counts)
    }
}
