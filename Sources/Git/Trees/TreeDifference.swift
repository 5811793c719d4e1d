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
        var result: [PathDifference] = []
        try collect(old: old, new: new, path: [], into: &result)
        return result.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private func collect(
        old: ObjectID?, new: ObjectID?, path: [UInt8], into result: inout [PathDifference]
    ) throws(GitError) {
        if old == new { return }
        let oldEntries = try old.map { id throws(GitError) in try tree(id) } ?? []
        let newEntries = try new.map { id throws(GitError) in try tree(id) } ?? []
        let newByName = Dictionary(newEntries.map { ($0.name, $0) }) { first, _ in first }
        let oldNames = Set(oldEntries.map(\.name))
        for entry in oldEntries {
            try collect(entry, newByName[entry.name], path: path, into: &result)
        }
        for entry in newEntries where !oldNames.contains(entry.name) {
            try collect(nil, entry, path: path, into: &result)
        }
    }

    private func collect(
        _ old: TreeEntry?, _ new: TreeEntry?, path: [UInt8], into result: inout [PathDifference]
    ) throws(GitError) {
        guard old != new, let name = old?.name ?? new?.name else { return }
        let below = path.isEmpty ? name : path + [0x2F] + name
        let oldTree = old.flatMap { $0.kind == .tree ? $0.objectID : nil }
        let newTree = new.flatMap { $0.kind == .tree ? $0.objectID : nil }
        if oldTree != nil || newTree != nil {
            try collect(old: oldTree, new: newTree, path: below, into: &result)
        }
        let oldFile = oldTree == nil ? old : nil
        let newFile = newTree == nil ? new : nil
        if oldFile != nil || newFile != nil {
            result.append(PathDifference(path: below, old: oldFile, new: newFile))
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
        let segments = path.utf8.split(separator: 0x2F).map(Array.init)
        for (index, segment) in segments.enumerated() {
            guard let entry = try tree(current).first(where: { $0.name == segment }) else {
                return nil
            }
            if index == segments.count - 1 { return entry }
            guard entry.kind == .tree else { return nil }
            current = entry.objectID
        }
        return nil
    }
}
