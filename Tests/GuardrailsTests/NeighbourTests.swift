import Guardrails
import MemoryDiff
import Testing

/// Rules that share most of their words, of which one is lost.
@Suite struct NeighbourTests {
    /// Sentences with one gap, and what can stand in it; rules of one family differ in nothing else.
    private static let families: [(sentence: String, fillings: [String])] = [
        (
            "Never deploy without @.",
            ["a ticket", "approval", "a backup", "a test run", "two reviewers", "the on-call lead"]
        ),
        (
            "Refunds above $@ must be approved by a lead.",
            ["50", "500", "5000", "20,000"]
        ),
        ("Do not restart the database during @.", ["payroll", "backups", "audits", "migrations"]),
        ("Always encrypt @ before upload.", ["transcripts", "invoices", "backups", "contracts"]),
        ("Never copy customer data to @.", ["laptops", "staging", "vendors", "the wiki"]),
        ("You must ask @ before you delete records.", ["Ann", "legal", "security", "the owner"]),
        ("Never push to @ on Fridays.", ["main", "release", "production", "the mirror"]),
        (
            "Sessions must end after @ minutes without input.",
            ["5", "10", "30"]
        ),
        ("Never scale @ at night.", ["up", "down"]),
        ("Do not deploy @ noon.", ["before", "after"]),
        ("Never copy data @.", ["from staging to production", "from production to staging"]),
    ]

    private func rules(_ number: Int) -> [String] {
        let family = Self.families[number]
        return family.fillings.map { family.sentence.replacing("@", with: $0) }
    }

    private func page(_ rules: some Sequence<String>) -> String {
        "# Notes\n\n- The office has two floors.\n" + rules.map { "- \($0)\n" }.joined()
    }

    private func verdict(_ base: [String: String], _ result: [String: String]) -> Verdict {
        func memories(_ texts: [String: String]) -> [Memory] {
            texts.map { Memory(path: $0.key, text: $0.value) }
        }
        return testCheck().verdict(base: memories(base), result: memories(result))
    }

    private func blocked(_ verdict: Verdict) -> Set<String> {
        Set(verdict.violations.lazy.filter(\.blocks).map(\.text))
    }

    @Test(arguments: families.indices)
    func `a rule that goes from a list of its like is told, whichever it is`(family: Int) {
        let rules = rules(family)
        for gone in rules {
            let rest = rules.filter { $0 != gone }
            #expect(blocked(verdict(["a.md": page(rules)], ["a.md": page(rest)])) == [gone])
            let paragraph = verdict(
                ["a.md": rules.joined(separator: " ") + "\n"],
                ["a.md": rest.joined(separator: " ") + "\n"])
            #expect(blocked(paragraph) == [gone])
        }
    }

    @Test(arguments: families.indices)
    func `a rule does not hide behind its like in another memory`(family: Int) {
        let rules = rules(family)
        var base: [String: String] = [:]
        for (number, rule) in rules.enumerated() { base["m\(number).md"] = page([rule]) }
        for (number, gone) in rules.enumerated() {
            var result = base
            result["m\(number).md"] = page([])
            #expect(blocked(verdict(base, result)) == [gone])
            result["m\(number).md"] = nil
            #expect(blocked(verdict(base, result)) == [gone])
            // A copy of its like in its place changes nothing.
            result["m\(number).md"] = page([rules[(number + 1) % rules.count]])
            #expect(blocked(verdict(base, result)) == [gone])
        }
    }

    @Test(arguments: 1...40)
    func `whatever goes from many rules of several families is told, and nothing else`(seed: Int) {
        var chance = SeededChance(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let all = Self.families.indices.flatMap(rules).shuffled(using: &chance)
        let number = Int.random(in: 1...5, using: &chance)
        var base: [String: String] = [:]
        var result: [String: String] = [:]
        let gone = Set(all.prefix(Int.random(in: 1...6, using: &chance)))
        for memory in 0..<number {
            let mine = all.enumerated().filter { $0.offset % number == memory }.map(\.element)
            base["m\(memory).md"] = page(mine)
            result["m\(memory).md"] = page(
                mine.filter { !gone.contains($0) }.shuffled(using: &chance))
        }
        #expect(blocked(verdict(base, result)) == gone)
    }

    @Test(arguments: families.indices)
    func `a rule that stands there twice may go once, and in other words`(family: Int) {
        let rules = rules(family)
        for twice in rules {
            let other = twice.replacing("Never ", with: "Do not ").replacing(
                "You must", with: "Always")
            for copy in [twice, other] {
                let apart = verdict(
                    ["a.md": page(rules), "b.md": page([copy])],
                    ["a.md": page(rules), "b.md": page([])])
                #expect(blocked(apart).isEmpty)
                let together = verdict(
                    ["a.md": page(rules + [copy])], ["a.md": page(rules)])
                #expect(blocked(together).isEmpty)
            }
        }
    }

    @Test func `each of two rules is told by its own successor`() {
        let base = [
            "Refunds above $500 must be approved.", "Transfers above $5000 must be approved.",
        ]
        let swapped = [
            "Refunds above $5000 must be approved.", "Transfers above $500 must be approved.",
        ]
        #expect(blocked(verdict(["a.md": page(base)], ["a.md": page(swapped)])) == [base[0]])
    }

    @Test func `two rules folded into one are both kept where it says both`() {
        let base = ["Never deploy without a ticket.", "Never deploy without approval."]
        func blocked(_ text: String) -> Set<String> {
            self.blocked(verdict(["a.md": page(base)], ["a.md": page([text])]))
        }
        #expect(blocked("Never deploy without a ticket and approval.").isEmpty)
        #expect(blocked("Never deploy without a ticket or approval.") == Set(base))
        #expect(blocked("Do not deploy without an approval.") == [base[0]])
        #expect(blocked("Never deploy without a sign-off.").count == 1)
    }

    @Test func `both rules reworded at once are both kept`() {
        let base = ["Never deploy without a ticket.", "Never deploy without approval."]
        let result = ["Do not deploy without approval.", "Do not deploy without a ticket."]
        #expect(verdict(["a.md": page(base)], ["a.md": page(result)]).violations.isEmpty)
    }

    @Test func `a rule that the policy declares does not hide behind its like either`() {
        var policy = Policy()
        policy.guardrails = [
            DeclaredGuardrail(id: "ticket", text: "Never deploy without a ticket.")
        ]
        let base = Memory(path: "a.md", text: page(rules(0)))
        let result = Memory(path: "a.md", text: page(rules(0).dropFirst()))
        let verdict = testCheck(policy).verdict(base: [base], result: [result])
        #expect(verdict.violations.contains { $0.id == "ticket" && $0.blocks })
    }

    @Test(arguments: families.indices)
    func `a declared rule is told by itself, whatever else of its like stands there`(family: Int) {
        let rules = rules(family)
        for gone in rules {
            for like in rules where like != gone {
                var policy = Policy()
                policy.strictSentences = .ignore
                policy.guardrails = [DeclaredGuardrail(id: "declared", text: gone)]
                func told(_ base: [String], _ result: [String]) -> [String] {
                    testCheck(policy).verdict(
                        base: [Memory(path: "a.md", text: page(base))],
                        result: [Memory(path: "a.md", text: page(result))]
                    ).violations.filter(\.blocks).map(\.id)
                }
                #expect(told([gone, like], [like]) == ["declared"])
                #expect(told([gone, like], [gone]).isEmpty)
                let reworded = gone.replacing("Never ", with: "Do not ")
                #expect(told([gone, like], [like, reworded]).isEmpty)
                #expect(told([reworded, like], [like]) == ["declared"])
            }
        }
    }
}
