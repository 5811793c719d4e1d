public import Git
public import MemoryDiff

/// The semantic difference of two snapshots, with the memories that it speaks of.
public struct StoreComparison: Sendable {
    /// The difference.
    public let report: Report
    /// Memories of the old side: those that differ, and those in which something was found again.
    public let old: [Memory]
    /// Memories of the new side, likewise.
    public let new: [Memory]

    /// Compares two stores that are in memory already.
    public init(old: [Memory], new: [Memory]) {
        report = Comparison.report(old: old, new: new)
        self.old = old
        self.new = new
    }

    init(report: Report, old: [Memory], new: [Memory]) {
        self.report = report
        self.old = old
        self.new = new
    }
}

extension MemoryRepository {
    /// Compares two trees by meaning.
    ///
    /// Only memories that differ are cut into items; what is equal on both sides is read one by one, and
    /// only where something may have been folded into it or a term may still stand in it.
    public func comparison(from old: ObjectID, to new: ObjectID) throws(CoreError)
        -> StoreComparison
    {
        let (changedOld, changedNew) = try changedMemories(from: old, to: new)
        let changed = Set(changedNew.map(\.path)).union(changedOld.map(\.path))
        let unchanged = UnchangedMemories(
            repository: self,
            entries: try files(in: new).compactMap { path, entry in
                let path = String(decoding: path, as: UTF8.self)
                guard entry.kind != .submodule, !changed.contains(path) else { return nil }
                return (path, entry.objectID)
            })
        let report = Comparison.report(
            changedOld: changedOld, changedNew: changedNew, unchanged: unchanged)
        if let failure = unchanged.failure.error { throw .git(failure) }
        let named = Set(
            report.changes.flatMap { $0.old + $0.new }.map(\.memoryPath)
                .filter { !changed.contains($0) })
        var homes: [Memory] = []
        for (path, blobID) in unchanged.entries where named.contains(path) {
            homes.append(Memory(path: path, content: try content(of: blobID)))
        }
        return StoreComparison(
            report: report, old: changedOld + homes, new: changedNew + homes)
    }
}

/// Memories that two snapshots have in common, read when they are asked for.
private struct UnchangedMemories: Sequence {
    /// Keeps what went wrong, since a sequence cannot throw.
    final class Failed {
        var error: GitError?
    }

    let repository: MemoryRepository
    let entries: [(path: String, blobID: ObjectID)]
    let failure = Failed()

    func makeIterator() -> AnyIterator<Memory> {
        var position = 0
        return AnyIterator {
            guard position < entries.count else { return nil }
            let (path, blobID) = entries[position]
            position += 1
            do throws(GitError) {
                return Memory(path: path, content: try repository.git.blob(blobID))
            } catch {
                failure.error = error
                return nil
            }
        }
    }
}
