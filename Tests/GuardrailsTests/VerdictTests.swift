import Guardrails
import MemoryDiff
import Testing

@Suite struct VerdictTests {
    private static let rules = [
        "Never deploy on Fridays.", "You must ask Ann before refunds.",
        "Refunds are allowed only up to $500.", "Do not store card numbers.",
        "Always encrypt backups before upload.", "Prefer small commits over large ones.",
        "Transcripts must never leave the cluster unless legal approves.",
    ]
    private static let edits: [@Sendable (String) -> String] = [
        { $0 }, { $0.replacing("must", with: "should") }, { $0.replacing("Never", with: "Avoid") },
        { $0.replacing("$500", with: "$5,000") }, { $0.replacing(".", with: " unless urgent.") },
        { $0.replacing("Always ", with: "") }, { "When convenient, " + $0 },
        { $0.replacing("Never ", with: "") }, { _ in "The office closes at five." },
    ]

    /// A store of a few memories with rules and facts.
    private func store(_ chance: inout SeededChance) -> [Memory] {
        (0..<Int.random(in: 2...8, using: &chance)).map { number in
            let folder = ["", "guardrails/", "notes/"].randomElement(using: &chance) ?? ""
            let lines = (0..<Int.random(in: 0...4, using: &chance)).map { line in
                Bool.random(using: &chance)
                    ? "- " + (Self.rules.randomElement(using: &chance) ?? "")
                    : "- Fact \(number) \(line) is noted here."
            }
            return Memory(
                path: "\(folder)m\(number).md", text: lines.joined(separator: "\n") + "\n")
        }
    }

    /// The store after a dream: lines edited, dropped, memories moved and added.
    private func dream(_ base: [Memory], _ chance: inout SeededChance) -> [Memory] {
        var result: [Memory] = []
        for memory in base {
            switch Int.random(in: 0...9, using: &chance) {
            case 0: continue
            case 1: result.append(Memory(path: "moved/" + memory.path, content: memory.content))
            case 2...5: result.append(memory)
            default:
                let text = String(decoding: memory.content, as: UTF8.self)
                let lines = text.split(separator: "\n").compactMap { line -> String? in
                    if Int.random(in: 0...5, using: &chance) == 0 { return nil }
                    let edit = Self.edits.randomElement(using: &chance) ?? { $0 }
                    return "- " + edit(String(line.dropFirst(2)))
                }
                result.append(
                    Memory(path: memory.path, text: lines.joined(separator: "\n") + "\n"))
            }
        }
        if Bool.random(using: &chance) {
            let rule = Self.rules.randomElement(using: &chance) ?? ""
            let edit = Self.edits.randomElement(using: &chance) ?? { $0 }
            result.append(Memory(path: "added.md", text: "- " + edit(rule) + "\n"))
        }
        return result
    }

    private var policy: Policy {
        var policy = Policy()
        var declared = DeclaredGuardrail(id: "fridays", text: "Never deploy on Fridays.")
        declared.places = [PathPattern("guardrails/**"), PathPattern("*.md")]
        policy.guardrails = [declared]
        policy.protections = [Protection(subject: .path(PathPattern("notes/**")))]
        return policy
    }

    @Test(arguments: 1...60)
    func `a check of what changes is equal to a check of everything`(seed: Int) {
        var chance = SeededChance(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let base = store(&chance)
        let result = dream(base, &chance)
        let check = testCheck(policy)
        let full = check.verdict(base: base, result: result)
        let untouched = base.filter { result.contains($0) }
        // The index may hold profiles that were made long before, in any order.
        let index = StoreIndex(
            (untouched + [Memory(path: "gone.md", text: "- Never.\n")])
                .shuffled(using: &chance).map { testExtractor.profile(of: $0) }
        ).removing(["gone.md"])
        let incremental = check.verdict(
            changedBase: base.filter { !untouched.contains($0) }.shuffled(using: &chance),
            changedResult: result.filter { !untouched.contains($0) }.shuffled(using: &chance),
            unchanged: index)
        #expect(incremental == full)
    }

    @Test(arguments: 1...20)
    func `the order of memories does not matter, nor does a second run`(seed: Int) {
        var chance = SeededChance(seed: UInt64(seed) &* 0xD134_2543_DE82_EF95)
        let base = store(&chance)
        let result = dream(base, &chance)
        let check = testCheck(policy)
        let first = check.verdict(base: base, result: result)
        let second = check.verdict(
            base: base.shuffled(using: &chance), result: result.shuffled(using: &chance))
        #expect(first == second)
        #expect(
            first.canonicalBytes(base: "a", result: "b", policy: "c")
                == second.canonicalBytes(base: "a", result: "b", policy: "c"))
    }

    @Test(arguments: 1...20)
    func `a store without a change keeps every guardrail`(seed: Int) {
        var chance = SeededChance(seed: UInt64(seed) &* 0xA076_1D64_78BD_642F)
        let base = store(&chance)
        let verdict = testCheck().verdict(base: base, result: base)
        #expect(verdict.violations.isEmpty)
        #expect(
            verdict.counts.kept == base.reduce(0) { $0 + testExtractor.guardrails(in: $1).count })
    }

    @Test func `the digest covers base, result, policy and violations`() {
        let check = testCheck()
        let dropped = check.verdict(
            base: [Memory(path: "a.md", text: "- Never deploy on Fridays.\n")], result: [])
        let passed = check.verdict(base: [], result: [])
        let bytes = dropped.canonicalBytes(base: "a", result: "b", policy: "c")
        #expect(bytes != dropped.canonicalBytes(base: "x", result: "b", policy: "c"))
        #expect(bytes != dropped.canonicalBytes(base: "a", result: "x", policy: "c"))
        #expect(bytes != dropped.canonicalBytes(base: "a", result: "b", policy: "x"))
        #expect(bytes != passed.canonicalBytes(base: "a", result: "b", policy: "c"))
        #expect(bytes != dropped.canonicalBytes(base: "ab", result: "", policy: "c"))
    }

    @Test func `an override covers one violation, with a reason and an owner`() throws {
        var policy = Policy()
        var declared = DeclaredGuardrail(id: "fridays", text: "Never deploy on Fridays.")
        declared.owners = ["ann"]
        policy.guardrails = [declared]
        let verdict = testCheck(policy).verdict(
            base: [
                Memory(path: "a.md", text: "- Never deploy on Fridays.\n"),
                Memory(path: "b.md", text: "- Never eat lunch early.\n"),
            ], result: [Memory(path: "c.md", text: "- Lunch.\n")])
        let all = verdict.remaining(after: [])
        #expect(all.count == 3)
        func remaining(_ overrides: Override...) -> Int {
            verdict.remaining(after: overrides).count
        }
        #expect(
            remaining(Override(violationID: "fridays", reason: "Frozen.", owner: "bob")) == 3)
        #expect(remaining(Override(violationID: "fridays", reason: " ", owner: "ann")) == 3)
        #expect(remaining(Override(violationID: "fridays", reason: "Frozen.", owner: "")) == 3)
        #expect(
            remaining(Override(violationID: "fridays", reason: "Frozen.", owner: "ann")) == 2)
        #expect(remaining(Override(violationID: "all", reason: "Read it.", owner: "bob")) == 1)
        #expect(remaining(Override(violationID: "all", reason: "Read it.", owner: "ann")) == 0)
    }
}
