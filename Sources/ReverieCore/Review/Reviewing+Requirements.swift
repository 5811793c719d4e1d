internal import Guardrails
internal import MemoryDiff

extension Reviewing {
    /// What a merge asks for, each with what is missing.
    func requirements(
        _ comparison: StoreComparison, _ state: ReviewState, _ approvals: [ApprovalStanding],
        _ preview: MergeOutlook?, _ policy: Policy, inseparable: [String]
    ) -> [Requirement] {
        let need = policy.approvals.required
        let have = approvals.count(where: \.counts)
        let objections = state.stances.filter { $0.kind != .approve }.map(\.actor)
        let blocking = preview?.violations.filter(\.blocks) ?? []
        let conflicts = preview?.conflicts.map(\.path) ?? []
        let names = comparison.report.changes.map(\.id)
        let deferred = names.filter { state.decisions[$0]?.decision.verdict == .defer }
        let contradicting = names.filter { state.contradictions[$0] != nil } + inseparable
        let isUndecided = !deferred.isEmpty || !contradicting.isEmpty
        let decided = Array(state.decisions.values) + state.contradictions.values.joined()
        let doubtful = decided.compactMap { decided in
            state.unproven[decided.entryID].map { (decided.actor, $0) }
        }
        return [
            Requirement(
                name: .approvals, isRequired: need > 0,
                lack: have < need ? .approvals(have: have, need: need) : nil),
            Requirement(
                name: .noObjection, isRequired: need > 0,
                lack: objections.isEmpty ? nil : .objections(objections)),
            Requirement(
                name: .check, isRequired: true,
                lack: blocking.isEmpty ? nil : .violations(blocking)),
            Requirement(
                name: .freshBase, isRequired: true,
                lack: conflicts.isEmpty ? nil : .conflicts(conflicts)),
            Requirement(
                name: .signatures, isRequired: policy.approvals.areSigned,
                lack: doubtful.isEmpty
                    ? nil : .unproven(Dictionary(doubtful) { first, _ in first })),
            Requirement(
                name: .decisions, isRequired: true,
                lack: isUndecided
                    ? .undecided(deferred: deferred, contradicting: contradicting) : nil),
        ]
    }
}
