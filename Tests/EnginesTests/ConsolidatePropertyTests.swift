import Engines
import Git
import Guardrails
import MemoryDiff
import ReverieCore
import Testing

@Suite struct ConsolidatePropertyTests {
    /// A generator whose numbers depend on its seed alone (SplitMix64 by Steele and others, 2014).
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let things = ["API", "cache", "`job`", "web-1", "queue", "Ada's key", "db-7"]
    private static let starts = ["The ", "Please note the ", "", "Our "]
    private static let ends = [".", "", "!", " now.", " (was 3)."]

    private static func line(_ generator: inout Generator) -> String {
        let thing = things.randomElement(using: &generator) ?? ""
        let start = starts.randomElement(using: &generator) ?? ""
        let end = ends.randomElement(using: &generator) ?? ""
        let number = Int.random(in: 1...4, using: &generator)
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: return "- \(start)\(thing) limit is \(number) units per day\(end)\n"
        case 1: return "- Never restart the \(thing) before \(number) o'clock\(end)\n"
        case 2: return "\n\(start)\(thing) runs in rack \(number) of the hall\(end)\n\n"
        case 3: return "\n## \(thing) \(number)\n\n"
        case 4: return "  - nested under \(thing)\n"
        case 5: return "1. step \(number) of the \(thing)\n"
        case 6: return "| \(thing) | \(number) |\n"
        case 7: return "```\n- \(start)\(thing) limit is \(number)\n```\n"
        default: return "- \(start)\(thing) stands in rack \(number) of the hall\(end)\n"
        }
    }

    @Test(arguments: 0..<60)
    func `consolidating again changes nothing, loses no guardrail and invents no word`(seed: Int)
        throws
    {
        var generator = Generator(state: UInt64(seed))
        var store: Texts = [:]
        for path in ["a.md", "b/notes.md", "2026-01-02.md", "guardrails/g.md"] {
            let count = Int.random(in: 1...14, using: &generator)
            store[path] = "# \(path)\n\n" + (0..<count).map { _ in Self.line(&generator) }.joined()
        }
        let transcripts = ["s-1", "s-2"].map { session in
            ConsolidateTests.said(
                session, "The API limit is now 9 units per day.", "db-7 was renamed to db-8.",
                "Always greet the queue kindly.", "web-1 has been removed.")
        }
        let once = try ConsolidateTests.dream(store, transcripts).texts
        let twice = try ConsolidateTests.dream(once, transcripts).texts
        #expect(twice == once, "seed \(seed)")

        let check = Check(
            policy: .builtIn, extractor: GuardrailExtractor { Array(Digest.sha256($0).utf8) },
            scanner: SecretScanner { Digest.sha256($0) })
        let verdict = check.verdict(
            base: store.map { Memory(path: $0.key, text: $0.value) },
            result: once.map { Memory(path: $0.key, text: $0.value) })
        #expect(verdict.passes, "seed \(seed): \(verdict.violations.map(\.text))")

        let known = Set(
            (store.values + [
                "The API limit is now 9 units per day. db-8 (was Always greet the queue kindly. # Recurring across sessions ## Preferences"
            ]).flatMap(Self.words))
        let invented = once.values.flatMap(Self.words).filter { !known.contains($0) }
        #expect(invented.isEmpty, "seed \(seed): \(invented)")
    }

    private static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    }
}
