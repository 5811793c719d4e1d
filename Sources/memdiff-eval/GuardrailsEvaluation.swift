/// Judges guardrail records.
enum GuardrailsEvaluation {
    static func run(_ paths: [String]) {
        Output.complain("error: guardrails are not judged yet")
    }
}
