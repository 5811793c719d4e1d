public import MemoryDiff

extension Check {
    /// The expectations of the policy's canaries that a store does not meet, in the policy's order.
    ///
    /// A memory says a sentence when one of its items has its words in order, or says it in other words of the same
    /// force. Says nothing about a store made without the canaries' sessions.
    public func canaryFailures(in store: [Memory]) -> [CanaryFailure] {
        guard !policy.canaries.isEmpty else { return [] }
        let texts = CanaryTexts(store)
        return policy.canaries.flatMap { canary in
            canary.remembered.compactMap { text in
                let (said, nearest) = texts.standings(of: text, by: judge)
                return said.isEmpty ? canary.failure(.remember, text, nearest) : nil
            }
                + canary.forgotten.compactMap { text in
                    let said = texts.standings(of: text, by: judge).said
                    return said.isEmpty ? nil : canary.failure(.forget, text, said.first)
                }
                + canary.verbatim.compactMap { text in
                    texts.containing(text).isEmpty ? canary.failure(.verbatim, text, nil) : nil
                }
        }
    }

    /// Items of a proposal that say what only canaries say, in the order of paths and places.
    ///
    /// Counts what a canary wants remembered or kept, and the sentences of its session of four words and more; what
    /// the base says is nobody's canary. Where the base is the whole store, an item with two of a canary's names that
    /// the store never used is the canary's as well, whatever it says of them.
    public func canaryContents(
        from base: [Memory], to result: [Memory], isWholeStore: Bool = false
    ) -> [CanaryContent] {
        guard !policy.canaries.isEmpty else { return [] }
        let old = CanaryTexts(base)
        let new = CanaryTexts(result, without: old)
        guard !new.isEmpty else { return [] }
        var found: [Standing: String] = [:]
        for canary in policy.canaries {
            for text in canary.remembered where old.standings(of: text, by: judge).said.isEmpty {
                for standing in new.standings(of: text, by: judge).said {
                    found[standing] = found[standing] ?? canary.id
                }
            }
            for text in canary.verbatim + canary.sessionSentences
            where old.containing(text).isEmpty {
                for standing in new.containing(text) {
                    found[standing] = found[standing] ?? canary.id
                }
            }
            guard isWholeStore else { continue }
            for standing in new.naming(canary.names.subtracting(old.vocabulary)) {
                found[standing] = found[standing] ?? canary.id
            }
        }
        return found.map { CanaryContent(canaryID: $1, standing: $0) }
            .sorted {
                ($0.standing.path, $0.standing.range.lowerBound)
                    < ($1.standing.path, $1.standing.range.lowerBound)
            }
    }

    /// What the policy's canaries make of a dream, as violations.
    ///
    /// - Parameters:
    ///   - read: Names of the canaries whose sessions the dream read.
    ///   - output: The store as the engine wrote it.
    ///   - base: Memories that the move changes, as they are.
    ///   - result: The same as they would be.
    public func canaryViolations(
        read: Set<String>, output: [Memory], from base: [Memory], to result: [Memory]
    ) -> [Violation] {
        let canaries = Dictionary(policy.canaries.map { ($0.id, $0) }) { first, _ in first }
        let unread = policy.canaries.filter { !read.contains($0.id) }.map { canary in
            Violation(canary, .canaryUnread, text: "canary \(canary.id)", blocks: false)
        }
        let failures = read.isEmpty ? [] : canaryFailures(in: output)
        let failed = failures.filter { read.contains($0.canaryID) }.compactMap { failure in
            canaries[failure.canaryID].map {
                Violation($0, failure.rule, text: failure.text, stands: failure.found)
            }
        }
        let contents = canaryContents(from: base, to: result).compactMap { content in
            canaries[content.canaryID].map {
                Violation(
                    $0, .canaryContent, text: content.standing.text, stands: content.standing)
            }
        }
        return failed + contents + unread
    }
}

/// An item that says what only a canary's session says.
public struct CanaryContent: Sendable, Hashable {
    /// Name of the canary.
    public let canaryID: String
    /// The item.
    public let standing: Standing
}

extension Verdict {
    /// The same verdict with more violations; what blocks still comes first.
    public func adding(_ more: [Violation]) -> Verdict {
        guard !more.isEmpty else { return self }
        let all = violations + more
        return Verdict(
            counts: counts, violations: all.filter(\.blocks) + all.filter { !$0.blocks })
    }
}

extension Canary {
    /// What an override of its failures is called by.
    public var violationID: String { "canary-" + id }

    fileprivate func failure(
        _ expectation: CanaryFailure.Expectation, _ text: String, _ found: Standing?
    ) -> CanaryFailure {
        CanaryFailure(canaryID: id, expectation: expectation, text: text, found: found)
    }

    /// Words that look like names or numbers: capitals within a sentence, or two in a row; digits.
    fileprivate var names: Set<String> {
        var names: Set<String> = []
        for text in remembered + sessionSentences {
            let words = text.split { !$0.isLetter && !$0.isNumber }
            for (place, word) in words.enumerated() {
                let isCapital = word.first?.isUppercase == true && word.utf8.count > 2
                let next = words.dropFirst(place + 1).first
                let isStart = place == 0 && next?.first?.isUppercase != true
                let isNumber = word.utf8.count > 2 && word.contains(where: \.isNumber)
                if isNumber || (isCapital && !isStart) {
                    names.insert(GuardrailExtractor.normalised(String(word)))
                }
            }
        }
        return names
    }

    /// The sentences of the session that are long enough to be known again, without who says them.
    fileprivate var sessionSentences: [String] {
        session.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
            var words = line[...]
            if let colon = words.prefix(16).firstIndex(of: ":"),
                !words[..<colon].contains(where: \.isWhitespace)
            {
                words = words[words.index(after: colon)...]
            }
            return Sentences.of(String(words))
        }
        .filter { GuardrailExtractor.normalised($0).split(separator: " ").count >= 4 }
    }
}

extension CanaryFailure {
    /// The rule that the failure breaks.
    public var rule: Violation.Rule {
        switch expectation {
        case .remember: .canaryNotRemembered
        case .forget: .canaryNotForgotten
        case .verbatim: .canaryNotVerbatim
        }
    }
}

extension Violation {
    fileprivate init(
        _ canary: Canary, _ rule: Rule, text: String, blocks: Bool? = nil, stands: Standing? = nil
    ) {
        self.init(
            id: canary.violationID, rule: rule, severity: .high, blocks: blocks ?? canary.blocks,
            text: text, stood: nil, stands: stands.map { [$0] } ?? [], changes: [], owners: [],
            finding: nil)
    }
}

/// The items of a store, found by what they say.
private struct CanaryTexts {
    private let index: TextIndex
    /// Lower-case words of each item, a blank on either side.
    private let words: [String]

    var isEmpty: Bool { words.isEmpty }

    /// Reads the items of memories; those that the other one has word for word are left out.
    init(_ memories: [Memory], without other: CanaryTexts? = nil) {
        let known = Set(other?.words ?? [])
        var entries: [TextIndex.Entry] = []
        var words: [String] = []
        for memory in memories.sorted(by: { $0.path < $1.path }) {
            for item in ItemParser.items(of: memory) {
                let text = " " + GuardrailExtractor.normalised(item.text) + " "
                guard !known.contains(text) else { continue }
                entries.append(
                    TextIndex.Entry(text: item.text, path: memory.path, range: item.range))
                words.append(text)
            }
        }
        index = TextIndex(entries)
        self.words = words
    }

    /// Every word.
    var vocabulary: Set<String> {
        Set(words.flatMap { $0.split(separator: " ").map(String.init) })
    }

    /// The items with two of these words, in order.
    func naming(_ names: Set<String>) -> [Standing] {
        guard names.count > 1 else { return [] }
        return words.indices.filter { place in
            Set(words[place].split(separator: " ").map(String.init)).intersection(names).count > 1
        }.map(standing)
    }

    /// The items that have the words of a text, in order.
    func containing(_ text: String) -> [Standing] {
        let wanted = " " + GuardrailExtractor.normalised(text) + " "
        guard wanted.utf8.count > 2 else { return [] }
        return words.indices.filter { words[$0].contains(wanted) }.map(standing)
    }

    /// The items that say a text, in its words or in others; without one, what comes nearest.
    func standings(of text: String, by judge: RuleJudge) -> (said: [Standing], nearest: Standing?) {
        let contained = containing(text)
        guard contained.isEmpty else { return (contained, contained.first) }
        let nearest = index.nearest(to: text, limit: CheckRun.candidateLimit).sorted()
        let judgement = judge.judge(
            text, among: nearest.map { index.entries[$0].text }, isDeclared: true)
        let found = judgement.counterparts.map { standing(nearest[$0]) }
        return (judgement.fate.isLoss ? [] : found, found.first)
    }

    private func standing(_ number: Int) -> Standing {
        let entry = index.entries[number]
        return Standing(path: entry.path, range: entry.range, text: entry.text)
    }
}
