internal import Git
internal import MemoryDiff

/// Keeps the last comparisons of large stores, so that who shows, reviews and merges a dream waits once.
///
/// May be deleted at any time. What is kept holds for two trees and for the program that wrote it; what is damaged
/// is no report. There is a fixed number of files, and none is large.
struct ComparisonCache {
    private let folder: String
    private let stamp: [UInt8]

    /// Stores with fewer memories are compared faster than a file is flushed.
    static let leastMemories = 1_000
    private static let slots: UInt64 = 8
    /// Counts are small: there may be more of them.
    private static let countSlots: UInt64 = 64
    /// Largest file, in bytes.
    private static let limit = 1 << 23
    /// Most changes of a report that is kept; more do not fit, and writing them out only to find that costs memory.
    private static let mostChanges = 1 << 15

    /// The cache of a repository; nil where the program cannot be told from another build of it.
    init?(folder: String) {
        guard let stamp = Self.stamp() else { return nil }
        self.folder = folder
        self.stamp = stamp
    }

    /// What tells this build of the program from every other one.
    private static func stamp() -> [UInt8]? {
        guard let program = FileSystem.realPath("/proc/self/exe"),
            let status = FileSystem.status(of: program)
        else { return nil }
        let numbers = [
            Int64(status.size), status.seconds, status.nanoseconds,
            Int64(truncatingIfNeeded: status.inode), Int64(truncatingIfNeeded: status.device),
        ]
        return Array((numbers.map(String.init).joined(separator: " ") + "\n").utf8)
    }

    private func path(_ old: ObjectID, _ new: ObjectID) -> String {
        let hash = StableHash.of(old.bytes + new.bytes)
        return "\(folder)/memdiff-\(hash % Self.slots)"
    }

    private func head(_ old: ObjectID, _ new: ObjectID) -> [UInt8] {
        Array("\(old) \(new)\n".utf8) + stamp
    }

    /// The report on two trees, if it is kept.
    func report(from old: ObjectID, to new: ObjectID) -> Report? {
        let head = head(old, new)
        guard let bytes = try? FileSystem.read(path(old, new), limit: Self.limit),
            bytes.starts(with: head)
        else { return nil }
        return ReportArchive.report(from: Array(bytes.dropFirst(head.count)))
    }

    /// Keeps a report; failing is no failure.
    func keep(_ report: Report, from old: ObjectID, to new: ObjectID) {
        guard report.changes.count <= Self.mostChanges else { return }
        let bytes = head(old, new) + ReportArchive.bytes(of: report)
        guard bytes.count <= Self.limit, (try? FileSystem.createFolder(folder)) != nil else {
            return
        }
        try? FileSystem.replaceDisposable(path(old, new), with: bytes)
    }

    /// How much happens from one tree to another, if it was counted in either direction.
    func counts(from old: ObjectID, to new: ObjectID) -> ChangeCounts? {
        guard let bytes = try? FileSystem.read(countsPath(old, new), limit: 4096) else {
            return nil
        }
        for (head, isMirrored) in [(head(old, new), false), (head(new, old), true)]
        where bytes.starts(with: head) {
            let counts = ChangeCounts(line: bytes.dropFirst(head.count))
            return isMirrored ? counts?.mirrored : counts
        }
        return nil
    }

    /// Keeps how much happens; failing is no failure.
    func keep(_ counts: ChangeCounts, from old: ObjectID, to new: ObjectID) {
        guard (try? FileSystem.createFolder(folder)) != nil else { return }
        try? FileSystem.replaceDisposable(
            countsPath(old, new), with: head(old, new) + counts.line)
    }

    /// One place for both directions, because each can be told from the other.
    private func countsPath(_ old: ObjectID, _ new: ObjectID) -> String {
        let hash = StableHash.of(old.bytes) &+ StableHash.of(new.bytes)
        return "\(folder)/counts-\(hash % Self.countSlots)"
    }
}
