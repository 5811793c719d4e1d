internal import Git
internal import Guardrails

extension Store {
    /// Judges a move before anything of it is written.
    ///
    /// Throws ``CoreError/blocked(_:remaining:)`` when something blocks and is not overridden, and the errors of
    /// overrides that do not hold, and ``CoreError/checkRefused(_:)`` of the owner's own checks.
    func admit(_ move: Move, batch: borrowing ObjectBatch) throws(CoreError) -> (
        judged: Judged, after: StoreSummary
    ) {
        let policy = try policy()
        let base = try move.from.map { id throws(CoreError) in try repository.snapshot(id).treeID }
        let dream =
            try move.kind == .merge
            ? move.otherParents.first.map { id throws(CoreError) in try repository.snapshot(id) }
            : nil
        let changed = try changedMemories(from: base ?? .emptyTree, to: move.treeID, in: batch)
        var (judged, after) = try judge(
            old: changed.old, new: changed.new, base: base ?? .emptyTree, result: move.treeID,
            under: policy, merging: dream)
        judged.overrides = try granted(move.overrides, for: judged.verdict)
        let remaining = judged.verdict.remaining(after: judged.overrides)
        guard remaining.isEmpty else { throw .blocked(judged, remaining: remaining) }
        judged.overrides = try Self.journaled(judged.overrides)
        try repository.surroundings.ownChecks(
            ProposedMove(
                store: self, kind: move.kind, from: move.from, treeID: move.treeID,
                old: changed.old, new: changed.new))
        return (judged, after)
    }

    /// Most overrides that an entry of the journal lists one by one.
    static let overrideLimit = 50
    /// Longest reason of one override, in bytes; an entry of the journal has to stay readable.
    static let reasonLimit = 4000

    /// What the journal says of overrides: of very many only who let all pass, and why.
    static func journaled(_ overrides: [Override]) throws(CoreError) -> [Override] {
        guard overrides.count > overrideLimit else { return overrides }
        var summed: [Override] = []
        for override in overrides {
            let all = Override(
                violationID: RequestedOverride.all, reason: override.reason, owner: override.owner)
            if !summed.contains(all) { summed.append(all) }
        }
        guard summed.count <= overrideLimit else { throw .invalidMessage }
        return summed
    }

    /// The overrides that hold, one for each violation, in the order of the violations.
    func granted(_ requests: [RequestedOverride], for verdict: Verdict) throws(CoreError)
        -> [Override]
    {
        guard !requests.isEmpty else { return [] }
        let actor = repository.surroundings.actor
        guard actor.kind == .person else { throw .notAPerson(actor.kind) }
        try requireSigningKey()
        let blocking = verdict.violations.filter(\.blocks)
        var reasons: [String: String] = [:]
        for request in requests {
            guard let reason = try Provenance.checked(request.reason),
                reason.contains(where: { !$0.isWhitespace })
            else { throw .overrideWithoutReason(id: request.violationID) }
            guard reason.utf8.count <= Self.reasonLimit else { throw .invalidMessage }
            let named = blocking.filter {
                request.violationID == RequestedOverride.all || $0.id == request.violationID
            }
            guard !named.isEmpty || request.violationID == RequestedOverride.all else {
                throw .unknownOverride(id: request.violationID, blocking: blocking)
            }
            for violation in named where reasons[violation.id] == nil {
                reasons[violation.id] = reason
            }
        }
        var granted: [Override] = []
        var known: Set<String> = []
        for violation in blocking {
            guard let reason = reasons[violation.id] else { continue }
            let owner = try actor.owner(of: violation.id, among: violation.owners)
            guard known.insert(violation.id).inserted else { continue }
            granted.append(Override(violationID: violation.id, reason: reason, owner: owner))
        }
        return granted
    }
}

extension Actor {
    /// The name under which the actor may decide; anyone may where nobody is listed.
    func owner(of id: String, among owners: [String]) throws(CoreError) -> String {
        if owners.isEmpty { return email }
        guard let owner = owners.first(where: { $0 == email || $0 == name }) else {
            throw .notAnOwner(id: id, owners: owners, actor: self)
        }
        return owner
    }
}
