/// Judges what became of a rule from its old text and the texts that may stand in its place.
///
/// No similarity tells a weakened rule from a reworded one, so the judge aligns clauses by their words
/// and compares what the clauses demand: strength, polarity, exceptions, conditions, quantities, lists.
public struct RuleJudge: Sendable {
    /// The words of force it knows.
    public let lexicon: RuleLexicon

    /// Below this score of the best candidate the rule has no counterpart.
    static let leastScore = 0.30
    /// Share of a clause's words from which another clause is about the same.
    static let aligned = 0.34

    /// Makes a judge for a language.
    public init(lexicon: RuleLexicon = .english) {
        self.lexicon = lexicon
    }

    /// Judges a rule against the texts among which its successor is, if it has one.
    ///
    /// - Parameters:
    ///   - old: The rule as it stood.
    ///   - candidates: Texts of the new version, in store order.
    ///   - isDeclared: Somebody said that the text is a rule, so that its plain statements bind too.
    public func judge(
        _ old: String, among candidates: [String], isDeclared: Bool = false
    ) -> Judgement {
        judge(
            RuleText(old, lexicon: lexicon),
            among: candidates.map { RuleText($0, lexicon: lexicon) }, isDeclared: isDeclared)
    }

    /// - Parameters:
    ///   - rule: The rule as it stood.
    ///   - candidates: Texts of the new version that may take its place, in store order.
    ///   - others: Texts that may not, but in which a part of the rule can live on.
    ///   - isDeclared: Somebody said that the text is a rule.
    func judge(
        _ rule: RuleText, among candidates: [RuleText], beside others: [RuleText] = [],
        isDeclared: Bool
    ) -> Judgement {
        if let same = candidates.firstIndex(where: {
            rule.isComplete && $0.isComplete && $0.words == rule.words
        }) {
            return Judgement(fate: .preserved, changes: [], counterparts: [same])
        }
        let finder = CounterpartFinder(rule: rule, candidates: candidates)
        guard finder.score >= Self.leastScore else {
            let change = RuleChange(kind: .noCounterpart, old: "", new: "")
            return Judgement(fate: .dropped, changes: [change], counterparts: [])
        }
        let chosen = finder.matches.map(\.index)
        guard rule.isComplete, chosen.allSatisfy({ candidates[$0].isComplete }) else {
            let change = RuleChange(kind: .tooLong, old: "", new: "")
            return Judgement(fate: .weakened, changes: [change], counterparts: chosen)
        }
        var comparison = ClauseComparison(
            rule: isDeclared ? RuleText(declaring: rule) : rule,
            chosen: chosen.map { candidates[$0] }, all: candidates + others,
            lexicon: lexicon)
        comparison.run()
        return Judgement(
            fate: comparison.fate, changes: comparison.changes, counterparts: chosen)
    }
}
