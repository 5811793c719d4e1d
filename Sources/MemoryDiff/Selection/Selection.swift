/// Takes some changes of a proposal and leaves others: what a store becomes when a reviewer decides one by one.
///
/// Everything accepted gives the proposal and everything refused the base, byte for byte. In between, an item
/// stands as the proposal has it when its change is accepted and as the base has it when it is refused.
public enum Selection {
    /// What a reviewer decided about one change.
    public enum Decision: Sendable, Hashable {
        /// The proposal's side stands.
        case accept
        /// The base's side stands.
        case refuse
        /// This stands instead of the proposal's side, in its place; nothing, where it is empty.
        case edit([UInt8])
    }

    /// What became of one memory that the proposal changes.
    public struct Part: Sendable, Hashable {
        /// Its path.
        public let path: String
        /// Its content; nil where it does not exist.
        public let content: [UInt8]?
    }

    /// Some changes that cannot be decided apart: one of them alone would leave a file that nobody can read.
    public struct Inseparable: Error, Sendable, Hashable {
        /// The memory.
        public let path: String
        /// Names of its changes, in the order of the report.
        public let changeIDs: [String]
    }

    /// What each memory becomes at which the two sides differ, by path.
    ///
    /// - Parameters:
    ///   - old: Memories of the base that the proposal has not, or has with other bytes.
    ///   - new: Memories of the proposal that the base has not, or has with other bytes.
    ///   - changes: The changes between the two, of a report.
    ///   - decisions: What was decided, by a change's name; without a decision a change is accepted.
    public static func parts(
        old: [Memory], new: [Memory], changes: [Change], decisions: [String: Decision]
    ) throws(Inseparable) -> [Part] {
        let olds = Dictionary(old.map { ($0.path, $0) }) { first, _ in first }
        let news = Dictionary(new.map { ($0.path, $0) }) { first, _ in first }
        let decided = changes.map { decisions[$0.id] ?? .accept }
        var owners = SelectionOwners()
        for (index, change) in changes.enumerated() { owners.add(change, index) }
        let isRefused = !changes.isEmpty && decided.allSatisfy { $0 == .refuse }
        var parts: [Part] = []
        for path in Set(olds.keys).union(news.keys).sorted() {
            let (before, after) = (olds[path], news[path])
            if before?.content == after?.content, before != nil { continue }
            let involved = owners.changes(inOld: before, inNew: after)
            let kinds = Set(involved.map { decided[$0].side })
            let content: [UInt8]?
            if involved.isEmpty {
                content = isRefused ? before?.content : after?.content
            } else if kinds == [.new] {
                content = after?.content
            } else if kinds == [.old] {
                content = before?.content
            } else {
                let file = SelectionFile(
                    path: path, old: before, new: after, owners: owners, changes: changes,
                    decisions: decided)
                content = file.content
                if let content, !file.isReadable(content) {
                    throw Inseparable(path: path, changeIDs: involved.map { changes[$0].id })
                }
            }
            parts.append(Part(path: path, content: content))
        }
        return parts
    }
}

extension Selection.Decision {
    /// Which side's bytes a decision takes.
    enum Side { case old, new, text }

    var side: Side {
        switch self {
        case .accept: .new
        case .refuse: .old
        case .edit: .text
        }
    }
}

/// Which change an item belongs to.
struct SelectionOwners {
    private struct Place: Hashable {
        let path: String
        let start: Int
    }

    private var old: [Place: Int] = [:]
    private var new: [Place: Int] = [:]
    private var oldByPath: [String: Set<Int>] = [:]
    private var newByPath: [String: Set<Int>] = [:]

    mutating func add(_ change: Change, _ index: Int) {
        for item in change.old {
            old[Place(path: item.memoryPath, start: item.range.lowerBound)] = index
            oldByPath[item.memoryPath, default: []].insert(index)
        }
        for item in change.new {
            new[Place(path: item.memoryPath, start: item.range.lowerBound)] = index
            newByPath[item.memoryPath, default: []].insert(index)
        }
    }

    func owner(ofOld start: Int, in path: String) -> Int? { old[Place(path: path, start: start)] }

    func owner(ofNew start: Int, in path: String) -> Int? { new[Place(path: path, start: start)] }

    /// The changes that have an item in one of the two, in the order of the report.
    func changes(inOld before: Memory?, inNew after: Memory?) -> [Int] {
        let olds = before.flatMap { oldByPath[$0.path] } ?? []
        return olds.union(after.flatMap { newByPath[$0.path] } ?? []).sorted()
    }
}
