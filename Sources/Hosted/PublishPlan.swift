/// The changes that make a hosted store equal to a snapshot, as few as possible.
///
/// A memory that goes from one path and comes with the same content at another is one change of its path.
public struct PublishPlan: Sendable, Hashable {
    /// One change, with what must be so for it to happen.
    public enum Step: Sendable, Hashable {
        /// A memory gets another path; its content is `digest` before and after.
        case move(id: String, from: String, to: String, digest: String)
        /// A memory gets other content.
        case update(id: String, path: String, from: String, to: String)
        /// A memory is made where none is.
        case create(path: String, digest: String)
        /// A memory goes.
        case delete(id: String, path: String, digest: String)

        /// The path that the store has after it, or lost by it.
        public var path: String {
            switch self {
            case .move(_, _, let path, _), .update(_, let path, _, _), .create(let path, _),
                .delete(_, let path, _):
                path
            }
        }
    }

    /// Largest number of memories in a hosted store.
    public static let memoryLimit = 2000

    /// What to do, in this order.
    public var steps: [Step] = []
    /// Paths at which the store holds, or lacks, what nobody here knows, in the order of their bytes.
    public var moved: [String] = []

    /// Compares what a store holds with what it shall hold.
    ///
    /// `known` are states of the store that are kept in the repository: only what stands in one of them, at its
    /// path, may be written over. All states are digests by path.
    public init(
        hosted: [HostedMemory], target: [String: String], known: [[String: String]]
    ) {
        var held: [String: HostedMemory] = [:]
        for memory in hosted { held[memory.path] = memory }
        var paths = Set(held.keys).union(target.keys)
        for state in known { paths.formUnion(state.keys) }
        var updates: [Step] = []
        var gone: [HostedMemory] = []
        var missing: [String] = []
        for path in paths.sorted(by: Self.precedes) {
            let (found, wanted) = (held[path], target[path])
            guard found?.digest != wanted else { continue }
            guard known.contains(where: { $0[path] == found?.digest }) else {
                moved.append(path)
                continue
            }
            switch (found, wanted) {
            case (let found?, let wanted?):
                updates.append(
                    .update(id: found.id, path: path, from: found.digest, to: wanted))
            case (let found?, nil): gone.append(found)
            case (nil, _?): missing.append(path)
            case (nil, nil): break
            }
        }
        guard moved.isEmpty else { return }
        order(updates, gone, missing, target: target, count: held.count)
    }

    /// Moves and updates first, so that nothing is missing meanwhile; what stands in the way goes before that.
    private mutating func order(
        _ updates: [Step], _ gone: [HostedMemory], _ missing: [String], target: [String: String],
        count: Int
    ) {
        var sources: [String: [HostedMemory]] = [:]
        for memory in gone.reversed() { sources[memory.digest, default: []].append(memory) }
        let blocking = Self.blocking(gone.map(\.path), missing)
        var moves: [Step] = []
        var creates: [Step] = []
        var used: Set<String> = []
        for path in missing {
            guard let digest = target[path] else { continue }
            let isFree = !Self.isBlocked(path, by: blocking)
            if isFree, let source = sources[digest]?.last, !blocking.contains(source.path) {
                sources[digest]?.removeLast()
                used.insert(source.id)
                moves.append(.move(id: source.id, from: source.path, to: path, digest: digest))
            } else {
                creates.append(.create(path: path, digest: digest))
            }
        }
        var early: [Step] = []
        var late: [Step] = []
        var room = Self.memoryLimit - count - creates.count
        for memory in gone where !used.contains(memory.id) {
            let step = Step.delete(id: memory.id, path: memory.path, digest: memory.digest)
            if blocking.contains(memory.path) || room < 0 {
                early.append(step)
                room += 1
            } else {
                late.append(step)
            }
        }
        steps = early + moves + updates + creates + late
    }

    /// Paths that go and are a folder of one that comes, or stand in one that comes as a memory.
    private static func blocking(_ gone: [String], _ missing: [String]) -> Set<String> {
        let above = Set(missing.flatMap(folders(of:)))
        let comes = Set(missing)
        return Set(
            gone.filter { path in
                above.contains(path) || folders(of: path).contains(where: comes.contains)
            })
    }

    private static func isBlocked(_ path: String, by blocking: Set<String>) -> Bool {
        guard !blocking.isEmpty else { return false }
        let own = Set(folders(of: path))
        return blocking.contains { own.contains($0) || folders(of: $0).contains(path) }
    }

    /// `a` and `a/b` of `a/b/c`.
    private static func folders(of path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
