import Git
import Render
import ReverieCore

extension Context {
    /// Opens the store for a command that itself tells what is interrupted or broken.
    func storeToExamine() throws(Failure) -> Store {
        let repository = try repository()
        return try attempt { () throws(CoreError) in try repository.store(chosenStore()) }
    }

    /// The snapshot that a word means: what the store calls so, or `@WHEN` for production at a moment.
    func snapshot(_ name: String, of store: Store) throws(Failure) -> Snapshot {
        guard let moment = try moment(name) else {
            return try attempt { () throws(CoreError) in try store.snapshot(named: name) }
        }
        return try attempt { () throws(CoreError) in
            guard let id = try store.entry(at: moment)?.to else {
                let first = try store.journal().last?.entry.clock ?? now
                throw .beforeFirst(asked: moment, first: first)
            }
            return try store.repository.snapshot(id)
        }
    }

    /// The same, with nothing where the word leads to no snapshot.
    func snapshotIfAny(_ name: String, of store: Store) throws(Failure) -> Snapshot? {
        if try moment(name) != nil { return try snapshot(name, of: store) }
        do { return try store.snapshot(named: name) } catch {
            if case .unknownSnapshot = error { return nil }
            throw Failure(error, in: self)
        }
    }

    /// The moment that `@WHEN` names; nothing for a word of another form.
    private func moment(_ name: String) throws(Failure) -> Int64? {
        guard name.hasPrefix("@"), name.count > 1, !name.hasPrefix("@{") else { return nil }
        let words = String(name.dropFirst())
        let isCount = words.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return try When.resolve(isCount ? name : words, in: self)
    }

    private var now: Int64 { clock.now().seconds }
}
