/// One change of a tree: what shall stand at a path.
public struct PathEdit: Sendable, Hashable {
    /// Path in the tree, segments joined by slashes, as bytes.
    public let path: [UInt8]
    /// The blob that shall stand there; nil: nothing.
    public let blobID: ObjectID?

    /// Makes a change.
    public init(path: [UInt8], blobID: ObjectID?) {
        self.path = path
        self.blobID = blobID
    }
}

extension Repository {
    /// The tree that comes from changing another one; new trees go into the batch.
    ///
    /// Each folder that a change touches is read once and written once, bottom-up. Throws
    /// ``GitError/invalidName(_:)`` when a path would be a file and a folder at once.
    public func tree(
        byApplying edits: [PathEdit], to treeID: ObjectID, into batch: inout ObjectBatch
    ) throws(GitError) -> ObjectID {
        let split = edits.map { (segments: $0.path.split(separator: 0x2F)[...], edit: $0) }
        if let changed = try apply(split, to: treeID, into: &batch) { return changed }
        return try batch.add(.tree, [])
    }

    /// Keeps out of a pack the new trees that another tree, which a parent of the coming commit holds, has at the same path.
    ///
    /// They stay in the batch and can be read there.
    public func leaveOut(
        treesOf known: ObjectID, from treeID: ObjectID, in batch: inout ObjectBatch
    ) throws(GitError) {
        var shared: Set<ObjectID> = []
        var waiting = [(new: treeID, known: known)]
        while let pair = waiting.popLast() {
            guard let content = try batch.content(of: pair.new),
                let entries = TreeFormat.entries(of: content)
            else { continue }
            if pair.new == pair.known { shared.insert(pair.new) }
            var folders: [[UInt8]: ObjectID] = [:]
            for entry in try tree(pair.known) where entry.kind == .tree {
                folders[entry.name] = entry.objectID
            }
            for entry in entries where entry.kind == .tree {
                guard let folder = folders[entry.name] else { continue }
                waiting.append((entry.objectID, folder))
            }
        }
        batch.leaveOut(shared)
    }

    private typealias Pending = (segments: ArraySlice<ArraySlice<UInt8>>, edit: PathEdit)

    private func apply(
        _ edits: [Pending], to treeID: ObjectID?, into batch: inout ObjectBatch
    ) throws(GitError) -> ObjectID? {
        var entries: [[UInt8]: TreeEntry] = [:]
        if let treeID { for entry in try tree(treeID) { entries[entry.name] = entry } }
        var nested: [[UInt8]: [Pending]] = [:]
        var order: [[UInt8]] = []
        var placed: [(name: [UInt8], blobID: ObjectID)] = []
        for pending in edits {
            guard let first = pending.segments.first.map(Array.init) else { continue }
            if pending.segments.count > 1 {
                if nested[first] == nil { order.append(first) }
                nested[first, default: []].append((pending.segments.dropFirst(), pending.edit))
            } else if let blobID = pending.edit.blobID {
                placed.append((first, blobID))
            } else if entries[first].map({ $0.kind != .tree }) == true {
                entries[first] = nil
            }
        }
        for name in order {
            let present = entries[name]
            let isFolder = present?.kind == .tree
            let inner = nested[name] ?? []
            if let present, !isFolder {
                guard inner.contains(where: { $0.edit.blobID != nil }) else { continue }
                throw .invalidName(String(decoding: present.name, as: UTF8.self))
            }
            let changed = try apply(inner, to: isFolder ? present?.objectID : nil, into: &batch)
            entries[name] = changed.map { TreeEntry(name: name, kind: .tree, objectID: $0) }
        }
        for (name, blobID) in placed {
            if let present = entries[name], present.kind == .tree {
                throw .invalidName(String(decoding: name, as: UTF8.self))
            }
            entries[name] = TreeEntry(name: name, kind: .file, objectID: blobID)
        }
        guard !entries.isEmpty else { return nil }
        return try batch.addTree(Array(entries.values))
    }
}
