public import Git

extension MemoryRepository {
    /// The store whose production branch is checked out in the work tree; nil when another branch is.
    public func checkedOutStore() throws(CoreError) -> StoreName? {
        let branch: String?
        do { branch = try git.headBranch() } catch { throw .git(error) }
        guard let branch, let (store, role) = StoreReference.read(branch), role == .production
        else { return nil }
        return try Store(name: store, repository: self).local(branch) == nil ? nil : store
    }

    /// Whether a reference is a store's production pointer, or what must travel with it.
    public static func isPointer(_ name: String) -> Bool {
        StoreReference.read(name)?.role == .production
    }

    /// Whether a reference may only grow and never go: production, journal, policy and versions.
    public static func onlyGrows(_ name: String) -> Bool {
        switch StoreReference.read(name)?.role {
        case .production, .journal, .policy, .version: true
        default: false
        }
    }

    /// The journal that belongs to a production pointer; nil for any other reference.
    public static func journal(ofPointer name: String) -> String? {
        guard let (store, role) = StoreReference.read(name), role == .production else { return nil }
        return StoreReferences(store).journal
    }

    /// Whether everything that one commit has is in the history of another; nil where either is not here.
    public func history(_ later: ObjectID, includes earlier: ObjectID) -> Bool? {
        guard git.contains(later), git.contains(earlier) else { return nil }
        return try? git.history(of: later, includes: earlier)
    }
}
