public import Guardrails
internal import MemoryDiff
internal import ReverieCore

/// The built-in engine: needs no network and no model, only ever folds, notes, prunes and quotes.
///
/// Nothing is invented: what it writes are the words of an item or of a session, a note of what an older value was,
/// and headings of its own. An item in which a guardrail stands never changes, and goes only
/// where its very words stand beside it.
public struct Consolidate: DreamEngine {
    /// The check of a policy, by which it judges itself before anybody else does.
    private let check: @Sendable (Policy) -> Check

    /// How much it takes before it acts.
    public struct Limits: Sendable, Hashable {
        /// Number of memories directly in a folder from which they are grouped by theme.
        public var memoriesPerFolder = 200
        /// Number of memories of one theme that make a folder.
        public var memoriesPerTheme = 5
        /// Number of sessions that must agree.
        public var sessionsPerInsight = 2
        /// Largest number of insights of a kind that one dream adds.
        public var insightsPerKind = 20

        /// The limits for everybody.
        public init() {}
    }

    /// How much it takes before it acts.
    public var limits = Limits()

    /// The path of the memory to which insights go.
    public static let insightPath = "insights/recurring.md"

    /// Makes the engine; `check` is the one that will judge its proposals under a policy.
    public init(check: @escaping @Sendable (Policy) -> Check) {
        self.check = check
    }

    /// The name under which its proposals are known.
    public var name: String { "consolidate" }
    /// Always: nothing in it is left to chance.
    public var isRepeatable: Bool { true }

    /// Number of times that it goes back behind what its own check refused.
    private static let attempts = 6

    /// The proposal.
    ///
    /// Throws ``EngineError/instructions(_:)``, the errors of ``TranscriptReader``, and
    /// ``EngineError/guardrailAtRisk(path:)`` when a limit could not be kept whatever was left alone.
    public func dream(_ material: DreamMaterial) throws(EngineError) -> DreamProposal {
        let scope = try DreamScope(material.instructions)
        let record = try SessionRecordings(material.transcripts)
        let check = self.check(material.policy)
        var frozen: Set<String> = []
        for protection in material.policy.protections {
            if case .path(let pattern) = protection.subject {
                frozen.formUnion(material.memories.map(\.path).filter(pattern.matches))
            }
        }
        for _ in 0..<Self.attempts {
            let proposal = propose(material, record, scope: scope, frozen: frozen, check: check)
            let risks = self.risks(of: proposal, to: material, check: check)
            if risks.isEmpty { return bounded(proposal) }
            frozen.formUnion(risks)
        }
        let untouched = DreamProposal(memories: material.memories)
        if let path = risks(of: untouched, to: material, check: check).first {
            throw .guardrailAtRisk(path: path)
        }
        return untouched
    }

    /// The largest number of origins that a commit carries.
    private static let mostEvidence = 10_000

    /// A proposal whose evidence fits into a commit; what sessions say comes first, for only that cannot be seen by
    /// comparing the stores.
    private func bounded(_ proposal: DreamProposal) -> DreamProposal {
        guard proposal.evidence.count > Self.mostEvidence else { return proposal }
        let said = proposal.evidence.filter { !$0.sessions.isEmpty }
        let rest = proposal.evidence.filter(\.sessions.isEmpty)
        return DreamProposal(
            memories: proposal.memories,
            evidence: Array((said + rest).prefix(Self.mostEvidence)))
    }

    private func propose(
        _ material: DreamMaterial, _ record: SessionRecordings, scope: DreamScope,
        frozen: Set<String>, check: Check
    ) -> DreamProposal {
        var draft = Draft(
            material.memories, scope: scope, frozen: frozen, extractor: check.extractor)
        if scope.includes(.duplicates) { Folds.apply(to: &draft) }
        if scope.includes(.contradictions) { Contradictions.apply(record, to: &draft) }
        if scope.includes(.stale) { StaleReferences.apply(record, to: &draft) }
        if !frozen.contains(Self.insightPath), scope.covers(path: Self.insightPath) {
            Recurrences(limits: limits).apply(record, scope: scope, to: &draft)
        }
        if scope.includes(.themes) {
            Themes(limits: limits).apply(scope: scope, frozen: frozen, to: &draft)
        }
        return draft.proposal(insights: Self.insightPath)
    }

    /// The memories that must be left alone for the check to find nothing lost.
    private func risks(
        of proposal: DreamProposal, to material: DreamMaterial, check: Check
    ) -> Set<String> {
        let old = Dictionary(material.memories.map { ($0.path, $0.content) }) { first, _ in first }
        let new = Dictionary(proposal.memories.map { ($0.path, $0.content) }) { first, _ in first }
        let changedOld = material.memories.filter { new[$0.path] != $0.content }
        let changedNew = proposal.memories.filter { old[$0.path] != $0.content }
        guard !changedOld.isEmpty || !changedNew.isEmpty else { return [] }
        let unchanged = material.memories.filter { new[$0.path] == $0.content }
        let verdict = check.verdict(
            changedBase: changedOld, changedResult: changedNew,
            unchanged: StoreIndex(unchanged.map(check.extractor.profile)))
        var paths: Set<String> = []
        for violation in verdict.violations where violation.rule != .protectedSuperseded {
            let places = ([violation.stood].compactMap { $0 } + violation.stands).map(\.path)
            // What stood there before is not this dream's doing.
            paths.formUnion(places.filter { old[$0] != new[$0] })
        }
        return paths
    }
}
