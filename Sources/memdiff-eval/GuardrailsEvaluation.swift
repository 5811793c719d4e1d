import Guardrails

/// Judges labelled rules and sentence pairs, so that the scorer can tell how good the judge is.
enum GuardrailsEvaluation {
    private struct Rule: Decodable {
        let id: String
        let old: String
        let context: [String]

        enum CodingKeys: String, CodingKey {
            case id, old
            case context = "context_new"
        }
    }

    private struct Pair: Decodable {
        let id: String
        let a: String
        let b: String
    }

    private struct Prediction: Encodable {
        let id: String
        let label: String
        var changes: [String]?
        var counterparts: [String]?
    }

    /// Predicts the labels of rules from the old text and the lines of the new version alone; with
    /// `--explain` says how each rule changed and which lines took its place.
    static func run(_ words: [String]) {
        let explains = words.contains("--explain")
        let judge = RuleJudge()
        for rule in Output.records(words.filter { $0 != "--explain" }, as: Rule.self) {
            let judgement = judge.judge(rule.old, among: rule.context)
            var prediction = Prediction(id: rule.id, label: judgement.fate.rawValue)
            if explains {
                prediction.changes = judgement.changes.map {
                    "\($0.kind.rawValue): \($0.old) -> \($0.new)"
                }
                prediction.counterparts = judgement.counterparts.map { rule.context[$0] }
            }
            Output.line(prediction)
        }
    }

    /// Predicts which sentence pairs contradict each other.
    static func runPairs(_ paths: [String]) {
        let judge = RuleJudge()
        for pair in Output.records(paths, as: Pair.self) {
            let label = judge.contradicts(pair.a, pair.b) ? "contradiction" : "neutral"
            Output.line(Prediction(id: pair.id, label: label))
        }
    }
}
