internal import Git

extension Store {
    /// The snapshot that a name means here: `production`, `v<N>`, `fallback/<N>`, a dream, an object id or
    /// anything else that git resolves to a commit.
    ///
    /// Throws ``CoreError/unknownSnapshot(_:)`` or ``CoreError/ambiguousSnapshot(_:)``.
    public func snapshot(named name: String) throws(CoreError) -> Snapshot {
        guard let id = try snapshotID(named: name) else { throw .unknownSnapshot(name) }
        return try repository.snapshot(id)
    }

    private func snapshotID(named name: String) throws(CoreError) -> ObjectID? {
        if name == "production" { return try productionSnapshot().snapshotID }
        if let number = Self.number(after: "v", in: name),
            let id = try reference(references.version(number))
        {
            return id
        }
        if let number = Self.number(after: "fallback/", in: name),
            let id = try reference(references.fallback(number))
        {
            return id
        }
        if StoreReferences.isDreamID(name) {
            if let id = try reference(references.dream(name)) { return id }
            if let id = try reference(references.closed(name)) { return id }
        }
        do { return try repository.git.commitID(named: name) } catch {
            if case .library(_, let code, _) = error, code == -5 {
                throw .ambiguousSnapshot(name)
            }
            throw .git(error)
        }
    }

    /// The number in a name such as `v41`; nil when the name is not of that form.
    public static func number(after prefix: String, in name: String) -> Int? {
        guard name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)), number > 0,
            !name.contains("+")
        else { return nil }
        return number
    }
}
