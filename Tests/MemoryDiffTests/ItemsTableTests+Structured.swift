import MemoryDiff
import Testing

extension ItemsTableTests {
    @Test(arguments: structured)
    func `structured memories are read by their syntax`(_ expected: ItemsCase) {
        #expect(expected.found == expected.items)
    }

    @Test(arguments: plain)
    func `plain text is read by paragraphs and lines`(_ expected: ItemsCase) {
        #expect(expected.found == expected.items)
    }

    static let structured: [ItemsCase] = [
        ItemsCase(
            "JSON members are fields, small objects in arrays records", "a.json",
            """
            {"version": 2, "tags": ["a", "b"],
             "facts": [{"id": "f1", "text": "use\\n\\u0070npm"}, "loose", {"id": "f2", "m": {"by": "ops"}}],
             "zip": "12345", "on": true, "s": "true", "none": null, "e": "", "o": {}}
            """,
            [
                "field |  | version: 2", "field |  | tags: a, b", "heading |  | facts",
                "record | facts | id: f1, text: use pnpm", "record | facts | loose",
                "field | facts > f2 | id: f2", "heading | facts > f2 | m",
                "field | facts > f2 > m | by: ops", "field |  | zip: \"12345\"",
                "field |  | on: true",
                "field |  | s: \"true\"", "field |  | none: null", "field |  | e: \"\"",
                "field |  | o: {}",
            ]),
        ItemsCase(
            "JSON that does not parse is text", "a.json", "{\"a\": 1,}\n\nrest\n",
            ["paragraph |  | {\"a\": 1,}", "paragraph |  | rest"]),
        ItemsCase(
            "JSON Lines have a record a line, a broken one too", "a.jsonl",
            "{\"a\":1,\"b\":[2]}\n\n{oops\n\"x\"",
            ["record |  | a: 1, b: 2", "line |  | {oops", "record |  | x"]),
        ItemsCase(
            "YAML entries are fields, elements records, comments lines", "a.yaml",
            """
            # kept by ops
            owner: "ops" # who
            limits:
              # never raise
              tokens: 4000
              models: [a, b]
            prompt: |
              Be careful.

              Never push.
            rules:
              - Never push
              - id: r1
                text: use pnpm
              - id: r2
                nested:
                  - deep
            empty:
            """,
            [
                "line |  | kept by ops", "field |  | owner: \"ops\" # who", "heading |  | limits",
                "line | limits | never raise", "field | limits | tokens: 4000",
                "field | limits | models: [a, b]", "field |  | prompt: Be careful. Never push.",
                "heading |  | rules", "record | rules | Never push",
                "record | rules | id: r1, text: use pnpm", "field | rules > r2 | id: r2",
                "heading | rules > r2 | nested", "record | rules > r2 > nested | deep",
                "field |  | empty:",
            ]),
        ItemsCase(
            "several YAML documents", "a.yml", "---\na: 1\n...\n---\n- - x\n  - y\n",
            ["field |  | a: 1", "record |  | x", "record |  | y"]),
        ItemsCase(
            "YAML that does not parse is text", "a.yaml", "a: 1\n- b\n",
            ["paragraph |  | a: 1", "bullet |  | b"]),
        ItemsCase(
            "JSON under a YAML name", "a.yaml", "{\"a\": {\"b\": 1}}",
            ["heading |  | a", "field | a | b: 1"]),
    ]

    static let plain: [ItemsCase] = [
        ItemsCase(
            "wrapped lines are a paragraph", "a.txt",
            """
            This is a long paragraph that was wrapped by an editor at some
            width around sixty or seventy columns, so that all of it is one
            item.

            Second.
            """,
            [
                "paragraph |  | This is a long paragraph that was wrapped by an editor at some width"
                    + " around sixty or seventy columns, so that all of it is one item.",
                "paragraph |  | Second.",
            ]),
        ItemsCase(
            "lines that end early are meant to", "a.txt",
            "Always run tests\nNever push to main\nUse pnpm\n\n-----\n",
            ["line |  | Always run tests", "line |  | Never push to main", "line |  | Use pnpm"]),
        ItemsCase(
            "lines with markers are entries", "a.txt",
            "Rules:\n- one\n  more\n* two\n\u{2022} three\n4) four\nend\n",
            [
                "paragraph |  | Rules:", "bullet |  | one more", "bullet |  | two",
                "bullet |  | three", "bullet |  | four", "paragraph |  | end",
            ]),
    ]

    @Test(arguments: [
        ("a.json", "{\"a\": [1, -0.5e+3, \"\\u00e9\", null, true]}", true),
        ("a.json", "{\"a\": 01}", false),
        ("a.json", "[1,]", false), ("a.json", "", false), ("a.json", "{} {}", false),
        ("a.json", "\"\t\"", false), ("a.json", "\u{FEFF}[]", true), ("a.jsonl", "", true),
        ("a.jsonl", "1\n\n{}\n", true), ("a.jsonl", "1\n{\n", false),
        ("a.yaml", "a: [1, 2]\n", true),
        ("a.yaml", "", true), ("a.yaml", "a: [1\n", false), ("a.yaml", "a: b: c\n", false),
        ("a.md", "{", true), ("a.txt", "{", true),
    ])
    func `whether a memory is what its name says`(path: String, text: String, expected: Bool) {
        #expect(ItemParser.isWellFormed(Memory(path: path, text: text)) == expected)
    }
}
