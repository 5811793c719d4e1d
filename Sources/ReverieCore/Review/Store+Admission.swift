internal import Git
public import Guardrails
public import MemoryDiff

/// Why the policy leaves a merge to people.
public enum QueueReason: Sendable, Hashable {
    /// It merges nothing by itself.
    case notEnabled
    /// The dream is merged already, was taken back, or is on hold.
    case notOpen(Dream.State)
    /// The newest rules were put there by no person that the journal knows.
    case policyUnreviewed
    /// More changes than it takes.
    case tooMany(changes: Int, most: Int)
    /// A change of higher risk than it takes, by name.
    case tooRisky(change: String, risk: Risk)
    /// Items without a successor.
    case pruned(items: Int, most: Int)
    /// Changes of guardrails, by name.
    case guardrails([String])
    /// The rules find something, though it may not block.
    case violations([Violation])
    /// Production moved so often since the dream read it; nil: it never read it.
    case staleBase(moves: Int?)
    /// What every merge needs.
    case lacking([Requirement])
    /// Somebody objects.
    case objections([Actor])
}

extension Store {
    /// What of a dream the decisions leave, where they can be carried out.
    func decidedProposal(_ dream: Dream) throws(CoreError) -> Proposal {
        let state = try reviewState(of: dream)
        guard !state.decisions.isEmpty else { return try wholeProposal(dream) }
        return try proposal(dream, deciding: state, in: changes(of: dream))
    }

    /// What of a dream may be merged now.
    ///
    /// Throws ``CoreError/lacking(dream:_:)`` and, for an automatic merge, ``CoreError/queued(dream:_:)``.
    func admitted(_ dream: Dream, extent: MergeExtent) throws(CoreError) -> Proposal {
        let actor = repository.surroundings.actor
        guard actor.kind != .agent || extent == .automatic else { throw .notAPerson(actor.kind) }
        if extent == .automatic {
            let reasons = try queueReasons(dream.id)
            guard reasons.isEmpty else { throw .queued(dream: dream.id, reasons) }
        }
        let state = try reviewState(of: dream)
        let isReviewed = !state.decisions.isEmpty || !state.contradictions.isEmpty
        let needsApproval = try policy().policy.approvals.required > 0
        guard needsApproval || isReviewed else { return try wholeProposal(dream) }
        let review = try Reviewing(store: self, dream: dream).review()
        // Conflicts and violations have refusals of their own, which resolutions and overrides answer.
        let lacking = review.lacking.filter {
            switch $0.name {
            case .approvals, .noObjection, .signatures: true
            case .decisions: extent != .all
            case .check, .freshBase: false
            }
        }
        guard lacking.isEmpty else { throw .lacking(dream: dream.id, lacking) }
        if extent == .all, needsApproval, review.proposal?.isWhole != true {
            // People agreed to what was decided, and to nothing else.
            let need = try policy().policy.approvals.required
            throw .lacking(
                dream: dream.id,
                [
                    Requirement(
                        name: .approvals, isRequired: true, lack: .approvals(have: 0, need: need))
                ])
        }
        if extent == .all || !isReviewed { return try wholeProposal(dream) }
        if let proposal = review.proposal { return proposal }
        return try proposal(dream, deciding: state, in: review.comparison)
    }

    /// Why the policy does not merge a dream by itself; none when it does.
    public func queueReasons(_ id: String) throws(CoreError) -> [QueueReason] {
        let rules = try policy()
        let limits = rules.policy.autoMerge
        guard limits.isEnabled else { return [.notEnabled] }
        let dream = try dream(id)
        guard dream.state == .open else { return [.notOpen(dream.state)] }
        let review = try Reviewing(store: self, dream: dream).review()
        var reasons: [QueueReason] = []
        if try !isReviewed(rules) { reasons.append(.policyUnreviewed) }
        let changes = review.comparison.report.changes
        if changes.count > limits.mostChanges {
            reasons.append(.tooMany(changes: changes.count, most: limits.mostChanges))
        }
        let highest: Risk =
            switch limits.highestRisk {
            case .low: .low
            case .medium: .medium
            case .high: .high
            }
        if let worst = changes.max(by: { $0.risk < $1.risk }), worst.risk > highest {
            reasons.append(.tooRisky(change: worst.id, risk: worst.risk))
        }
        let pruned = changes.reduce(0) { count, change in
            count + (change.kind == .pruned ? change.old.count : 0)
        }
        if pruned > limits.mostPruned {
            reasons.append(.pruned(items: pruned, most: limits.mostPruned))
        }
        let guardrails = changes.filter {
            $0.memoryKind == .guardrail && $0.kind != .added && $0.kind != .moved
        }
        if !guardrails.isEmpty { reasons.append(.guardrails(guardrails.map(\.id))) }
        if dream.baseID != (try production()) {
            reasons.append(.staleBase(moves: review.distance))
        }
        let judged = try judgeMerge(dream: id, under: rules)
        if !judged.verdict.violations.isEmpty {
            reasons.append(.violations(judged.verdict.violations))
        }
        let objections = review.state.stances.filter { $0.kind != .approve }.map(\.actor)
        if !objections.isEmpty { reasons.append(.objections(objections)) }
        let lacking = review.lacking.filter { $0.name != .check && $0.name != .freshBase }
        if !lacking.isEmpty { reasons.append(.lacking(lacking)) }
        return reasons
    }

    /// Whether a person whom the journal knows put the rules there.
    private func isReviewed(_ rules: AppliedPolicy) throws(CoreError) -> Bool {
        guard let commitID = rules.commitID else { return true }
        var journal = try Journal(head: journalHead(), in: repository)
        while let record = try journal.next() {
            let entry = record.entry
            guard entry.kind == .policy else { continue }
            guard entry.policy == commitID, entry.actor.kind == .person else { return false }
            return try isProven(record, under: rules)
        }
        return false
    }
}

extension Move {
    /// Says in the message and in the journal what of a dream was not taken as it was proposed.
    mutating func leave(_ proposal: Proposal, of dream: Dream) {
        guard !proposal.isWhole else { return }
        var lines: [String] = []
        if !proposal.leftOut.isEmpty {
            lines.append("Left out: " + proposal.leftOut.joined(separator: " "))
        }
        if !proposal.edited.isEmpty {
            lines.append("Edited: " + proposal.edited.joined(separator: " "))
        }
        message = ([message].compactMap(\.self) + [lines.joined(separator: "\n")])
            .joined(separator: "\n\n")
        var event = ReviewEvent(head: dream.head.snapshotID)
        event.decisions =
            proposal.leftOut.map { ReviewEvent.Decision(change: $0, verdict: .refuse) }
        event.changes = proposal.edited
        review = event
    }
}
