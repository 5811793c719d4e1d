public import Git
public import MemoryDiff
internal import Synchronization

/// The semantic difference of two snapshots, with the memories that it speaks of.
public struct StoreComparison: Sendable {
    /// The difference.
    public let report: Report
    /// How much that is.
    public let counts: ChangeCounts
    /// Memories of the old side: those that differ, and those in which something was found again.
    public let old: [Memory]
    /// Memories of the new side, likewise.
    public let new: [Memory]

    /// Compares two stores that are in memory already.
    public init(old: [Memory], new: [Memory]) {
        let report = Comparison.report(old: old, new: new)
        self.init(
            report: report, counts: ChangeCounts(old: old, new: new, report: report), old: old,
            new: new)
    }

    init(report: Report, counts: ChangeCounts, old: [Memory], new: [Memory]) {
        self.report = report
        self.counts = counts
        self.old = old
        self.new = new
    }
}

extension MemoryRepository {
    /// Compares two trees by meaning.
    ///
    /// Only memories that differ are cut into items; what is equal on both sides is read one by one, and
    /// only where something may have been folded into it or a term may still stand in it. `onlyShown` is for
    /// whoever decides nothing by it: it may then be what an earlier command found out about the same two trees.
    public func comparison(from old: ObjectID, to new: ObjectID, onlyShown: Bool = false)
        throws(CoreError) -> StoreComparison
    {
        let (changedOld, changedNew) = try changedMemories(from: old, to: new)
        let changed = Set(changedNew.map(\.path)).union(changedOld.map(\.path))
        let cache = ComparisonCache(folder: cacheFolder)
        if onlyShown, let cache, let report = cache.report(from: old, to: new) {
            let homes = try homes(in: report, besides: changed, of: new)
            return StoreComparison(
                report: report, counts: ChangeCounts(memories: changed.count, report: report),
                old: changedOld + homes, new: changedNew + homes)
        }
        let unchanged = UnchangedMemories(
            try files(in: new).compactMap { path, entry in
                let path = String(decoding: path, as: UTF8.self)
                guard entry.kind != .submodule, !changed.contains(path) else { return nil }
                return (path, entry.objectID)
            })
        let report = Comparison.report(
            changedOld: changedOld, changedNew: changedNew, unchanged: try unchanged.source(git))
        if let failure = unchanged.failure { throw .git(failure) }
        let counts = ChangeCounts(memories: changed.count, report: report)
        if changed.count + unchanged.entries.count >= ComparisonCache.leastMemories {
            cache?.keep(report, from: old, to: new)
            cache?.keep(counts, from: old, to: new)
        }
        let homes = try homes(in: report, besides: changed, of: new)
        return StoreComparison(
            report: report, counts: counts, old: changedOld + homes, new: changedNew + homes)
    }

    /// How much happens between two trees, for whoever shows it and decides nothing by it.
    ///
    /// Taken from an earlier comparison of the two, in either direction. Without one only the memories that differ
    /// are compared with each other.
    public func changeCounts(from old: ObjectID, to new: ObjectID) throws(CoreError)
        -> ChangeCounts
    {
        if let kept = ComparisonCache(folder: cacheFolder)?.counts(from: old, to: new) {
            return kept
        }
        let (changedOld, changedNew) = try changedMemories(from: old, to: new)
        return ChangeCounts(old: changedOld, new: changedNew)
    }

    /// The unchanged memories of which a report speaks.
    private func homes(in report: Report, besides changed: Set<String>, of treeID: ObjectID)
        throws(CoreError) -> [Memory]
    {
        let named = Set(report.changes.flatMap { $0.old + $0.new }.map(\.memoryPath))
        var homes: [Memory] = []
        for path in named.subtracting(changed).sorted(by: {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }) {
            guard let entry = try entry(at: path, in: treeID) else { continue }
            homes.append(Memory(path: path, content: try content(of: entry.objectID)))
        }
        return homes
    }
}

/// Memories that two snapshots have in common, read when they are asked for.
private final class UnchangedMemories: Sendable {
    let entries: [(path: String, blobID: ObjectID)]
    /// What went wrong, since a reader cannot throw.
    private let failed = Mutex<GitError?>(nil)

    init(_ entries: [(path: String, blobID: ObjectID)]) { self.entries = entries }

    var failure: GitError? { failed.withLock { $0 } }

    func source(_ git: borrowing Repository) throws(CoreError) -> MemorySource {
        var readers: [MemorySource.Reader] = []
        let most = BlobReader.areIndependent ? MemorySource.readers(for: entries.count) : 1
        for _ in 0..<most {
            let blobs: BlobReader
            do throws(GitError) { blobs = try BlobReader(beside: git) } catch { throw .git(error) }
            readers.append { [self] in memory(at: $0, by: blobs) }
        }
        return MemorySource(count: entries.count, readers: readers)
    }

    private func memory(at position: Int, by blobs: BlobReader) -> Memory? {
        let (path, blobID) = entries[position]
        do throws(GitError) {
            return Memory(path: path, content: try blobs.blob(blobID))
        } catch {
            failed.withLock { $0 = $0 ?? error }
            return nil
        }
    }
}
