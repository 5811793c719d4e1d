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

    /// Judges the move from one folder to another under the built-in policy and prints what it finds, to be
    /// read by a person.
    static func check(_ words: [String]) {
        guard words.count == 2 else { Output.complain("usage: memdiff-eval check OLD NEW") }
        let check = Check(
            policy: .builtIn, extractor: GuardrailExtractor(digest: digest),
            scanner: SecretScanner { GuardrailsEvaluation.digest($0).description })
        let verdict = check.verdict(
            base: StoreEvaluation.memories(in: words[0]),
            result: StoreEvaluation.memories(in: words[1]))
        var text = "\(verdict.counts)\n"
        for violation in verdict.violations {
            text += "\(violation.blocks ? "BLOCKS" : "warns") \(violation.rule.rawValue) "
            text += "\(violation.stood?.path ?? violation.stands.first?.path ?? ""): "
            text += violation.text + "\n"
            for change in violation.changes {
                text += "    \(change.kind.rawValue): \(change.old) -> \(change.new)\n"
            }
            for standing in violation.stands {
                text += "    now \(standing.path): \(standing.text)\n"
            }
        }
        Output.write(Array(text.utf8))
    }

    /// Names of one run only: not resistant to collisions.
    @Sendable private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (0..<8).map { UInt8(truncatingIfNeeded: hash >> (8 * $0)) }
    }
}
