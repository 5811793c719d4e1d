public import MemoryDiff

/// Judges a move from base to result under a policy: values in, one verdict out.
public struct Check: Sendable {
    /// The policy that judges.
    public let policy: Policy
    /// Reads guardrails off memories.
    public let extractor: GuardrailExtractor
    let scanner: SecretScanner
    let judge: RuleJudge

    /// Makes a check.
    ///
    /// - Parameters:
    ///   - policy: The policy of the target, never one that the proposal brings.
    ///   - extractor: Reads guardrails off memories.
    ///   - scanner: Finds secrets.
    public init(policy: Policy, extractor: GuardrailExtractor, scanner: SecretScanner) {
        self.policy = policy
        self.extractor = extractor
        self.scanner = scanner
        judge = RuleJudge(lexicon: extractor.lexicon)
    }

    /// The verdict on two whole stores; equal to that on their difference.
    public func verdict(base: [Memory], result: [Memory]) -> Verdict {
        let old = Dictionary(base.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(result.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let unchanged = old.values.filter { new[$0.path]?.content == $0.content }
        return verdict(
            changedBase: old.values.filter { new[$0.path]?.content != $0.content },
            changedResult: new.values.filter { old[$0.path]?.content != $0.content },
            unchanged: StoreIndex(unchanged.map(extractor.profile)))
    }

    /// The verdict on what a move changes.
    ///
    /// - Parameters:
    ///   - changedBase: Memories of the base that the result has not, or has with other bytes.
    ///   - changedResult: Memories of the result that the base has not, or has with other bytes.
    ///   - unchanged: Everything else.
    public func verdict(
        changedBase: [Memory], changedResult: [Memory], unchanged: StoreIndex
    ) -> Verdict {
        var run = CheckRun(
            check: self, base: changedBase.sorted { $0.path < $1.path },
            result: changedResult.sorted { $0.path < $1.path }, unchanged: unchanged)
        return run.verdict()
    }
}
