public import MemoryDiff

extension Check {
    /// The expectations of the policy's canaries that a store does not meet, in the policy's order.
    ///
    /// Says nothing about a store made without the canaries' sessions.
    public func canaryFailures(in store: [Memory]) -> [CanaryFailure] {
        guard !policy.canaries.isEmpty else { return [] }
        let entries = store.sorted { $0.path < $1.path }.flatMap { memory in
            ItemParser.items(of: memory).map {
                TextIndex.Entry(text: $0.text, path: memory.path, range: $0.range)
            }
        }
        let index = TextIndex(entries)
        return policy.canaries.flatMap { canary in
            canary.remembered.compactMap { failure(.remember, $0, canary, index) }
                + canary.forgotten.compactMap { failure(.forget, $0, canary, index) }
                + canary.verbatim.compactMap { text in
                    let wanted = GuardrailExtractor.normalised(text)
                    let stands = entries.contains {
                        (" " + GuardrailExtractor.normalised($0.text) + " ").contains(
                            " " + wanted + " ")
                    }
                    return stands
                        ? nil
                        : CanaryFailure(
                            canaryID: canary.id, expectation: .verbatim, text: text, found: nil)
                }
        }
    }

    private func failure(
        _ expectation: CanaryFailure.Expectation, _ text: String, _ canary: Canary,
        _ index: TextIndex
    ) -> CanaryFailure? {
        let nearest = index.nearest(to: text, limit: CheckRun.candidateLimit).sorted()
            .map { index.entries[$0] }
        let judgement = judge.judge(text, among: nearest.map(\.text), isDeclared: true)
        guard judgement.fate.isLoss == (expectation == .remember) else { return nil }
        let found = judgement.counterparts.first.map {
            Standing(path: nearest[$0].path, range: nearest[$0].range, text: nearest[$0].text)
        }
        return CanaryFailure(
            canaryID: canary.id, expectation: expectation, text: text, found: found)
    }
}
