public import Guardrails
public import MemoryDiff

/// A dream that read the policy's canaries, without what came of them.
public struct DreamRehearsal: Sendable {
    /// What is proposed.
    public let proposal: DreamProposal
    /// Names of the canaries that the engine read.
    public let read: [String]
    /// The store as the engine wrote it with the canaries' sessions; nil where it is the proposal.
    public let output: [Memory]?
    /// What came of canaries and was left out of the proposal, where one dream had to serve for both.
    public let leftOut: [CanaryContent]

    /// Lets an engine dream with the policy's canaries.
    ///
    /// An engine that answers the same question in the same way is asked twice, with and without them. Of another
    /// one the changes in which a canary is heard again are refused, as a reviewer would refuse them.
    public init(
        _ engine: any DreamEngine, _ material: DreamMaterial, check: Check
    ) throws(EngineError) {
        let canaries = material.policy.canaries
        guard !canaries.isEmpty else {
            proposal = try engine.dream(material)
            (read, output, leftOut) = ([], nil, [])
            return
        }
        read = canaries.map(\.id)
        var full = material
        full.transcripts += canaries.map(CanarySession.transcript(of:))
        let trial = try engine.dream(full)
        let told: [Memory]
        if engine.isRepeatable {
            proposal = try engine.dream(material)
            leftOut = []
            told = proposal.memories
        } else {
            (told, leftOut) = Self.removing(
                from: trial.memories, over: material.memories, by: check)
            proposal = DreamProposal(memories: told, evidence: trial.evidence)
        }
        output = Self.isEqual(told, trial.memories) ? nil : trial.memories
    }

    /// The same for a store that somebody dreamt elsewhere with the canaries' sessions.
    public init(of memories: [Memory], over base: [Memory], check: Check) {
        let told: [Memory]
        (told, leftOut) = Self.removing(from: memories, over: base, by: check)
        proposal = DreamProposal(memories: told)
        read = check.policy.canaries.map(\.id)
        output = Self.isEqual(told, memories) ? nil : memories
    }

    /// A proposal without the changes that say what only canaries say.
    private static func removing(
        from memories: [Memory], over base: [Memory], by check: Check
    ) -> ([Memory], [CanaryContent]) {
        let contents = check.canaryContents(from: base, to: memories, isWholeStore: true)
        guard !contents.isEmpty else { return (memories, []) }
        let report = Comparison.report(old: base, new: memories)
        var refused: [String: Selection.Decision] = [:]
        for change in report.changes {
            let isHeard = change.new.contains { item in
                contents.contains {
                    $0.standing.path == item.memoryPath && $0.standing.range.overlaps(item.range)
                }
            }
            if isHeard { refused[change.id] = .refuse }
        }
        while true {
            do throws(Selection.Inseparable) {
                let parts = try Selection.parts(
                    old: base, new: memories, changes: report.changes, decisions: refused)
                var result = Dictionary(memories.map { ($0.path, $0) }) { first, _ in first }
                for part in parts {
                    result[part.path] = part.content.map { Memory(path: part.path, content: $0) }
                }
                return (result.values.sorted { $0.path < $1.path }, contents)
            } catch {
                // What cannot be taken apart goes as a whole.
                let known = refused.count
                for change in error.changeIDs { refused[change] = .refuse }
                guard refused.count > known else { return (memories, []) }
            }
        }
    }

    private static func isEqual(_ one: [Memory], _ other: [Memory]) -> Bool {
        one.sorted { $0.path < $1.path } == other.sorted { $0.path < $1.path }
    }
}
