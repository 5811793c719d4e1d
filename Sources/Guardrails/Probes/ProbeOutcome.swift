public import MemoryDiff

/// What one store answers to one probe.
public struct ProbeOutcome: Sendable, Hashable {
    /// How an expectation is missed.
    public enum Miss: Sendable, Hashable {
        /// None of the answers that count says it.
        case unanswered(String)
        /// One of them says what none may say.
        case refused(String, Standing)
    }

    /// The answers that count, best first.
    public let answers: [ItemRanking.Match]
    /// Place of the first answer, from 1, that says something expected; nil where none does or nothing is expected.
    public let rank: Int?
    /// What is missed, in the probe's order.
    public let misses: [Miss]

    /// Asks a store.
    public init(_ probe: Probe, in ranking: ItemRanking) {
        let answers = ranking.best(for: probe.question, limit: probe.depth)
        self.answers = answers
        func says(_ item: Item, _ text: String) -> Bool {
            let wanted = GuardrailExtractor.normalised(text)
            return !wanted.isEmpty
                && " \(GuardrailExtractor.normalised(item.text)) ".contains(" \(wanted) ")
        }
        let here = answers.map { match in
            probe.places.isEmpty || probe.places.contains { $0.matches(match.item.memoryPath) }
        }
        var rank: Int?
        var misses: [Miss] = []
        for text in probe.answers {
            let place = answers.indices.first { here[$0] && says(answers[$0].item, text) }
            if let place {
                rank = min(rank ?? .max, place + 1)
            } else {
                misses.append(.unanswered(text))
            }
        }
        if probe.answers.isEmpty, !probe.places.isEmpty {
            if let place = here.firstIndex(of: true) {
                rank = place + 1
            } else {
                misses.append(.unanswered(""))
            }
        }
        for text in probe.refused {
            guard let item = answers.map(\.item).first(where: { says($0, text) }) else { continue }
            misses.append(
                .refused(
                    text, Standing(path: item.memoryPath, range: item.range, text: item.text)))
        }
        self.rank = rank
        self.misses = misses
    }
}
