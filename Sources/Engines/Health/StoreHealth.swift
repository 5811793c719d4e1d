public import Guardrails
public import MemoryDiff
public import ReverieCore

/// What is wrong with a store, by the rules by which ``Consolidate`` would tidy it up.
///
/// Finds more than a dream may change: guardrails that stand twice, values of which nobody can tell which is newer, links
/// to memories that are not there.
public struct StoreHealth: Sendable {
    /// Items that say the same.
    public struct Duplicate: Sendable {
        /// They, in the order of the store; two or more.
        public let items: [Item]
    }

    /// Items that give one thing different values.
    public struct Contradiction: Sendable {
        /// They, in the order of the store; two or more.
        public let items: [Item]
        /// Whether it can be told which value is the latest.
        public let isDecidable: Bool
    }

    /// An item that speaks of something that is not there.
    public struct Stale: Sendable {
        /// The item.
        public let item: Item
        /// What a session says about it; nil for a link.
        public let passage: Evidence.Passage?
        /// The link that leads nowhere; nil where a session says that something is gone or has another name.
        public let target: String?
    }

    /// Number of items.
    public let items: Int
    /// Items that say the same.
    public let duplicates: [Duplicate]
    /// Items of nearly the same words, in pairs.
    public let nearDuplicates: [Duplicate]
    /// Items that give one thing different values.
    public let contradictions: [Contradiction]
    /// Items that speak of what is not there.
    public let stale: [Stale]

    /// Number of items that another one says as well.
    public var repeatedItems: Int { duplicates.reduce(0) { $0 + $1.items.count - 1 } }

    /// Looks at a store and at what was said in sessions.
    ///
    /// Throws the errors of ``TranscriptReader``.
    public init(_ memories: [Memory], transcripts: [Transcript], check: Check) throws(EngineError) {
        let scope = try DreamScope(nil)
        let record = try SessionRecordings(transcripts)
        var draft = Draft(
            memories, scope: scope, frozen: [], extractor: check.extractor, isOnlyRead: true)
        Folds.apply(to: &draft)
        Contradictions.apply(record, to: &draft)
        StaleReferences.apply(record, to: &draft)
        items = draft.entries.count
        let origins = draft.origins
        func found(_ numbers: [Int]) -> [Item] { numbers.map { draft.entries[$0].item } }
        duplicates = origins.filter { $0.rule == .folded }
            .map { Duplicate(items: found($0.memories)) }
        let contradictions =
            origins.filter { $0.rule == .superseded && $0.memories.count > 1 }
            .map { Contradiction(items: found($0.memories), isDecidable: true) }
            + draft.undecided.map { Contradiction(items: found($0), isDecidable: false) }
        let rivals = Set(contradictions.flatMap(\.items))
        self.contradictions = contradictions
        nearDuplicates = NearDuplicates.pairs(in: draft.entries)
            .map { Duplicate(items: found([$0, $1])) }
            .filter { !$0.items.allSatisfy(rivals.contains) }
        var stale: [Stale] = []
        for origin in origins {
            let isSaid = [.pruned, .renamed, .superseded].contains(origin.rule)
            guard isSaid, let passage = origin.sessions.first, let entry = origin.memories.first
            else { continue }
            stale.append(Stale(item: draft.entries[entry].item, passage: passage, target: nil))
        }
        let links = MemoryLinks(draft.memories)
        for entry in draft.entries {
            for target in links.broken(in: entry.item) {
                stale.append(Stale(item: entry.item, passage: nil, target: target))
            }
        }
        self.stale = stale
    }
}
