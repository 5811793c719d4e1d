public import Git
internal import Guardrails

/// Judges changes of references before they happen: the one judge behind every hook and `reverie pull`.
///
/// Only reads. What belongs to no store passes; so do dreams, whose contents alone are looked at.
public struct PushJudge {
    let repository: MemoryRepository
    /// What references count as naming before the changes, where that is not what they name.
    var present: [String: ObjectID?] = [:]

    /// A judge for a repository; opened inside a hook, it sees the objects that are in quarantine.
    public init(_ repository: MemoryRepository) { self.repository = repository }

    /// Everything that forbids these changes as one transaction, in a fixed order; empty when nothing does.
    ///
    /// Each change is compared with what its reference names now, whatever its old value says.
    public func refusals(for changes: [ReferenceChange]) throws(CoreError) -> [Refusal] {
        try judge(changes).refusals
    }

    /// The refusals, and the moves of production that passed, by store.
    public func judge(_ changes: [ReferenceChange]) throws(CoreError) -> (
        refusals: [Refusal], moves: [(store: StoreName, from: ObjectID?, to: ObjectID)]
    ) {
        var refusals: [Refusal] = []
        var moves: [(store: StoreName, from: ObjectID?, to: ObjectID)] = []
        var byStore: [StoreName: [Proposed]] = [:]
        var isRepositoryOurs: Bool?
        for change in changes {
            if change.name.hasPrefix("refs/replace/"), change.new != nil {
                if isRepositoryOurs == nil {
                    isRepositoryOurs = try !repository.stores().isEmpty
                }
                if isRepositoryOurs == true {
                    refusals.append(
                        Refusal(reference: change.name, store: nil, reason: .replacesObjects))
                }
            }
            guard let (store, role) = StoreReference.read(change.name) else { continue }
            let new = try peeled(change)
            let old = try present(change.name)
            guard old != new else { continue }
            byStore[store, default: []].append(
                Proposed(name: change.name, role: role, old: old, new: new))
        }
        for store in byStore.keys.sorted() {
            let proposed = (byStore[store] ?? []).sorted { $0.name < $1.name }
            guard
                var trial = try StoreTrial(
                    Store(name: store, repository: repository), proposed: proposed,
                    present: present)
            else { continue }
            try trial.run()
            refusals += trial.refusals
            if trial.refusals.isEmpty, let to = trial.productionAfter,
                to != trial.productionBefore
            {
                moves.append((store, trial.productionBefore, to))
            }
        }
        return (refusals, moves)
    }

    private func present(_ name: String) throws(CoreError) -> ObjectID? {
        if let known = present[name] { return known }
        do { return try repository.git.reference(name) } catch { throw .git(error) }
    }

    /// A tag with an object of its own stands for the commit behind it.
    private func peeled(_ change: ReferenceChange) throws(CoreError) -> ObjectID? {
        guard let new = change.new, change.name.hasPrefix("refs/tags/") else { return change.new }
        do { return try repository.git.commitID(named: new.description) ?? new } catch {
            throw .git(error)
        }
    }
}

/// One reference of a store, as it is and as it shall be.
struct Proposed {
    let name: String
    let role: StoreReference
    let old: ObjectID?
    let new: ObjectID?
}
