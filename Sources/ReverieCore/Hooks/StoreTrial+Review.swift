internal import Git
internal import Guardrails

extension StoreTrial {
    /// Words of reviewers are only added to; they go with the dream that they are about.
    mutating func judgeReview(_ change: Proposed) throws(CoreError) {
        guard let new = change.new else {
            if change.old != nil { refuse(change.name, .reviewBackwards) }
            return
        }
        guard (try? repository.snapshot(new)) != nil else {
            return refuse(change.name, .unreadable(new))
        }
        if let old = change.old, try !history(of: new, includes: old) {
            refuse(change.name, .reviewBackwards)
        }
    }

    /// Judges whether a merge had the approvals that it needed, by what the journal said before it, and is what they
    /// were given for.
    mutating func judgeApproval(_ move: JournalRecord, result: ObjectID) throws(CoreError) {
        let entry = move.entry
        guard entry.kind == .merge, let id = entry.dream, let from = entry.from, let to = entry.to
        else { return }
        let policies = try policies(for: entry)
        guard policies.allSatisfy({ $0.policy.approvals.required > 0 }) else { return }
        let name = store.references.production
        guard let headID = try repository.snapshot(to).parentIDs.dropFirst().first else {
            return refuse(name, .notAsApproved(operation: entry.operation, dream: id))
        }
        var lacking: [Requirement] = []
        for policy in policies {
            let reviewing = Reviewing(
                store: store, dream: try store.dream(id, headID: headID, states: [:]),
                until: move.entryID, otherProduction: try repository.snapshot(from),
                otherPolicy: policy)
            let review = try reviewing.review()
            lacking = review.lacking.filter {
                [.approvals, .noObjection, .signatures].contains($0.name)
            }
            guard lacking.isEmpty else { continue }
            var batch = try store.newBatch()
            var made: ObjectID?
            if let proposal = review.proposal {
                made = try? store.mergedTree(
                    proposal, into: reviewing.production(), resolutions: [:], batch: &batch
                ).tree
            }
            if made != result {
                refuse(name, .notAsApproved(operation: entry.operation, dream: id))
            }
            return
        }
        refuse(name, .unapproved(operation: entry.operation, dream: id, lacking: lacking))
    }
}
