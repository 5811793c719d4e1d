import FoundationEssentials
import Guardrails
import Glibc

let words = CommandLine.arguments
guard words.count >= 3, let data = FileManager.default.contents(atPath: words[2]) else {
    print("usage: memdiff-eval guardrails|nli FILE")
    exit(2)
}
if words[1] == "schema" { print(PolicySchema.text, terminator: ""); exit(0) }
let explains = words.contains("--explain")
print(
    words[1] == "nli"
        ? try GuardrailsEvaluation.predictContradictions(data)
        : try GuardrailsEvaluation.predictRules(data, explaining: explains), terminator: "")
