let words = CommandLine.arguments.dropFirst()
switch words.first {
case "align": AlignmentEvaluation.run(Array(words.dropFirst()))
case "evidence": AlignmentEvaluation.dumpEvidence(Array(words.dropFirst()))
case "guardrails": GuardrailsEvaluation.run(Array(words.dropFirst()))
default:
    Output.complain("usage: memdiff-eval align|evidence|guardrails FILE.jsonl...")
}
