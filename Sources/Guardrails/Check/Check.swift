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
        let change = change(from: changedBase, to: changedResult)
        return verdict(
            on: change, unchanged: StoreSummary(unchanged.profiles), texts: { unchanged })
    }

    /// What a move changes, read once for the verdict and for the summary after it.
    public func change(from base: [Memory], to result: [Memory]) -> StoreChange {
        StoreChange(base: base, result: result, extractor: extractor)
    }

    /// The verdict on what a move changes, where the whole store is only looked at when it has to be.
    ///
    /// A change that loses no guardrail, touches nothing protected and contradicts nothing is judged by the
    /// summary alone; otherwise `texts` is asked for, once.
    ///
    /// - Parameters:
    ///   - change: What the move changes.
    ///   - unchanged: The summary of all memories that stay as they are.
    ///   - texts: The index of the same memories.
    public func verdict<Problem: Error>(
        on change: StoreChange, unchanged: StoreSummary, texts: () throws(Problem) -> StoreIndex
    ) throws(Problem) -> Verdict {
        var quick = CheckRun(check: self, change: change, summary: unchanged, index: nil)
        let verdict = quick.verdict()
        guard quick.needsIndex else { return verdict }
        var full = CheckRun(check: self, change: change, summary: unchanged, index: try texts())
        return full.verdict()
    }
}

/// The memories that a move changes, as they were and as they shall be, with their profiles.
public struct StoreChange: Sendable {
    /// Sorted by path.
    let base: [Memory]
    let result: [Memory]
    /// The profiles of the memories as they were.
    public let baseProfiles: [MemoryProfile]
    /// The profiles of the memories as they shall be.
    public let resultProfiles: [MemoryProfile]

    init(base: [Memory], result: [Memory], extractor: GuardrailExtractor) {
        self.base = base.sorted { $0.path < $1.path }
        self.result = result.sorted { $0.path < $1.path }
        baseProfiles = self.base.map(extractor.profile)
        resultProfiles = self.result.map(extractor.profile)
    }
}
