/// A text read as a rule: its words, its clauses and what they demand.
struct RuleText: Sendable, Hashable {
    /// A part of a sentence that makes one demand or one statement.
    struct Clause: Sendable, Hashable {
        let tokens: [RuleToken]
        let subject: Subject
        let force: Force

        init(_ tokens: [RuleToken], lexicon: RuleLexicon) {
            self.tokens = tokens
            subject = RuleText.subject(of: tokens, lexicon: lexicon)
            force = RuleText.force(of: tokens)
        }

        /// The same words as a demand, for somebody declared that they are one.
        init(declaring clause: Clause) {
            tokens = clause.tokens
            subject = clause.subject
            force = clause.force == .statement ? .strict : clause.force
        }

        /// Whether it forbids or advises against something.
        var prohibits: Bool { tokens.carry(.prohibiting) }
    }

    /// Most clauses and sentences of a text that are compared; more is no rule.
    static let partLimit = 60

    let tokens: [RuleToken]
    let subject: Subject
    let force: Force
    let clauses: [Clause]
    let sentences: [Clause]
    /// Whether all of the text was read; a longer one cannot be judged word by word.
    let isComplete: Bool

    init(_ text: String, lexicon: RuleLexicon) {
        tokens = RuleTokenizer.tokens(of: text, lexicon: lexicon)
        subject = Self.subject(of: tokens, lexicon: lexicon)
        force = Self.force(of: tokens)
        let parts = Self.clauses(of: tokens, lexicon: lexicon)
        clauses = Array(parts.prefix(Self.partLimit))
        isComplete =
            parts.count <= Self.partLimit
            && text.unicodeScalars.count <= RuleTokenizer.limit
        sentences = tokens.split { $0.mark == .sentenceEnd }.map(Array.init)
            .filter { $0.contains { !$0.stem.isEmpty } }.prefix(Self.partLimit)
            .map { Clause($0, lexicon: lexicon) }
    }

    /// The same text as a rule, for somebody declared that it is one: its statements are demands.
    init(declaring text: RuleText) {
        tokens = text.tokens
        subject = text.subject
        force = text.force == .statement ? .strict : text.force
        clauses = text.clauses.map(Clause.init(declaring:))
        sentences = text.sentences
        isComplete = text.isComplete
    }

    var prohibits: Bool { tokens.carry(.prohibiting) }

    /// The words alone, for equality without regard to layout and marks.
    var words: [String] { tokens.filter { $0.mark == nil }.map(\.stem) }

    static func subject(of tokens: some Sequence<RuleToken>, lexicon: RuleLexicon) -> Subject {
        Subject(
            tokens.lazy.filter { token in
                guard token.mark == nil, !token.stem.isEmpty else { return false }
                if token.word.utf8.count == 1, token.word.utf8.first.map({ $0 > 0x39 }) ?? true {
                    return false
                }
                if token.isLiteral { return true }
                if lexicon.fillers.contains(token.word) { return false }
                if token.carries(.contrast) {
                    return ["ignore", "reject", "exclude", "ignores", "rejects", "excluded"]
                        .contains(token.word)
                }
                return !token.carries(.functional)
            }.map(\.stem))
    }

    /// A bare order is as strict as "must"; what a relative clause recommends does not soften it.
    static func force(of tokens: some Collection<RuleToken>) -> Force {
        let cues = tokens.reduce(into: CueSet()) { $0.formUnion($1.cue) }
        for token in tokens {
            if token.carries([
                .advice, .discouraging, .permission, .grant, .only, .negation, .strong, .forbidding,
            ]) {
                break
            }
            if token.isImperative, cues.isDisjoint(with: [.strong, .forbidding, .negation, .grant])
            {
                return .strict
            }
        }
        let permits = !cues.isDisjoint(with: [.permission, .grant])
        if permits, cues.isDisjoint(with: [.strong, .forbidding, .negation]) {
            let advises = !cues.isDisjoint(with: [.advice, .discouraging])
            if !advises
                || tokens.contains(where: { ["recommended", "preferred"].contains($0.word) })
            {
                return .permission
            }
        }
        if !cues.isDisjoint(with: [.strong, .forbidding]) { return .strict }
        if !cues.isDisjoint(with: [.advice, .discouraging]) { return .advice }
        if cues.contains(.negation) || tokens.contains(where: \.isImperative) { return .strict }
        return cues.contains(.only) ? .strict : .statement
    }
}
