internal import CLibgit2

/// A reference and what it names.
public struct Reference: Sendable, Hashable {
    /// Full name, such as `refs/heads/memory/production`.
    public let name: String
    /// The object; for an annotated tag the commit behind it.
    public let objectID: ObjectID
}

extension Repository {
    /// What a reference names, a tag peeled to its commit; nil when there is no such reference.
    public func reference(_ name: String) throws(GitError) -> ObjectID? {
        var found: OpaquePointer?
        let code = git_reference_lookup(&found, pointer, name)
        if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
        try Libgit2.check("read '\(name)'", code)
        defer { git_reference_free(found) }
        return try peeled(found, name: name)
    }

    private func peeled(_ reference: OpaquePointer?, name: String) throws(GitError) -> ObjectID? {
        guard git_reference_type(reference) == GIT_REFERENCE_DIRECT,
            let target = git_reference_target(reference)
        else {
            var resolved: OpaquePointer?
            let code = git_reference_resolve(&resolved, reference)
            if code == GIT_ENOTFOUND.rawValue { return nil }
            try Libgit2.check("resolve '\(name)'", code)
            defer { git_reference_free(resolved) }
            return git_reference_target(resolved).map { ObjectID($0.pointee) }
        }
        let direct = ObjectID(target.pointee)
        guard name.hasPrefix("refs/tags/"), try header(of: direct)?.kind == .tag else {
            return direct
        }
        var commit: OpaquePointer?
        guard git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) == 0 else {
            throw GitError.unreadable(object: direct)
        }
        defer { git_object_free(commit) }
        return git_object_id(commit).map { ObjectID($0.pointee) } ?? direct
    }

    /// All references whose names start with a prefix, by name.
    public func references(withPrefix prefix: String) throws(GitError) -> [Reference] {
        var iterator: OpaquePointer?
        try Libgit2.check(
            "list references",
            git_reference_iterator_glob_new(&iterator, pointer, Self.glob(prefix)))
        defer { git_reference_iterator_free(iterator) }
        var result: [Reference] = []
        var found: OpaquePointer?
        while true {
            let code = git_reference_next(&found, iterator)
            if code == GIT_ITEROVER.rawValue { break }
            try Libgit2.check("list references", code)
            defer { git_reference_free(found) }
            let name = git_reference_name(found).map { String(cString: $0) } ?? ""
            guard name.hasPrefix(prefix) else { continue }
            if let objectID = try peeled(found, name: name) {
                result.append(Reference(name: name, objectID: objectID))
            }
        }
        return result.sorted { $0.name < $1.name }
    }

    private static func glob(_ prefix: String) -> String { prefix + "*" }

    /// Full name of the branch that HEAD follows; nil when HEAD names a commit directly.
    public func headBranch() throws(GitError) -> String? {
        var head: OpaquePointer?
        let code = git_reference_lookup(&head, pointer, "HEAD")
        if code == GIT_ENOTFOUND.rawValue { return nil }
        try Libgit2.check("read HEAD", code)
        defer { git_reference_free(head) }
        return git_reference_symbolic_target(head).map { String(cString: $0) }
    }

    /// Whether a full reference name is one that git accepts.
    public static func isValidReferenceName(_ name: String) -> Bool {
        Libgit2.start()
        var valid: Int32 = 0
        guard !name.utf8.contains(0) else { return false }
        return git_reference_name_is_valid(&valid, name) == 0 && valid == 1
    }
}
