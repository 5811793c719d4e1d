import FoundationEssentials
import Guardrails

/// Predicts the labels of labelled rules, so that the scorer can tell how good the judge is.
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
        var reason: String?
    }

    /// The predictions for a file of labelled rules, one line of JSON each; only the old text and the
    /// lines of the new version are read.
    static func predictRules(_ lines: Data, explaining: Bool = false) throws -> String {
        let judge = RuleJudge()
        return try predictions(lines) { (rule: Rule) in
            let judgement = judge.judge(rule.old, among: rule.context)
            let reason = judgement.changes.map { "\($0.kind.rawValue)[\($0.old)|\($0.new)]" }
                .joined(separator: " ")
            return Prediction(
                id: rule.id, label: judgement.fate.rawValue,
                reason: explaining
                    ? reason + " <- "
                        + judgement.counterparts.map { rule.context[$0] }
                        .joined(separator: " ## ") : nil)
        }
    }

    /// The predictions for a file of sentence pairs: contradiction or neutral.
    static func predictContradictions(_ lines: Data) throws -> String {
        let judge = RuleJudge()
        return try predictions(lines) { (pair: Pair) in
            Prediction(
                id: pair.id,
                label: judge.contradicts(pair.a, pair.b) ? "contradiction" : "neutral")
        }
    }

    private static func predictions<Record: Decodable>(
        _ lines: Data, _ predict: (Record) -> Prediction
    ) throws -> String {
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try lines.split(separator: UInt8(ascii: "\n")).map { line in
            let record = try decoder.decode(Record.self, from: Data(line))
            return String(decoding: try encoder.encode(predict(record)), as: UTF8.self) + "\n"
        }.joined()
    }
}
