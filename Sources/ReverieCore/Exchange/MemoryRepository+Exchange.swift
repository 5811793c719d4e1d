public import Git

extension MemoryRepository {
    /// A store that may not be here yet, to take over what was fetched.
    public func store(adopting name: StoreName) throws(CoreError) -> Store {
        Store(name: name, repository: self)
    }

    /// Makes the work tree that of a store.
    public func checkOut(_ name: StoreName) throws(CoreError) {
        let head = "ref: \(StoreReferences(name).production)\n"
        do throws(GitError) {
            try FileSystem.replace(git.gitDirectory + "/HEAD", with: Array(head.utf8))
        } catch { throw .git(error) }
        try store(name).checkOut()
    }
}

extension Store {
    /// What the references of a remote named when they were fetched, under their names there.
    public func fetched(from remote: String) throws(CoreError) -> [String: ObjectID] {
        let prefix = "refs/remotes/\(remote)/\(name)/"
        let references: [Reference]
        do { references = try repository.git.references(withPrefix: prefix) } catch {
            throw .git(error)
        }
        var found: [String: ObjectID] = [:]
        for reference in references {
            let rest = reference.name.dropFirst(prefix.count)
            let name =
                rest.hasPrefix("tags/")
                ? "refs/tags/\(name)/" + rest.dropFirst(5) : "refs/heads/\(name)/" + rest
            found[name] = reference.objectID
        }
        return found
    }
}
