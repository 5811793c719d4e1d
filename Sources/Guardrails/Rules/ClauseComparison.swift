/// Compares the clauses of a rule with those of its counterparts.
struct ClauseComparison {
    typealias Clause = RuleText.Clause

    /// An old clause and the new clause that is about the same.
    struct Pair {
        let old: Clause
        let new: Clause
        /// Share of the old clause's words that the new one has.
        let share: Double
        /// The new clause stands in the nearest counterpart.
        let isPrimary: Bool
    }

    let rule: RuleText
    let lexicon: RuleLexicon
    /// All texts of the new version that were offered.
    let all: [RuleText]
    /// The counterparts, the nearest first.
    let chosen: [RuleText]
    /// Clauses of the counterparts and whether they stand in the nearest.
    let newClauses: [(clause: Clause, isPrimary: Bool)]
    private(set) var changes: [RuleChange] = []

    init(rule: RuleText, chosen: [RuleText], all: [RuleText], lexicon: RuleLexicon) {
        self.rule = rule
        self.chosen = chosen
        self.all = all
        self.lexicon = lexicon
        newClauses = chosen.enumerated().flatMap { index, text in
            text.clauses.map { ($0, index == 0) }
        }
    }

    /// The worst that a change means; `reworded` without changes.
    var fate: RuleFate {
        let fates = Set(changes.map(\.kind.fate))
        for fate in [RuleFate.contradicted, .weakened, .strengthened] where fates.contains(fate) {
            return fate
        }
        return .reworded
    }

    mutating func note(_ kind: RuleChange.Kind, old: String = "", new: String = "") {
        let change = RuleChange(kind: kind, old: old, new: new)
        if !changes.contains(change) { changes.append(change) }
    }

    mutating func run() {
        var pairs: [Pair] = []
        for clause in rule.clauses where !clause.subject.isEmpty && clause.force > .statement {
            guard let pair = bestPair(for: clause) else { continue }
            if pair.share >= RuleJudge.aligned {
                pairs.append(pair)
                compareForce(pair)
            }
            comparePolarity(pair)
        }
        let isSure = pairs.contains { $0.share >= 0.8 && $0.old.subject.count >= 2 }
        for clause in rule.clauses { findLostClause(clause, successorIsSure: isSure) }
        for pair in pairs { compareScope(pair) }
        for clause in rule.clauses where !clause.subject.isEmpty && clause.force == .statement {
            if let pair = bestPair(for: clause), pair.share >= 0.5 { compareNumbers(pair) }
        }
        compareOnly()
        compareConsent()
        let told = changes
        compareEdits()
        let kinds = Set(told.map(\.kind))
        changes = told + changes.dropFirst(told.count).filter { !kinds.contains($0.kind) }
        changes.sort { Self.weight($0.kind) > Self.weight($1.kind) }
    }

    private static func weight(_ kind: RuleChange.Kind) -> Int {
        switch kind.fate {
        case .contradicted: 3
        case .dropped, .weakened: 2
        case .strengthened: 1
        case .preserved, .reworded: 0
        }
    }

    /// The new clause nearest to an old one: covered words first, then same force and same polarity.
    private func bestPair(for old: Clause) -> Pair? {
        var best: (score: Double, pair: Pair)?
        for (new, isPrimary) in newClauses {
            let share = old.subject.share(in: new.subject)
            var score = share * (0.6 + 0.4 * new.subject.share(in: old.subject))
            if new.force == old.force { score *= 1.2 }
            if new.prohibits == old.prohibits { score *= 1.1 }
            if score > (best?.score ?? -1) {
                best = (score, Pair(old: old, new: new, share: share, isPrimary: isPrimary))
            }
        }
        return best?.pair
    }

    private mutating func compareForce(_ pair: Pair) {
        let (old, new) = (pair.old, pair.new)
        guard old.force >= .advice else { return }
        if new.tokens.carry(.hedge), !old.tokens.carry(.hedge) {
            note(.hedgeAdded, new: new.text(of: .hedge))
        }
        if new.force == .strict, old.force == .advice {
            note(.forceRaised, old: old.text(of: Self.modal), new: new.text(of: Self.modal))
        }
        guard new.force == .permission || new.force == .advice, new.force < old.force,
            pair.share >= (pair.isPrimary ? RuleJudge.aligned : 0.5)
        else { return }
        let keptElsewhere = newClauses.contains { other, _ in
            other.force >= old.force && other.prohibits == old.prohibits
                && old.subject.share(in: other.subject)
                    >= max(RuleJudge.aligned + 0.01, 0.6 * pair.share)
        }
        if keptElsewhere { return }
        if new.force == .permission, old.prohibits, stillProhibits { return }
        note(.forceLowered, old: old.text(of: Self.modal), new: new.text(of: Self.modal))
    }

    static let modal: CueSet = [
        .strong, .forbidding, .negation, .advice, .discouraging, .permission, .grant, .only,
    ]

    /// The counterparts hold as many prohibitions as the rule did, or contrast something.
    private var stillProhibits: Bool {
        let new = chosen.reduce(0) { $0 + $1.tokens.count(of: .prohibiting) }
        return new >= rule.tokens.count(of: .prohibiting)
            || chosen.contains { $0.tokens.carry(.contrast) }
    }

    /// "never X without Y" and "X needs Y" are one rule; "always X without Y" is its opposite.
    var demandsWhatLacked: Bool {
        func lacks(_ tokens: some Collection<RuleToken>) -> Bool {
            tokens.contains { lexicon.lacking.contains($0.word) }
        }
        return lacks(rule.tokens)
            && chosen.contains { $0.tokens.carry(.strong) && !lacks($0.tokens) }
    }

    private mutating func comparePolarity(_ pair: Pair) {
        let (old, new) = (pair.old, pair.new)
        guard old.force >= .advice else { return }
        if old.force == .strict, pair.share >= 0.7,
            !rule.tokens.carry(CueSet.limiting.union([.descriptive, .permission])),
            new.tokens.carry([.negation, .forbidding])
        {
            note(.polarityFlipped, new: new.text(of: [.negation, .forbidding]))
        }
        guard old.prohibits else { return }
        let limits = chosen.contains { $0.tokens.carry(.limiting) }
        if pair.share >= 0.5, new.force == .permission, !new.prohibits {
            note(.nowPermitted, old: old.text(of: .prohibiting), new: new.text(of: Self.modal))
        }
        guard pair.share >= RuleJudge.aligned else { return }
        if !limits, !demandsWhatLacked {
            note(.prohibitionLost, old: old.text(of: .prohibiting))
        } else if !rule.tokens.carry([.exception, .only]),
            !new.tokens.carry(CueSet.prohibiting.union(.contrast)),
            new.tokens.carry([.only, .exception])
        {
            note(.prohibitionLimited, new: new.text(of: [.only, .exception]))
        }
    }

    /// A demand that no line of the new version makes any more.
    ///
    /// Where another clause of the rule clearly lives on, other lines must have more of one that insists.
    private mutating func findLostClause(_ clause: Clause, successorIsSure: Bool) {
        guard clause.force >= .advice, clause.subject.count >= 2,
            let first = clause.tokens.first, !lexicon.reasons.contains(first.word)
        else { return }
        var subject = clause.subject
        let kept: Double
        if clause.prohibits {
            if let start = clause.tokens.firstIndex(where: { $0.carries(.exception) }) {
                let core = RuleText.subject(of: clause.tokens[..<start], lexicon: lexicon)
                if core.count > 1 { subject = core }
            }
            let together = chosen.filter {
                $0.tokens.carry(CueSet.limiting.union(.descriptive))
            }.reduce(Subject([])) { $0.union($1.subject) }
            kept = all.reduce(subject.share(in: together)) { best, line in
                let trust = line.tokens.carry(.limiting) ? 1 : 0.6
                return max(best, subject.share(in: line.subject) * trust)
            }
        } else {
            let together = chosen.filter { $0.force >= .advice }
                .reduce(Subject([])) { $0.union($1.subject) }
            kept = all.reduce(subject.share(in: together)) { best, line in
                let trust = line.force >= .advice ? 1 : 0.7
                return max(best, subject.share(in: line.subject) * trust)
            }
        }
        let insists = clause.tokens.carry([.strong, .negation, .forbidding, .only])
        if kept < (successorIsSure && insists ? 0.5 : subject.count > 3 ? 0.3 : 0.32) {
            note(.clauseLost, old: clause.text)
        }
    }

    private mutating func compareOnly() {
        guard rule.tokens.carry(.only), rule.force > .statement,
            !chosen.contains(where: {
                $0.tokens.carry([.only, .negation, .forbidding, .discouraging])
            })
        else { return }
        let conditional = chosen.contains { $0.tokens.carry(.condition) }
        for (index, token) in rule.tokens.enumerated()
        where token.word == "only" && conditional && index + 1 < rule.tokens.count {
            let next = rule.tokens[index + 1]
            if lexicon.cues[[next.word]] == .condition { return }
        }
        note(.onlyLost, old: rule.clauses.first { $0.tokens.carry(.only) }?.text ?? "")
    }
}

extension RuleText.Clause {
    /// The words in order.
    var text: String {
        tokens.filter { $0.mark == nil && !$0.isCompoundPart }.map(\.word).joined(separator: " ")
    }

    /// The words of the cues, in order.
    func text(of cues: CueSet) -> String {
        var words: [String] = []
        var inPhrase = false
        for token in tokens {
            inPhrase = token.carries(cues) || (inPhrase && token.carries(.bound))
            if inPhrase { words.append(token.word) }
        }
        return words.joined(separator: " ")
    }
}
