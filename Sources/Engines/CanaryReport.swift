public import Guardrails
public import MemoryDiff

/// What a proposal made of the policy's canary sessions: sessions of which it is known what they must leave behind.
public struct CanaryReport: Sendable, Hashable {
    /// How a proposal failed a canary.
    public enum Failure: String, Sendable, Hashable, CaseIterable {
        /// No memory says what had to be remembered.
        case notRemembered = "not-remembered"
        /// A memory says what had to be forgotten.
        case notForgotten = "not-forgotten"
        /// What had to stand word for word stands in other words, or nowhere.
        case notVerbatim = "not-verbatim"
    }

    /// One failure.
    public struct Finding: Sendable, Hashable {
        /// The canary.
        public let canary: String
        /// How it failed.
        public let failure: Failure
        /// The sentence concerned.
        public let sentence: String
    }

    /// Number of canaries.
    public let count: Int
    /// What failed, in the policy's order.
    public let findings: [Finding]

    /// The transcript by which a canary travels with the others.
    public static func transcript(of canary: Canary) -> Transcript {
        Transcript(session: "canary-" + canary.id, fileName: "canary-" + canary.id + ".md") {
            Array(("## User\n\n" + canary.session + "\n").utf8)
        }
    }

    /// Looks for what canaries must leave behind.
    ///
    /// A memory says a sentence when one of its items has all its words, in order, in any wording that counts as the
    /// same for a fold.
    public init(_ canaries: [Canary], in memories: [Memory]) {
        count = canaries.count
        guard !canaries.isEmpty else {
            findings = []
            return
        }
        let texts = memories.map { String(decoding: $0.content, as: UTF8.self) }
        let said = memories.flatMap(ItemParser.items(of:)).map { " \(Statement($0.text).key) " }
        var findings: [Finding] = []
        for canary in canaries {
            func isSaid(_ sentence: String) -> Bool {
                let key = " \(Statement(sentence).key) "
                return said.contains { $0.contains(key) }
            }
            for sentence in canary.remembered where !isSaid(sentence) {
                findings.append(
                    Finding(canary: canary.id, failure: .notRemembered, sentence: sentence))
            }
            for sentence in canary.forgotten where isSaid(sentence) {
                findings.append(
                    Finding(canary: canary.id, failure: .notForgotten, sentence: sentence))
            }
            for sentence in canary.verbatim where !texts.contains(where: { $0.contains(sentence) })
            {
                findings.append(
                    Finding(canary: canary.id, failure: .notVerbatim, sentence: sentence))
            }
        }
        self.findings = findings
    }
}
