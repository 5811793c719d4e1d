let words = CommandLine.arguments.dropFirst()
switch words.first {
case "align": AlignmentEvaluation.run(Array(words.dropFirst()))
case "evidence": AlignmentEvaluation.dumpEvidence(Array(words.dropFirst()))
case "folds": AlignmentEvaluation.dumpFolds(Array(words.dropFirst()))
case "show": StoreEvaluation.show(Array(words.dropFirst()))
case "verify": StoreEvaluation.verify(Array(words.dropFirst()))
case "guardrails": GuardrailsEvaluation.run(Array(words.dropFirst()))
case "nli": GuardrailsEvaluation.runPairs(Array(words.dropFirst()))
case "check": GuardrailsEvaluation.check(Array(words.dropFirst()))
default:
    Output.complain(
        "usage: memdiff-eval align|evidence|folds|guardrails|nli FILE.jsonl...\n       memdiff-eval show|verify|check OLD NEW"
    )
}
