/// One path at which two trees differ.
public struct PathDifference: Sendable, Hashable {
    /// Path in the tree, segments joined by slashes, as bytes.
    public let path: [UInt8]
    /// What stands there in the old tree; never a folder.
    public let old: TreeEntry?
    /// What stands there in the new tree; never a folder.
    public let new: TreeEntry?

    /// Describes a difference.
    public init(path: [UInt8], old: TreeEntry?, new: TreeEntry?) {
        self.path = path
        self.old = old
        self.new = new
    }
}

extension Repository {
    /// The paths at which two trees differ, in the order of their bytes.
    ///
    /// Opens only folders whose names differ, so the work grows with the change and not with the store.
    public func differences(from old: ObjectID, to new: ObjectID) throws(GitError)
        -> [PathDifference]
    {
        if let known = trees.compared, known.old == old, known.new == new {
            return known.differences
        }
        let result = try differences(from: old, to: new, in: [:])
        trees.compared = (old, new, result)
        return result
    }

    /// The same where trees of the new side may not be on disk yet but in a batch.
    public func differences(
        from old: ObjectID, to new: ObjectID, in batch: borrowing ObjectBatch
    ) throws(GitError) -> [PathDifference] {
        var pending: [ObjectID: [UInt8]] = [:]
        var waiting = [new]
        while let treeID = waiting.popLast() {
            guard pending[treeID] == nil, let bytes = try batch.content(of: treeID) else {
                continue
            }
            pending[treeID] = bytes
            var scanner = TreeScanner(bytes)
            while !scanner.isAtEnd {
                if scanner.isTree { waiting.append(scanner.objectID) }
                scanner.advance()
            }
        }
        guard !pending.isEmpty else { return try differences(from: old, to: new) }
        return try differences(from: old, to: new, in: pending)
    }

    private func differences(
        from old: ObjectID, to new: ObjectID, in pending: [ObjectID: [UInt8]]
    ) throws(GitError) -> [PathDifference] {
        var result: [PathDifference] = []
        try collect(old: old, new: new, pending: pending, path: [], into: &result)
        return result.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private func collect(
        old: ObjectID?, new: ObjectID?, pending: [ObjectID: [UInt8]], path: [UInt8],
        into result: inout [PathDifference]
    ) throws(GitError) {
        if old == new { return }
        var left = try scanner(old)
        var right = TreeScanner([])
        if let new, let bytes = pending[new] {
            right = TreeScanner(bytes)
        } else {
            right = try scanner(new)
        }
        while !left.isAtEnd || !right.isAtEnd {
            let order = left.isAtEnd ? 1 : right.isAtEnd ? -1 : left.order(to: right)
            if order == 0, left.equals(right) {
                left.advance()
                right.advance()
                continue
            }
            let oldEntry = order <= 0 ? try entry(of: left, in: old) : nil
            let newEntry = order >= 0 ? try entry(of: right, in: new) : nil
            try collect(oldEntry, newEntry, pending: pending, path: path, into: &result)
            if order <= 0 { left.advance() }
            if order >= 0 { right.advance() }
        }
        if left.isBroken { throw .unreadable(object: old ?? .zero) }
        if right.isBroken { throw .unreadable(object: new ?? .zero) }
    }

    private func scanner(_ treeID: ObjectID?) throws(GitError) -> TreeScanner {
        guard let treeID, treeID != .emptyTree else { return TreeScanner([]) }
        return TreeScanner(try rawTree(treeID))
    }

    private func entry(of scanner: TreeScanner, in treeID: ObjectID?) throws(GitError)
        -> TreeEntry
    {
        guard let entry = scanner.entry else { throw .unreadable(object: treeID ?? .zero) }
        return entry
    }

    private func collect(
        _ old: TreeEntry?, _ new: TreeEntry?, pending: [ObjectID: [UInt8]], path: [UInt8],
        into result: inout [PathDifference]
    ) throws(GitError) {
        guard let name = old?.name ?? new?.name else { return }
        let below = path.isEmpty ? name : path + [0x2F] + name
        if (old ?? new)?.kind == .tree {
            try collect(
                old: old?.objectID, new: new?.objectID, pending: pending, path: below,
                into: &result)
        } else {
            result.append(PathDifference(path: below, old: old, new: new))
        }
    }

    /// Everything below a tree that is no folder, with its path, in the order of the paths' bytes.
    public func files(in treeID: ObjectID) throws(GitError) -> [(path: [UInt8], entry: TreeEntry)] {
        try differences(from: .emptyTree, to: treeID).compactMap { difference in
            difference.new.map { (difference.path, $0) }
        }
    }

    /// What stands at a path of a tree; nil when nothing does.
    public func entry(at path: String, in treeID: ObjectID) throws(GitError) -> TreeEntry? {
        var current = treeID
        let segments = Array(path.utf8).split(separator: 0x2F)
        for (index, segment) in segments.enumerated() {
            var scanner = try scanner(current)
            while !scanner.isAtEnd, !scanner.hasName(segment) { scanner.advance() }
            if scanner.isBroken { throw .unreadable(object: current) }
            guard !scanner.isAtEnd else { return nil }
            let entry = try entry(of: scanner, in: current)
            if index == segments.count - 1 { return entry }
            guard entry.kind == .tree else { return nil }
            current = entry.objectID
        }
        return nil
    }
}
