public import Git
public import MemoryDiff

extension MemoryRepository {
    /// The paths at which two trees differ, in the order of their bytes.
    public func differences(from old: ObjectID, to new: ObjectID) throws(CoreError)
        -> [PathDifference]
    {
        do { return try git.differences(from: old, to: new) } catch { throw .git(error) }
    }

    func entry(at path: String, in treeID: ObjectID) throws(CoreError) -> TreeEntry? {
        do { return try git.entry(at: path, in: treeID) } catch { throw .git(error) }
    }

    /// Everything in a tree that is no folder, by path; foreign trees may hold more than memories.
    public func files(in treeID: ObjectID) throws(CoreError) -> [(path: [UInt8], entry: TreeEntry)]
    {
        do { return try git.files(in: treeID) } catch { throw .git(error) }
    }

    /// The content of a blob.
    public func content(of blobID: ObjectID) throws(CoreError) -> [UInt8] {
        do { return try git.blob(blobID, limit: 1 << 28) } catch { throw .git(error) }
    }

    /// The content of one memory in a tree; nil when there is none at the path.
    public func memory(at path: MemoryPath, in treeID: ObjectID) throws(CoreError) -> [UInt8]? {
        guard let entry = try entry(at: path.description, in: treeID), entry.kind != .tree else {
            return nil
        }
        return try content(of: entry.objectID)
    }

    /// All memories of a tree, by path.
    public func memories(in treeID: ObjectID) throws(CoreError) -> [Memory] {
        var memories: [Memory] = []
        for (path, entry) in try files(in: treeID) where entry.kind != .submodule {
            memories.append(
                Memory(
                    path: String(decoding: path, as: UTF8.self),
                    content: try content(of: entry.objectID)))
        }
        return memories
    }

    /// The memories at which two trees differ, as they are on each side.
    public func changedMemories(from old: ObjectID, to new: ObjectID) throws(CoreError)
        -> (old: [Memory], new: [Memory])
    {
        var olds: [Memory] = []
        var news: [Memory] = []
        for difference in try differences(from: old, to: new) {
            let path = String(decoding: difference.path, as: UTF8.self)
            if let entry = difference.old, entry.kind != .submodule {
                olds.append(Memory(path: path, content: try content(of: entry.objectID)))
            }
            if let entry = difference.new, entry.kind != .submodule {
                news.append(Memory(path: path, content: try content(of: entry.objectID)))
            }
        }
        return (olds, news)
    }

    /// The same, as long as they are no more than `limit` bytes together; nothing otherwise.
    func changedMemories(from old: ObjectID, to new: ObjectID, upTo limit: Int) throws(CoreError)
        -> (old: [Memory], new: [Memory])
    {
        var left = limit
        for difference in try differences(from: old, to: new) {
            for entry in [difference.old, difference.new] {
                guard let entry, entry.kind != .submodule else { continue }
                do { left -= try git.header(of: entry.objectID)?.size ?? 0 } catch {
                    throw .git(error)
                }
                if left < 0 { return ([], []) }
            }
        }
        return try changedMemories(from: old, to: new)
    }
}
