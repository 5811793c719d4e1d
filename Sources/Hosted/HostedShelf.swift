internal import Git
public import ReverieCore

/// What this clone notes, durably, about work with a hosted service that is under way.
///
/// All of it may be lost: then a dream is not resumed, and a half-finished publication looks as if somebody else
/// had written.
public struct HostedShelf {
    /// Snapshots to which each hosted store is being made equal.
    private struct Begun: Codable {
        var format = 1
        var stores: [String: [String]] = [:]
    }

    private let folder: String

    /// The notes of a store.
    public init(_ store: Store) { folder = store.hostedFolder }

    /// Whether a text can be a name that the service gave: letters, digits, `_` and `-`.
    public static func isName(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0) || $0 == 0x5F || $0 == 0x2D
            }
    }

    // MARK: Dreams

    /// Dreams that are under way, by name.
    public func jobs() throws(HostedError) -> [DreamJob] {
        guard FileSystem.isFolder(jobFolder) else { return [] }
        let names: [String]
        do throws(GitError) {
            names = try FileSystem.list(jobFolder).map { String(decoding: $0.name, as: UTF8.self) }
        } catch { throw .core(.git(error)) }
        var jobs: [DreamJob] = []
        for name in names where name.hasSuffix(".json") {
            let path = jobFolder + "/" + name
            guard let bytes = try? FileSystem.read(path, limit: 1 << 20),
                let job = try? JSONDecoder().decode(DreamJob.self, from: Data(bytes)),
                job.format <= DreamJob.formatVersion, job.id + ".json" == name
            else { throw .brokenJob(path: path) }
            jobs.append(job)
        }
        return jobs
    }

    /// The dream under way of this name, here or at the service, or whose name starts so; the only one when nil.
    ///
    /// Throws ``HostedError/unknownJob(_:present:)``.
    public func job(_ name: String?) throws(HostedError) -> DreamJob {
        let jobs = try jobs()
        if let job = jobs.first(where: { $0.id == name || (name != nil && $0.dream == name) }) {
            return job
        }
        let found = jobs.filter { name == nil || $0.id.hasPrefix(name ?? "") }
        guard let job = found.first, found.count == 1 else {
            throw .unknownJob(name ?? "", present: jobs.map(\.id))
        }
        return job
    }

    /// Notes how far a dream is.
    public func save(_ job: DreamJob) throws(HostedError) {
        try write(job, to: jobFolder + "/\(job.id).json")
    }

    /// Forgets a dream.
    public func forget(_ job: DreamJob) throws(HostedError) {
        do throws(GitError) {
            let path = jobFolder + "/\(job.id).json"
            guard FileSystem.exists(path) else { return }
            try FileSystem.remove(path)
            try FileSystem.remove(jobFolder + "/\(job.id).lock")
            try FileSystem.flushFolder(of: path)
        } catch { throw .core(.git(error)) }
    }

    // MARK: Publications

    /// The snapshots to which a hosted store was being made equal when that was broken off.
    func begun(_ hosted: String) -> [ObjectID] {
        (readBegun().stores[hosted] ?? []).compactMap { ObjectID($0) }
    }

    /// Notes that a hosted store is about to be made equal to a snapshot.
    func begin(_ snapshotID: ObjectID, to hosted: String) throws(HostedError) {
        var begun = readBegun()
        guard begun.stores[hosted]?.contains(snapshotID.description) != true else { return }
        begun.stores[hosted, default: []].append(snapshotID.description)
        try write(begun, to: begunPath)
    }

    /// Notes that a hosted store is equal to what it shall be equal to.
    func end(_ hosted: String) throws(HostedError) {
        var begun = readBegun()
        guard begun.stores.removeValue(forKey: hosted) != nil else { return }
        try write(begun, to: begunPath)
    }

    private var jobFolder: String { folder + "/dreams" }
    private var begunPath: String { folder + "/begun.json" }

    private func readBegun() -> Begun {
        guard let bytes = try? FileSystem.read(begunPath, limit: 1 << 20),
            let begun = try? JSONDecoder().decode(Begun.self, from: Data(bytes))
        else { return Begun() }
        return begun
    }

    private func write(_ value: some Encodable, to path: String) throws(HostedError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { throw .brokenJob(path: path) }
        do throws(GitError) {
            try FileSystem.createFolder(jobFolder)
            try FileSystem.replace(path, with: Array(data) + [0x0A], mode: 0o600)
        } catch { throw .core(.git(error)) }
    }
}
