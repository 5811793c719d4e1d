import Guardrails
import Testing

@Suite struct PathPatternTests {
    @Test(arguments: [
        ("a.md", "a.md", true), ("a.md", "b/a.md", false), ("*.md", "a.md", true),
        ("*.md", "b/a.md", false), ("**/*.md", "a.md", true), ("**/*.md", "b/c/a.md", true),
        ("guardrails/**", "guardrails/a/b.md", true), ("guardrails/**", "guardrails.md", false),
        ("guardrails/", "guardrails/a.md", true), ("/a.md", "a.md", true),
        ("a/**/b.md", "a/b.md", true), ("a/**/b.md", "a/x/y/b.md", true),
        ("a/**/b.md", "ab.md", false), ("a?c", "abc", true), ("a?c", "a/c", false),
        ("**", "a/b", true), ("*", "a/b", false), ("", "a", false), ("", "", true),
    ])
    func `stars stay in their segment and double stars do not`(
        pattern: String, path: String, expected: Bool
    ) {
        #expect(PathPattern(pattern).matches(path) == expected)
    }

    @Test func `a pattern of many stars ends`() {
        let pattern = PathPattern(String(repeating: "*a", count: 300) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 1000)))
    }
}
