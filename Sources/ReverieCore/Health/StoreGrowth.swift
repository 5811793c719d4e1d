internal import Git

/// How a store came to its size, and when each of its memories last changed.
public struct StoreGrowth: Sendable, Hashable {
    /// The size of the store after one move of production.
    public struct Point: Sendable, Hashable {
        /// When, in seconds since 1970.
        public let seconds: Int64
        /// Number of memories.
        public let memories: Int
        /// Their size in bytes.
        public let bytes: Int
    }

    /// What moves did to one memory of the newest snapshot.
    public struct Life: Sendable, Hashable {
        /// When it came, in seconds since 1970.
        public var arrived: Int64
        /// When it last changed after that; nil when it never did.
        public var changed: Int64?
    }

    /// One point for each move, oldest first.
    public let points: [Point]
    /// The memories of the newest snapshot, by path.
    public let lives: [String: Life]
    /// Whether it goes back to the first snapshot.
    public let isWhole: Bool
}

extension Store {
    /// Largest number of moves that ``growth()`` follows.
    static let growthLimit = 20_000

    /// How production came to its size; reads trees and sizes only, no memory.
    public func growth() throws(CoreError) -> StoreGrowth {
        var lives: [String: StoreGrowth.Life] = [:]
        var current: Set<String> = []
        var deltas: [(seconds: Int64, memories: Int, bytes: Int)] = []
        var next: Snapshot? = try productionSnapshot()
        if let head = next {
            for (path, entry) in try repository.files(in: head.treeID)
            where entry.kind != .submodule {
                current.insert(String(decoding: path, as: UTF8.self))
            }
        }
        while let snapshot = next, deltas.count < Self.growthLimit {
            let parent = try snapshot.parentIDs.first.map { id throws(CoreError) in
                try repository.snapshot(id)
            }
            let when = snapshot.author.seconds
            var (memories, bytes) = (0, 0)
            for difference in try repository.differences(
                from: parent?.treeID ?? .emptyTree, to: snapshot.treeID)
            {
                let path = String(decoding: difference.path, as: UTF8.self)
                memories += (difference.new == nil ? 0 : 1) - (difference.old == nil ? 0 : 1)
                bytes += try size(of: difference.new) - size(of: difference.old)
                guard current.contains(path) else { continue }
                if lives[path] == nil { lives[path] = StoreGrowth.Life(arrived: when) }
                if difference.old == nil {
                    // Before this it was not there, or another memory of that name was.
                    lives[path]?.arrived = when
                    current.remove(path)
                } else if lives[path]?.changed == nil {
                    lives[path]?.changed = when
                }
            }
            deltas.append((when, memories, bytes))
            next = parent
        }
        if let oldest = deltas.last?.seconds {
            for path in current where lives[path] == nil {
                lives[path] = StoreGrowth.Life(arrived: oldest)
            }
        }
        var points: [StoreGrowth.Point] = []
        var (memories, bytes) =
            try next.map { rest throws(CoreError) in
                try totals(of: rest.treeID)
            } ?? (0, 0)
        for delta in deltas.reversed() {
            memories += delta.memories
            bytes += delta.bytes
            points.append(
                StoreGrowth.Point(seconds: delta.seconds, memories: memories, bytes: bytes))
        }
        return StoreGrowth(points: points, lives: lives, isWhole: next == nil)
    }

    private func totals(of treeID: ObjectID) throws(CoreError) -> (memories: Int, bytes: Int) {
        var (memories, bytes) = (0, 0)
        for (_, entry) in try repository.files(in: treeID) where entry.kind != .submodule {
            memories += 1
            bytes += try size(of: entry)
        }
        return (memories, bytes)
    }

    private func size(of entry: TreeEntry?) throws(CoreError) -> Int {
        guard let entry, entry.kind != .submodule else { return 0 }
        do { return try repository.git.header(of: entry.objectID)?.size ?? 0 } catch {
            throw .git(error)
        }
    }
}
