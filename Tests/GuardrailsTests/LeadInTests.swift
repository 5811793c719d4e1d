import Guardrails
import MemoryDiff
import Testing

/// Entries that bind by what stands above them.
@Suite struct LeadInTests {
    private func found(_ text: String, path: String = "a.md") -> [String] {
        testExtractor.guardrails(in: Memory(path: path, text: text)).map {
            "\($0.origin.rawValue): \($0.text)"
        }
    }

    private func verdict(_ old: String, _ new: String) -> Verdict {
        testCheck().verdict(
            base: [Memory(path: "a.md", text: old)], result: [Memory(path: "a.md", text: new)])
    }

    @Test(arguments: [
        "Never:\n\n- push to main\n", "- Never:\n  - push to main\n",
        "**Never**\n\n- push to main\n",
        "1. Git\n   - Never:\n     - push to main\n", "## Never\n\n- push to main\n",
        "The agent must never:\n- push to main\n", "* Never\n\t* push to main\n",
    ])
    func `an entry is read with the line that introduces it`(text: String) {
        #expect(found(text).contains("heading: Never push to main"))
    }

    @Test func `a list ends where its introduction no longer applies`() {
        #expect(
            found("Never:\n\n- push to main\n\nThe office:\n\n- opens at nine\n") == [
                "heading: Never push to main"
            ])
        #expect(
            found("- Never:\n  - push to main\n- Lunch:\n  - is at noon\n") == [
                "heading: Never push to main"
            ])
    }

    @Test func `a heading that calls its list rules leaves the words as they are`() {
        #expect(
            found("## Red lines\n\n- Refunds end at $500.\n") == ["heading: Refunds end at $500."])
        #expect(
            found("## Guardrails\n\n- Never push.\n- Ask Ann.\n") == [
                "heading: Never push.", "heading: Ask Ann.",
            ])
    }

    @Test func `an entry that denies by itself is not denied twice`() {
        #expect(found("## Never\n\n- Never push to main\n") == ["heading: Never push to main"])
    }

    @Test(arguments: [
        ("## Never\n\n- push to main\n", "## Always\n\n- push to main\n"),
        ("## Never\n\n- push to main\n", "## Avoid\n\n- push to main\n"),
        ("Never:\n- push to main\n- skip tests\n", "Never:\n- skip tests\n"),
        ("- Never:\n  - push to main\n", "- Sometimes:\n  - push to main\n"),
        ("Never:\n- push to main\n", "Git:\n- push to main\n"),
    ])
    func `a list whose introduction loses its force is lost`(old: String, new: String) {
        #expect(!verdict(old, new).passes)
    }

    @Test(arguments: [
        ("## Never\n\n- push to main\n", "- Never push to main.\n"),
        ("Never:\n- push to main\n", "## Never\n\n- Push to main.\n"),
        ("## Never\n\n- push to main\n", "## Do not\n\n- push to main\n"),
        ("\u{274C} Don't:\n\n- push to main\n", "- Don't push to main\n"),
    ])
    func `the same force in another form is kept`(old: String, new: String) {
        #expect(verdict(old, new).passes)
    }

    @Test func `work that is done binds nobody, and work to be done advises`() {
        #expect(found("- [x] The parser must not crash.\n").isEmpty)
        #expect(
            found("- [ ] The parser must not crash.\n") == [
                "advising-sentence: The parser must not crash."
            ])
    }

    @Test func `a rule does not become a task unseen`() {
        #expect(!verdict("- Never push to main.\n", "- [ ] Never push to main.\n").passes)
        #expect(!verdict("- Never push to main.\n", "- [x] Never push to main.\n").passes)
    }
}
