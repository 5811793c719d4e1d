internal import CLibgit2

extension Repository {
    /// Whether the object is there; it is not read.
    public func contains(_ objectID: ObjectID) -> Bool {
        var oid = objectID.oid
        return git_odb_exists(database, &oid) == 1
    }

    /// Kind and size in bytes of an object; nil when there is no such object.
    public func header(of objectID: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int)? {
        var oid = objectID.oid
        var size = 0
        var type = GIT_OBJECT_ANY
        let code = git_odb_read_header(&size, &type, database, &oid)
        if code == GIT_ENOTFOUND.rawValue { return nil }
        guard code == 0, let kind = Self.kind(of: type) else {
            throw GitError.unreadable(object: objectID)
        }
        return (kind, size)
    }

    private static func kind(of type: git_object_t) -> ObjectKind? {
        switch type {
        case GIT_OBJECT_COMMIT: .commit
        case GIT_OBJECT_TREE: .tree
        case GIT_OBJECT_BLOB: .blob
        case GIT_OBJECT_TAG: .tag
        default: nil
        }
    }

    /// The content of a blob, checked against its name; at most `limit` bytes.
    ///
    /// Throws ``GitError/unreadable(object:)`` when it is missing, damaged, larger or no blob.
    public func blob(_ objectID: ObjectID, limit: Int = .max) throws(GitError) -> [UInt8] {
        if limit < .max {
            guard let header = try header(of: objectID), header.size <= limit else {
                throw GitError.unreadable(object: objectID)
            }
        }
        return try raw(objectID, of: GIT_OBJECT_BLOB)
    }

    private func raw(_ objectID: ObjectID, of wanted: git_object_t) throws(GitError) -> [UInt8] {
        var oid = objectID.oid
        var object: OpaquePointer?
        guard git_odb_read(&object, database, &oid) == 0, let object else {
            throw GitError.unreadable(object: objectID)
        }
        defer { git_odb_object_free(object) }
        guard git_odb_object_type(object) == wanted else {
            throw GitError.unreadable(object: objectID)
        }
        let size = git_odb_object_size(object)
        return [UInt8](UnsafeRawBufferPointer(start: git_odb_object_data(object), count: size))
    }

    /// The entries of a tree, in git's order.
    public func tree(_ objectID: ObjectID) throws(GitError) -> [TreeEntry] {
        if objectID == .emptyTree { return [] }
        guard let entries = TreeFormat.entries(of: try rawTree(objectID)) else {
            throw GitError.unreadable(object: objectID)
        }
        return entries
    }

    func rawTree(_ objectID: ObjectID) throws(GitError) -> [UInt8] {
        if let known = trees[objectID] { return known }
        let bytes = try raw(objectID, of: GIT_OBJECT_TREE)
        trees[objectID] = bytes
        return bytes
    }

    /// A commit; throws ``GitError/unreadable(object:)`` when it is missing, damaged or none.
    public func commit(_ objectID: ObjectID) throws(GitError) -> Commit {
        var oid = objectID.oid
        var found: OpaquePointer?
        guard git_commit_lookup(&found, pointer, &oid) == 0, let found else {
            throw GitError.unreadable(object: objectID)
        }
        defer { git_commit_free(found) }
        guard let treeOID = git_commit_tree_id(found) else {
            throw GitError.unreadable(object: objectID)
        }
        var parents: [ObjectID] = []
        for index in 0..<git_commit_parentcount(found) {
            guard let parent = git_commit_parent_id(found, index) else { continue }
            parents.append(ObjectID(parent.pointee))
        }
        return Commit(
            commitID: objectID, treeID: ObjectID(treeOID.pointee), parentIDs: parents,
            author: Self.signature(git_commit_author(found)),
            committer: Self.signature(git_commit_committer(found)),
            message: git_commit_message(found).map { String(cString: $0) } ?? "")
    }

    /// The parts of a commit over which a signature was made; nil for a commit without one.
    ///
    /// Throws ``GitError/unreadable(object:)`` when it is missing, damaged or no commit.
    public func signedCommit(_ objectID: ObjectID) throws(GitError) -> SignedCommit? {
        SignedCommit(try raw(objectID, of: GIT_OBJECT_COMMIT))
    }

    private static func signature(_ pointer: UnsafePointer<git_signature>?) -> Signature {
        guard let found = pointer?.pointee else {
            return Signature(name: "", email: "", seconds: 0, offset: 0)
        }
        return Signature(
            name: found.name.map { String(cString: $0) } ?? "",
            email: found.email.map { String(cString: $0) } ?? "",
            seconds: found.when.time, offset: Int(found.when.offset))
    }

    /// The commit that a name leads to: a whole or abbreviated object id, a branch, a tag or git's own syntax.
    ///
    /// Answers nil when nothing has that name; an ambiguous one throws.
    public func commitID(named name: String) throws(GitError) -> ObjectID? {
        guard !name.utf8.contains(0), !name.isEmpty, name.utf8.count < 1024 else { return nil }
        var found: OpaquePointer?
        let code = git_revparse_single(&found, pointer, name)
        if code == GIT_EAMBIGUOUS.rawValue {
            throw GitError.lastLibraryError(step: "find '\(name)'", code: code)
        }
        guard code == 0, let found else { return nil }
        defer { git_object_free(found) }
        var commit: OpaquePointer?
        guard git_object_peel(&commit, found, GIT_OBJECT_COMMIT) == 0, let commit else {
            return nil
        }
        defer { git_object_free(commit) }
        return git_object_id(commit).map { ObjectID($0.pointee) }
    }

    /// A merge base of two commits; nil when their histories do not meet.
    public func mergeBase(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> ObjectID? {
        var base = git_oid()
        var first = one.oid
        var second = other.oid
        let code = git_merge_base(&base, pointer, &first, &second)
        if code == GIT_ENOTFOUND.rawValue { return nil }
        try Libgit2.check("find the merge base", code)
        return ObjectID(base)
    }

    /// Whether `ancestor` is the commit itself or stands in its history.
    public func history(of commitID: ObjectID, includes ancestor: ObjectID) throws(GitError) -> Bool
    {
        if commitID == ancestor { return true }
        var later = commitID.oid
        var earlier = ancestor.oid
        let code = git_graph_descendant_of(pointer, &later, &earlier)
        try Libgit2.check("walk the history", code)
        return code == 1
    }

    /// The name that content has as a blob.
    public static func blobID(of content: [UInt8]) -> ObjectID {
        Libgit2.start()
        var oid = git_oid()
        _ = content.withUnsafeBytes {
            git_odb_hash(
                &oid, $0.baseAddress ?? UnsafeRawPointer(bitPattern: 1), $0.count, GIT_OBJECT_BLOB)
        }
        return ObjectID(oid)
    }
}
