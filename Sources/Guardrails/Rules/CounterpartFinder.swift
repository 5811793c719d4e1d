/// Finds the texts that take the place of a rule among candidates.
///
/// The score is the geometric mean of how much of the rule a candidate covers, weighted by rarity among the
/// candidates, and how much of the candidate the rule covers; a sentence can stand for its line. A
/// candidate of another polarity or of less force counts less, for a description of a subject is no
/// successor of a rule about it.
struct CounterpartFinder {
    /// What one candidate has to do with the rule.
    struct Match {
        let index: Int
        let score: Double
        /// Share of the candidate's words that the rule has.
        let precision: Double
        /// The rule's words that the candidate has.
        let shared: [String]
    }

    /// The best match first; then those that add words of the rule which the best lacks.
    let matches: [Match]

    /// The best score, 0 without candidates.
    var score: Double { matches.first?.score ?? 0 }

    /// A candidate adds to the best one when it brings this share of the rule.
    private static let leastGain = 0.15
    /// A candidate adds to the best one when this share of its own words is the rule's.
    private static let leastPrecision = 0.4

    init(rule: RuleText, candidates: [RuleText]) {
        var weights: [String: Double] = [:]
        for stem in rule.subject.stems {
            let holders = candidates.reduce(0) { $0 + ($1.subject.has(stem) ? 1 : 0) }
            weights[stem] = Platform.naturalLogarithm(
                (Double(candidates.count) + 1.5) / (Double(holders) + 0.5))
        }
        let total = Self.mass(rule.subject.stems, weights)
        let exempting = rule.tokens.carry([.only, .exception])
        var units = [RuleText.Clause]()
        if rule.sentences.count > 1 {
            units = rule.sentences.filter { $0.force > .statement && $0.subject.count >= 3 }
        }
        let whole = Whole(rule)
        var ranked: [Match] = []
        for (index, candidate) in candidates.enumerated() {
            var best = 0.0
            for old in [whole] + units.map(Whole.init) {
                let oldMass = Self.mass(old.subject.stems, weights)
                var parts = [Whole(candidate)]
                if candidate.sentences.count > 1 { parts += candidate.sentences.map(Whole.init) }
                for new in parts where !new.subject.isEmpty {
                    let shared = old.subject.stems.filter(new.subject.has)
                    let recall = oldMass > 0 ? Self.mass(shared, weights) / oldMass : 0
                    let precision = new.subject.share(in: old.subject)
                    var score = (recall * precision).squareRoot()
                    if new.subject.count < 3 { score *= 0.9 }
                    score *= Self.affinity(old, new, exempting: exempting)
                    best = max(best, score)
                }
            }
            ranked.append(
                Match(
                    index: index, score: best,
                    precision: candidate.subject.share(in: rule.subject),
                    shared: rule.subject.stems.filter(candidate.subject.has)))
        }
        ranked.sort { ($0.score, -$0.index) > ($1.score, -$1.index) }
        guard let first = ranked.first else {
            matches = []
            return
        }
        var chosen = [first]
        var covered = Set(first.shared)
        for match in ranked.dropFirst() {
            let added = match.shared.filter { !covered.contains($0) }
            let gain = total > 0 ? Self.mass(added, weights) / total : 0
            if gain >= Self.leastGain, added.count >= 2, match.precision >= Self.leastPrecision {
                chosen.append(match)
                covered.formUnion(added)
            }
        }
        matches = chosen
    }

    private static func mass(_ stems: [String], _ weights: [String: Double]) -> Double {
        stems.reduce(0) { $0 + (weights[$1] ?? 0) }
    }

    /// A text or one sentence of it, as far as the comparison needs it.
    private struct Whole {
        let subject: Subject
        let force: Force
        let prohibits: Bool
        let limits: Bool

        init(_ text: RuleText) {
            subject = text.subject
            force = text.force
            prohibits = text.prohibits
            limits = text.tokens.carry(.limiting)
        }

        init(_ clause: RuleText.Clause) {
            subject = clause.subject
            force = clause.force
            prohibits = clause.prohibits
            limits = clause.tokens.carry(.limiting)
        }
    }

    private static func affinity(_ old: Whole, _ new: Whole, exempting: Bool) -> Double {
        if old.prohibits ? !new.limits : (new.prohibits && !exempting) { return 0.8 }
        if old.force >= .advice, new.force < .advice { return 0.8 }
        if old.prohibits ? new.prohibits : old.force == new.force { return 1.1 }
        return 1
    }
}
