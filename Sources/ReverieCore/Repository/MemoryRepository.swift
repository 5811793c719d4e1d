public import Git

/// A git repository that keeps stores of memory.
public final class MemoryRepository {
    let git: Repository
    let surroundings: Surroundings

    /// Absolute path of the directory that holds objects, references and our own files.
    public var directory: String { git.commonDirectory }
    /// Absolute path of the work tree; nil in a bare repository.
    public var workTree: String? { git.workTree }

    /// Opens the repository at, or above, a folder; for reading nothing else is needed.
    public init(
        path: String, discovery: Repository.Discovery = .upwards, surroundings: Surroundings
    )
        throws(CoreError)
    {
        do { git = try Repository(path: path, discovery: discovery) } catch { throw .git(error) }
        self.surroundings = surroundings
        let version = Configuration.value(
            of: Self.formatKey, inFile: git.commonDirectory + "/config")
        if let version, let number = Int(version), number > Self.formatVersion {
            throw .newerFormat(what: "repository", version: number)
        }
    }

    /// Whether there is a `git` program, without which nothing moves and objects are not checked whole.
    public var hasGit: Bool { surroundings.git != nil }

    static let formatKey = "reverie.format"
    static let formatVersion = 1

    /// Our own folder, with the lease, staged packs and drafts; losing it loses no memory.
    var privateFolder: String { directory + "/reverie" }
    var leasePath: String { privateFolder + "/lease" }

    /// The stores in the repository, by name.
    public func stores() throws(CoreError) -> [StoreName] {
        try storeNames(below: "refs/heads/")
    }

    private func storeNames(below prefix: String) throws(CoreError) -> [StoreName] {
        let suffix = "/production"
        let found: [Reference]
        do { found = try git.references(withPrefix: prefix) } catch { throw .git(error) }
        return found.filter { $0.name.hasSuffix(suffix) }
            .compactMap { reference in
                try? StoreName(
                    String(reference.name.dropFirst(prefix.count).dropLast(suffix.count)))
            }
            .sorted()
    }

    /// A store of the repository.
    ///
    /// Throws ``CoreError/noStore(_:present:)`` when neither the repository nor the remote it was cloned
    /// from has it.
    public func store(_ name: StoreName) throws(CoreError) -> Store {
        let store = Store(name: name, repository: self)
        if try store.production() != nil { return store }
        if try store.journalHead() != nil { return store }
        throw .noStore(name, present: try stores())
    }

    /// The snapshot that a commit is.
    public func snapshot(_ snapshotID: ObjectID) throws(CoreError) -> Snapshot {
        do { return Snapshot(try git.commit(snapshotID)) } catch { throw .git(error) }
    }

    /// The line about the process that holds the right to move references; nil when nobody does.
    public func leaseHolder() -> String? {
        guard Lease.isHeld(at: leasePath) else { return nil }
        return Lease.holder(at: leasePath)?.note ?? ""
    }
}
