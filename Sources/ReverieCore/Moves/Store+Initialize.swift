internal import Git

extension MemoryRepository {
    /// Makes a git repository for memory in a folder, or completes one that a crash left half-made.
    ///
    /// SHA-1 objects and plain reference files are asked for by name, since later versions of git default to
    /// forms that libgit2 does not read. Throws ``CoreError/locksDoNotWork(path:)`` where the file system
    /// would let two writers in at once.
    public static func create(
        at folder: String, bare: Bool, store: StoreName, surroundings: Surroundings
    ) throws(CoreError) -> MemoryRepository {
        let program = try surroundings.requireGit()
        do throws(GitError) {
            try FileSystem.createFolder(folder)
            try program.run(
                ["init", "--quiet", "--template=", "--object-format=sha1"]
                    + (bare ? ["--bare"] : []) + ["--", folder], gitDirectory: nil)
        } catch { throw .git(error) }
        let repository = try MemoryRepository(
            path: folder, discovery: .exact, surroundings: surroundings)
        let head = "ref: \(StoreReferences(store).production)\n"
        do throws(GitError) {
            try FileSystem.replace(repository.git.gitDirectory + "/HEAD", with: Array(head.utf8))
        } catch { throw .git(error) }
        try repository.configure(program)
        try repository.testLocks()
        return repository
    }

    /// Settings that keep plain git from tidying up what is promised, and a mark of our format.
    func configure(_ program: GitProgram) throws(CoreError) {
        let settings = [
            ("gc.auto", "0"), ("gc.pruneExpire", "never"), ("gc.reflogExpire", "never"),
            ("maintenance.auto", "false"), ("core.fsync", "all"),
            ("core.logAllRefUpdates", "true"), (Self.formatKey, "\(Self.formatVersion)"),
        ]
        for (key, value) in settings {
            do {
                try program.run(["config", key, value], gitDirectory: directory)
            } catch { throw .git(error) }
        }
    }

    private func testLocks() throws(CoreError) {
        let path = privateFolder + "/lock-test"
        do throws(GitError) {
            try FileSystem.createFolder(privateFolder)
            guard try Lease.works(at: path) else { throw GitError.invalidName(path) }
            try FileSystem.remove(path)
        } catch {
            if case .invalidName = error { throw .locksDoNotWork(path: privateFolder) }
            throw .git(error)
        }
    }

    /// Sets the folder in which a store's files stand, where that is not the work tree's top.
    public func setFolder(_ folder: String, of store: StoreName) throws(CoreError) {
        let program = try surroundings.requireGit()
        do throws(GitError) {
            try FileSystem.createFolder(privateFolder + "/\(store)")
            try program.run(
                ["config", Store(name: store, repository: self).folderKey, folder],
                gitDirectory: directory)
        } catch { throw .git(error) }
        try configure(program)
    }

    /// Makes version 1 of a new store from what a folder holds (nothing when nil).
    ///
    /// Throws ``CoreError/storeExists(_:)``.
    public func initialize(
        _ name: StoreName, from folder: String?, message: String?
    ) throws(CoreError) -> Initialized {
        let store = Store(name: name, repository: self)
        let message = try Provenance.checked(message)
        return try write { (writer: inout Writer) throws(CoreError) in
            try store.settle(&writer)
            guard try store.local(store.references.production) == nil else {
                throw .storeExists(name)
            }
            var contents = FolderContents()
            if let folder {
                contents = try FolderReader(
                    folder, isIgnored: { store.isIgnored($0, below: folder) }
                ).read()
            }
            let memories = contents.files.count
            // Now, because the contents are let go below.
            let summary = store.summary(of: contents)
            var batch = try store.newBatch()
            let edits = try store.replacing(.emptyTree, with: &contents, batch: &batch)
            let treeID = try store.tree(byApplying: edits, to: .emptyTree, batch: &batch)
            var move = Move(
                kind: .initialize, from: nil, treeID: treeID, subject: "\(name): version 1")
            move.message = message
            let moved = try store.carryOut(move, batch: batch, writer: &writer)
            store.summaries.save(summary, of: treeID)
            ballast.refill(random: surroundings.random)
            return Initialized(
                moved: store.follow(moved), memories: memories,
                hidden: contents.hidden, ignored: contents.ignored)
        }
    }
}

extension Store {
    func isIgnored(_ path: String, below folder: String) -> Bool {
        guard let top = repository.workTree else { return false }
        let below = folder + "/"
        guard below.hasPrefix(top + "/") else { return false }
        return repository.git.isIgnored(String(below.dropFirst(top.count + 1)) + path)
    }
}

/// A store that was made.
public struct Initialized: Sendable {
    /// The move to version 1.
    public let moved: Moved
    /// Number of memories in it.
    public let memories: Int
    /// Hidden files that were passed over.
    public let hidden: Int
    /// Ignored files that were passed over.
    public let ignored: Int
}
