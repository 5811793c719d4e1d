import Guardrails
import MemoryDiff
import Testing

@Suite struct GuardrailExtractorTests {
    @Test(arguments: [
        "Project failures don't affect other projects.", "XML tools do not work with this API.",
        "The linter runs in check mode (no fixes).",
    ])
    func `a sentence that says how things are does not block`(text: String) {
        let found = testExtractor.guardrails(in: Memory(path: "a.md", content: Array(text.utf8)))
        #expect(!found.contains { $0.origin == .strictSentence })
    }

    @Test(arguments: [
        "Do not share access keys.", "No refunds without a ticket.",
    ])
    func `an order that forbids blocks`(text: String) {
        let found = testExtractor.guardrails(in: Memory(path: "a.md", content: Array(text.utf8)))
        #expect(found.map(\.origin) == [.strictSentence])
    }

    private func found(_ path: String, _ text: String) -> [String] {
        testExtractor.guardrails(in: Memory(path: path, text: text)).map {
            "\($0.origin.rawValue): \($0.text)"
        }
    }

    @Test func `front matter, folder and mark make guardrails of plain statements`() {
        #expect(
            found("limits.md", "---\nkind: guardrail\n---\n- Refunds end at $500.\n") == [
                "front-matter: Refunds end at $500."
            ])
        #expect(
            found("team/guardrails/a.md", "- Refunds end at $500.\n") == [
                "folder: Refunds end at $500."
            ])
        #expect(
            found("a.md", "- Refunds end at $500. [guardrail]\n- Lunch is at noon.\n") == [
                "marker: Refunds end at $500."
            ])
        #expect(found("guardrails.md", "- Refunds end at $500.\n").isEmpty)
    }

    @Test func `sentences that oblige or forbid are strict, those that recommend advise`() {
        #expect(
            found(
                "a.md",
                """
                - Never deploy on Fridays.
                - You must ask Ann. She is on call.
                - Do not touch the ledger.
                - Prefer small commits.
                - The build takes a minute.
                - Use tabs.
                """) == [
                    "strict-sentence: Never deploy on Fridays.",
                    "strict-sentence: You must ask Ann.",
                    "strict-sentence: Do not touch the ledger.",
                    "advising-sentence: Prefer small commits.",
                ])
    }

    @Test func `entries under a heading that forbids are rules, those of a file of limits too`() {
        #expect(
            found("a.md", "# Work\n\n## Never do\n\n- Push to main\n\n## Style\n\n- Tabs\n") == [
                "heading: Never do Push to main"
            ])
        #expect(
            found("guardrails/limits.yaml", "refund_limit: 500\n") == ["folder: refund_limit: 500"])
    }

    @Test func `code and quotations bind nobody`() {
        #expect(found("a.md", "```\nnever run this\n```\n\n- He said \"never again\".\n").isEmpty)
    }

    @Test func `names depend on path and words, not on layout`() throws {
        func id(_ path: String, _ text: String) -> String? {
            testExtractor.guardrails(in: Memory(path: path, text: text)).first?.id
        }
        let name = try #require(id("a.md", "- Never deploy on Fridays.\n"))
        #expect(id("a.md", "# Head\n\n* **Never** deploy on   Fridays\n") == name)
        #expect(id("b.md", "- Never deploy on Fridays.\n") != name)
        #expect(id("a.md", "- Never deploy on Mondays.\n") != name)
    }

    @Test func `any bytes give guardrails inside their memory`() {
        var chance = SeededChance(seed: 7)
        let pieces = [
            "never ", "must\n", "- ", "---\n", "kind: guardrail\n", "`", "\u{202E}", "#", ". ",
        ]
        for _ in 0..<200 {
            var bytes: [UInt8] = []
            for _ in 0..<30 {
                bytes +=
                    Bool.random(using: &chance)
                    ? Array((pieces.randomElement(using: &chance) ?? "").utf8)
                    : [UInt8.random(in: 0...255, using: &chance)]
            }
            let memory = Memory(path: "guardrails/a.md", content: bytes)
            for guardrail in testExtractor.guardrails(in: memory) {
                #expect(guardrail.range.upperBound <= bytes.count)
            }
        }
    }
}
