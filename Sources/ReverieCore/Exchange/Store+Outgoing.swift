public import Git

/// What a push of a store would do to the other side.
public struct Outgoing: Sendable, Hashable {
    /// Steps of references there, by name; the old values are what the other side was seen to have.
    public let changes: [ReferenceChange]
    /// References of the other side that have something which is not here, so that it must be pulled first.
    public let behind: [String]
}

extension Store {
    /// What would make another repository have what this one has, given what its references name.
    ///
    /// Settles first, so that no open operation travels. Sessions go only when asked for.
    public func outgoing(to theirs: [String: ObjectID], withSessions: Bool) throws(CoreError)
        -> Outgoing
    {
        try repository.write { (writer: inout Writer) throws(CoreError) in try settle(&writer) }
        var changes: [ReferenceChange] = []
        var behind: [String] = []
        var ours: [String: ObjectID] = [:]
        for reference in try ownReferences() { ours[reference.name] = reference.objectID }
        for (name, new) in ours.sorted(by: { $0.key < $1.key }) {
            guard let role = StoreReference.read(name)?.role, role != .shadow else { continue }
            if role == .sessions, !withSessions { continue }
            let old = theirs[name]
            guard old != new else { continue }
            if let old {
                if repository.history(new, includes: old) == true {
                    changes.append(ReferenceChange(name, from: old, to: new))
                } else if repository.history(old, includes: new) != true || role == .journal {
                    behind.append(name)
                }
            } else {
                changes.append(ReferenceChange(name, from: nil, to: new))
            }
        }
        for (name, old) in theirs.sorted(by: { $0.key < $1.key }) where ours[name] == nil {
            switch StoreReference.read(name)?.role {
            case .dream(let id):
                // A proposal that was closed here goes there, too.
                if ours[references.closed(id)] == old {
                    changes.append(ReferenceChange(name, from: old, to: nil))
                }
            case .fallback, .closed:
                if try hasExpired(old) {
                    changes.append(ReferenceChange(name, from: old, to: nil))
                }
            default: break
            }
        }
        return Outgoing(changes: changes, behind: behind)
    }

    /// The branches and tags of the store in this repository.
    func ownReferences() throws(CoreError) -> [Reference] {
        do throws(GitError) {
            return try repository.git.references(withPrefix: "refs/heads/\(name)/")
                + repository.git.references(withPrefix: "refs/tags/\(name)/")
        } catch { throw .git(error) }
    }

    /// Whether the journal ended the promise to keep a snapshot.
    func hasExpired(_ snapshotID: ObjectID) throws(CoreError) -> Bool {
        try journal { $0.entry.kind == .expire && $0.entry.target == snapshotID }
            .last.map { $0.entry.kind == .expire && $0.entry.target == snapshotID } ?? false
    }
}
