internal import Git
internal import Guardrails
public import MemoryDiff

extension Store {
    /// A dream with everything that a reviewer needs to know; reads only.
    public func review(of id: String) throws(CoreError) -> Review {
        try Reviewing(store: self, dream: dream(id)).review()
    }

    /// The approvals of a dream with what each is worth now, oldest first.
    public func approvals(of id: String) throws(CoreError) -> [ApprovalStanding] {
        try review(of: id).approvals
    }

    /// The changes that a dream gained and lost since somebody approved it last, by name; nil when nobody did.
    public func changesSinceApproval(_ review: Review) throws(CoreError) -> (
        came: [String], went: [Change]
    )? {
        guard let last = review.approvals.last else { return nil }
        let before = try Reviewing(store: self, dream: review.dream).changes(at: last.said.event)
        let known = Set(before.map(\.id))
        let present = Set(review.comparison.report.changes.map(\.id))
        let decided = try ReviewState(
            reviewRecords(of: review.dream.id, from: last.said.entryID), of: review.dream.id)
        let redecided = Set(review.state.differences(from: decided))
        return (
            review.comparison.report.changes.map(\.id).filter {
                !known.contains($0) || redecided.contains($0)
            },
            before.filter { !present.contains($0.id) }
        )
    }
}

/// What of a merge depends on production as it is now.
struct MergeOutlook {
    /// Digest of what the rules find in the dream's changes; nil where there are conflicts.
    var check: String?
    var violations: [Violation] = []
    var conflicts: [Conflict] = []
}

/// Measures one dream against production, the rules and what was said.
struct Reviewing {
    let store: Store
    let dream: Dream
    /// The journal's entry up to which things were said; nil: the newest.
    var until: ObjectID?
    /// Production, where another one than that of now is meant.
    var otherProduction: Snapshot?
    /// The rules, where others than those of now are meant.
    var otherPolicy: AppliedPolicy?

    func production() throws(CoreError) -> Snapshot {
        if let otherProduction { return otherProduction }
        return try store.productionSnapshot()
    }

    private func policy() throws(CoreError) -> AppliedPolicy {
        if let otherPolicy { return otherPolicy }
        return try store.policy()
    }

    func state(under rules: AppliedPolicy) throws(CoreError) -> ReviewState {
        let records = try store.reviewRecords(of: dream.id, from: until)
        guard rules.policy.approvals.areSigned else { return ReviewState(records, of: dream.id) }
        let signers = try store.signers(at: rules.commitID)
        var unproven: [ObjectID: SSHKeygen.Finding] = [:]
        for record in records where record.entry.dream == dream.id && record.entry.review != nil {
            let finding = try store.signature(
                of: record.entryID, by: record.entry.actor, at: record.entry.clock,
                signers: signers)
            if finding != .good { unproven[record.entryID] = finding }
        }
        return ReviewState(records, of: dream.id, unproven: unproven)
    }

    func review() throws(CoreError) -> Review {
        let comparison = try store.changes(of: dream)
        let policy = try policy()
        let state = try state(under: policy)
        let production = try production()
        var proposal: Proposal?
        var inseparable: [String] = []
        do throws(CoreError) {
            proposal = try store.proposal(dream, deciding: state, in: comparison)
        } catch .inseparable(_, let changes) { inseparable = changes }
        let preview = try proposal.map { proposal throws(CoreError) in
            try self.preview(proposal, into: production, under: policy)
        }
        var standings: [ApprovalStanding] = []
        for said in state.stances where said.kind == .approve {
            standings.append(
                ApprovalStanding(
                    said: said,
                    outdated: try outdated(
                        said, by: state, comparison, preview, policy: policy.commitID,
                        production: production),
                    discount: discount(said, state, policy.policy)))
        }
        return Review(
            dream: dream, comparison: comparison, state: state, approvals: standings,
            requirements: requirements(
                comparison, state, standings, preview, policy.policy, inseparable: inseparable),
            proposal: proposal,
            distance: try dream.baseID.flatMap { id throws(CoreError) in
                try store.distance(from: id)
            }, blocked: Self.blocked(comparison.report.changes, by: preview?.violations ?? []))
    }

    /// The changes that blocking violations are about: those that take the words away, or bring them.
    private static func blocked(_ changes: [Change], by violations: [Violation]) -> [String] {
        let blocking = violations.filter(\.blocks)
        guard !blocking.isEmpty else { return [] }
        let stood = blocking.compactMap(\.stood)
        let stands = blocking.filter { $0.stood == nil }.flatMap(\.stands)
        func holds(_ items: [Item], _ standings: [Standing]) -> Bool {
            // By words: production, which the rules look at, may have moved on from what the dream read.
            items.contains { item in
                standings.contains { standing in
                    standing.path == item.memoryPath && !standing.text.isEmpty
                        && (item.text.contains(standing.text) || standing.text.contains(item.text))
                }
            }
        }
        return changes.filter { holds($0.old, stood) || holds($0.new, stands) }.map(\.id)
    }

    /// What an approval given now is given for.
    func binding() throws(CoreError) -> ReviewEvent.Binding {
        let policy = try policy()
        let state = try state(under: policy)
        let production = try production()
        let proposal = try store.proposal(dream, deciding: state, in: store.changes(of: dream))
        let preview = try preview(proposal, into: production, under: policy)
        guard preview.conflicts.isEmpty else {
            throw .conflicts(preview.conflicts, production: production.snapshotID)
        }
        return ReviewEvent.Binding(
            fork: dream.baseID, production: production.snapshotID,
            decisions: Digest.sha256(state.canonicalBytes), policy: policy.commitID,
            check: preview.check)
    }

    private func preview(
        _ proposal: Proposal, into production: Snapshot, under policy: AppliedPolicy
    ) throws(CoreError) -> MergeOutlook {
        var batch = try store.newBatch()
        let merged: (tree: ObjectID, edits: [PathEdit])
        do throws(CoreError) {
            merged = try store.mergedTree(
                proposal, into: production, resolutions: [:], batch: &batch)
        } catch .conflicts(let conflicts, _) { return MergeOutlook(conflicts: conflicts) }
        let verdict = try store.verdict(
            from: production.treeID, to: merged.tree, in: batch, under: policy,
            merging: dream.head
        ).verdict
        // Not the whole verdict, which names trees and places: those move with production.
        var bytes: [UInt8] = []
        for violation in verdict.violations.map({ "\($0.id) \($0.rule) \($0.blocks)\n" }).sorted() {
            bytes += violation.utf8
        }
        return MergeOutlook(check: Digest.sha256(bytes), violations: verdict.violations)
    }

    // MARK: Approvals

    private func outdated(
        _ said: ReviewState.Said, by state: ReviewState, _ comparison: StoreComparison,
        _ preview: MergeOutlook?, policy: ObjectID?, production: Snapshot
    ) throws(CoreError) -> [Outdated] {
        guard let binding = said.event.binding else { return [.verdictChanged] }
        var reasons: [Outdated] = []
        if said.event.head != dream.head.snapshotID {
            let before = Set(try changes(at: said.event).map(\.id))
            let now = Set(comparison.report.changes.map(\.id))
            reasons.append(
                .dreamChanged(
                    from: said.event.head,
                    came: comparison.report.changes.map(\.id).filter { !before.contains($0) },
                    went: before.subtracting(now).sorted()))
        }
        if binding.fork != dream.baseID { reasons.append(.forkChanged) }
        if binding.decisions != Digest.sha256(state.canonicalBytes) {
            let then = ReviewState(
                try store.reviewRecords(of: dream.id, from: said.entryID), of: dream.id)
            reasons.append(.decisionsChanged(state.differences(from: then)))
        }
        if binding.policy != policy { reasons.append(.policyChanged) }
        guard let preview else { return reasons }
        guard preview.conflicts.isEmpty else {
            return reasons + [.conflicts(preview.conflicts.map(\.path))]
        }
        let touched = try touchedPaths(since: binding.production, now: production, comparison)
        if !touched.isEmpty { reasons.append(.touched(touched)) }
        let isSame = reasons.isEmpty || reasons == [.touched(touched)]
        if isSame, binding.check != preview.check { reasons.append(.verdictChanged) }
        return reasons
    }

    /// The changes that an event was about.
    func changes(at event: ReviewEvent) throws(CoreError) -> [Change] {
        let head = try store.repository.snapshot(event.head)
        let baseID = event.binding?.fork ?? dream.baseID
        let base = try baseID.map { id throws(CoreError) in
            try store.repository.snapshot(id).treeID
        }
        return try store.repository.comparison(from: base ?? .emptyTree, to: head.treeID)
            .report.changes
    }

    private struct Place: Hashable {
        let path: String
        let text: String
    }

    /// Memories in which production changed an item that the dream changes.
    private func touchedPaths(
        since before: ObjectID, now production: Snapshot, _ comparison: StoreComparison
    ) throws(CoreError) -> [String] {
        guard before != production.snapshotID else { return [] }
        let items = comparison.report.changes.flatMap(\.old)
        let places = Set(items.map { Place(path: $0.memoryPath, text: $0.text) })
        let paths = Set(comparison.report.changes.flatMap { $0.old + $0.new }.map(\.memoryPath))
        let (old, new) = try store.repository.changedMemories(
            from: store.repository.snapshot(before).treeID, to: production.treeID)
        let report = Comparison.report(
            old: old.filter { paths.contains($0.path) }, new: new.filter { paths.contains($0.path) }
        )
        let touched = report.changes.flatMap(\.old).filter {
            places.contains(Place(path: $0.memoryPath, text: $0.text))
        }
        return Set(touched.map(\.memoryPath)).sorted()
    }

    private func discount(
        _ said: ReviewState.Said, _ state: ReviewState, _ policy: Policy
    ) -> Discount? {
        if said.actor.kind != .person { return .program(said.actor.kind) }
        if let finding = state.unproven[said.entryID] { return .unproven(finding) }
        if said.actor.email == state.launcher?.email { return .launcher }
        let edited = state.decisions.filter {
            $0.value.decision.verdict == .edit && $0.value.actor.email == said.actor.email
        }
        if !edited.isEmpty { return .editor(edited.keys.sorted()) }
        let listed = policy.approvals.approvers
        let isListed =
            listed.isEmpty || listed.contains(said.actor.email) || listed.contains(said.actor.name)
        return isListed ? nil : .notListed
    }
}
