import MemoryDiff
import Testing

@testable import Guardrails

@Suite struct OutlineTests {
    private static let pieces = [
        "never", "must", "ne", "ver", "no", "not", "at", "most", "has", "to", "limited", "don't",
        "isn't", "guardrail", "deploy", "the", "cluster", "on", "Fridays", "only", "n", "e",
        "*", "**", "_", "`", "~~", "[", "]", "(", ")", "](<>)", "[]()", "![](", "<b>", "</b>",
        "<!--",
        "-->", "&#110;", "&amp;", "\\", "'", "\u{2019}", "\u{274C}", "\u{1}", "\0", "|", ":", ".",
        "# ",
        "\n- ", "\n  - ", "\n\n", "\n", "\n> ", "\n## Never\n", "\n| a | b |\n|---|---|\n| ",
        "\n```\n",
        " ", " ", " ", " ", " ", " ",
    ]
    private static let paths = ["a.md", "a.txt", "a.yaml", "a.json", "guardrails/a.md", "a.jsonl"]

    @Test(arguments: 1...400)
    func `a quick look at a memory finds every guardrail that a full one finds`(seed: Int) {
        var chance = SeededChance(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<25 {
            let text = (0..<Int.random(in: 1...12, using: &chance)).map { _ in
                Self.pieces.randomElement(using: &chance) ?? ""
            }.joined()
            let path = Self.paths.randomElement(using: &chance) ?? "a.md"
            let memory = Memory(path: path, text: text)
            let (quick, full) = (
                testExtractor.outline(of: memory), testExtractor.profile(of: memory)
            )
            #expect(quick.guardrails == full.guardrails, "\(path): \(text.debugDescription)")
            #expect(quick.hosts == full.hosts && quick.tools == full.tools)
        }
    }

    @Test func `a memory without a binding word is not read further`() {
        let text = "# Billing\n\n- The invoice service runs at noon and has a queue.\n"
        #expect(!testExtractor.mayBind(source: Array(text.utf8)))
    }
}
