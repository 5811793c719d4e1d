internal import CLibgit2

/// New objects of one operation, in memory or in a folder of their own until they are packed.
///
/// They live in an object database of their own, so that what the repository happens to have already has no
/// influence on what is packed: an object that exists but is unreachable may be pruned at any moment.
public struct ObjectBatch: ~Copyable {
    private let database: OpaquePointer
    private let repository: OpaquePointer
    private let folder: String?
    /// The objects to pack, in the order in which they came; one that came twice stands there twice.
    public private(set) var objectIDs: [ObjectID] = []

    /// Makes an empty batch; its objects wait in a folder, which goes with the batch, where one is given.
    ///
    /// A folder is for more than should be in memory. It needs no flush: what counts is the pack.
    public init(waitingIn folder: String? = nil) throws(GitError) {
        Libgit2.start()
        self.folder = folder
        var odb: OpaquePointer?
        try Libgit2.check("make an object database", git_odb_new(&odb))
        var backend: UnsafeMutablePointer<git_odb_backend>?
        let made: Int32
        if let folder {
            do throws(GitError) { try FileSystem.createFolder(folder) } catch {
                git_odb_free(odb)
                throw error
            }
            made = git_odb_backend_loose(&backend, folder, 1, 0, 0o700, 0o600)
        } else {
            made = git_mempack_new(&backend)
        }
        let added = made == 0 ? git_odb_add_backend(odb, backend, 1) : made
        var wrapper: OpaquePointer?
        let wrapped = added == 0 ? git_repository_wrap_odb(&wrapper, odb) : added
        guard wrapped == 0, let odb, let wrapper else {
            let error = GitError.lastLibraryError(step: "make an object database", code: wrapped)
            git_odb_free(odb)
            throw error
        }
        do throws(GitError) {
            if let folder { try Self.packPlainly(wrapper, folder) }
        } catch {
            git_repository_free(wrapper)
            git_odb_free(odb)
            throw error
        }
        database = odb
        repository = wrapper
    }

    /// Lets nothing be looked for that large objects have in common: it takes long, and ten of them in memory.
    ///
    /// libgit2 1.5 reads the third value where it means the first.
    private static func packPlainly(_ repository: OpaquePointer, _ folder: String) throws(GitError)
    {
        let path = folder + "/config"
        let text =
            "[core]\nbigFileThreshold = 64k\n[pack]\nwindowMemory = 1m\ndeltaCacheSize = 64k\n"
        try FileSystem.replaceDisposable(path, with: Array(text.utf8))
        var configuration: OpaquePointer?
        try Libgit2.check("read a configuration", git_config_open_ondisk(&configuration, path))
        defer { git_config_free(configuration) }
        try Libgit2.check(
            "use a configuration", git_repository_set_config(repository, configuration))
    }

    deinit {
        git_repository_free(repository)
        git_odb_free(database)
        if let folder { try? FileSystem.removeTree(folder) }
    }

    /// Adds an object and answers its name; the same content twice is one object.
    @discardableResult
    public mutating func add(_ kind: ObjectKind, _ content: [UInt8]) throws(GitError) -> ObjectID {
        let type =
            switch kind {
            case .commit: GIT_OBJECT_COMMIT
            case .tree: GIT_OBJECT_TREE
            case .blob: GIT_OBJECT_BLOB
            case .tag: GIT_OBJECT_TAG
            }
        var oid = git_oid()
        let code = content.withUnsafeBytes { bytes in
            git_odb_write(
                &oid, database, bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1), bytes.count,
                type)
        }
        try Libgit2.check("add an object", code)
        let objectID = ObjectID(oid)
        objectIDs.append(objectID)
        return objectID
    }

    /// Adds a tree with these entries.
    public mutating func addTree(_ entries: [TreeEntry]) throws(GitError) -> ObjectID {
        try add(.tree, TreeFormat.bytes(of: entries))
    }

    /// Adds a commit.
    ///
    /// The bytes are put together here because libgit2 wants the tree and the parents in the same object
    /// database, and its `git_commit_create` reports success when a write failed. A signature is the one that
    /// `git commit -S` makes, over the commit without it.
    public mutating func addCommit(
        tree treeID: ObjectID, parents: [ObjectID], author: Signature, committer: Signature,
        message: String, signedBy key: SigningKey? = nil
    ) throws(GitError) -> ObjectID {
        var text = "tree \(treeID)\n"
        for parent in parents { text += "parent \(parent)\n" }
        text += "author \(author.header)\ncommitter \(committer.header)\n"
        let rest = "\n" + message
        guard let key else { return try add(.commit, Array((text + rest).utf8)) }
        let signature = try key.sign(Array((text + rest).utf8))
        return try add(.commit, SignedCommit.join(text, signature: signature, rest))
    }

    /// Keeps objects out of the pack; something else that the repository cannot lose holds them.
    mutating func leaveOut(_ known: Set<ObjectID>) {
        objectIDs.removeAll { known.contains($0) }
    }

    /// Whether the batch holds the object.
    public func contains(_ objectID: ObjectID) -> Bool {
        var oid = objectID.oid
        return git_odb_exists_ext(database, &oid, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
    }

    /// The content of an object of the batch; nil when it holds no such object.
    public func content(of objectID: ObjectID) throws(GitError) -> [UInt8]? {
        guard contains(objectID) else { return nil }
        var oid = objectID.oid
        var object: OpaquePointer?
        try Libgit2.check("read an object", git_odb_read(&object, database, &oid))
        defer { git_odb_object_free(object) }
        let size = git_odb_object_size(object)
        return [UInt8](UnsafeRawBufferPointer(start: git_odb_object_data(object), count: size))
    }

    /// Writes everything as one pack to an open file, piece by piece.
    ///
    /// Not written to disk by libgit2: it maps the file while it grows, and a full disk would then end the
    /// process instead of failing the write. Nor put together in memory: it may be as large as a store.
    func writePack(to descriptor: Int32, path: String) throws(GitError) {
        var builder: OpaquePointer?
        try Libgit2.check("start a pack", git_packbuilder_new(&builder, repository))
        defer { git_packbuilder_free(builder) }
        for objectID in objectIDs {
            var oid = objectID.oid
            try Libgit2.check("pack an object", git_packbuilder_insert(builder, &oid, nil))
        }
        var target = PackTarget(descriptor: descriptor, path: path)
        let code = withUnsafeMutablePointer(to: &target) { target in
            git_packbuilder_foreach(
                builder,
                { bytes, count, target in
                    guard let target = target?.assumingMemoryBound(to: PackTarget.self) else {
                        return -1
                    }
                    return target.pointee.take(UnsafeRawBufferPointer(start: bytes, count: count))
                }, target)
        }
        if let error = target.error { throw error }
        try Libgit2.check("write a pack", code)
        try target.flush()
    }
}

/// Where the pieces of a pack go: gathered, because most are a few bytes long.
private struct PackTarget {
    let descriptor: Int32
    let path: String
    private var pending: [UInt8] = []
    private(set) var error: GitError?

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    mutating func take(_ piece: UnsafeRawBufferPointer) -> Int32 {
        pending.append(contentsOf: piece)
        guard pending.count >= 1 << 18 else { return 0 }
        do throws(GitError) { try flush() } catch {
            self.error = error
            return -1
        }
        return 0
    }

    mutating func flush() throws(GitError) {
        try FileSystem.writeAll(pending, to: descriptor, path: path)
        pending.removeAll(keepingCapacity: true)
    }
}
