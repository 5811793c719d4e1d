import MemoryDiff
import Testing

/// A memory and the items that it holds, each as `form | heading > heading | text`.
struct ItemsCase: Sendable, CustomTestStringConvertible {
    let what: String
    let path: String
    let text: String
    let items: [String]

    init(_ what: String, _ path: String, _ text: String, _ items: [String]) {
        self.what = what
        self.path = path
        self.text = text
        self.items = items
    }

    var testDescription: String { what }

    var found: [String] {
        ItemParser.items(of: Memory(path: path, text: text)).map { item in
            [item.form.rawValue, item.headings.joined(separator: " > "), item.text]
                .joined(separator: " | ")
        }
    }
}

@Suite struct ItemsTableTests {
    @Test(arguments: markdown)
    func `Markdown is read by its blocks`(_ expected: ItemsCase) {
        #expect(expected.found == expected.items)
    }

    static let markdown: [ItemsCase] = [
        ItemsCase(
            "headings are items and stand above what follows", "a.md",
            "# One #\n\ntext\n\nTwo\n---\n\nmore\n\n### Deep\n# Other\nend\n",
            [
                "heading |  | One", "paragraph | One | text", "heading | One | Two",
                "paragraph | One > Two | more", "heading | One > Two | Deep", "heading |  | Other",
                "paragraph | Other | end",
            ]),
        ItemsCase(
            "a heading inside a list or a quote is no context", "a.md",
            "- # In a list\n\n> # In a quote\n\nafter\n",
            ["heading |  | In a list", "heading |  | In a quote", "paragraph |  | after"]),
        ItemsCase(
            "every list entry is an item without those below it", "a.md",
            "- outer\n  wrapped\n  - inner\n\n    second *block*\n- - twice\n-\n  late\n3) number\n-\n",
            [
                "bullet |  | outer wrapped", "bullet |  | inner", "paragraph |  | second block",
                "bullet |  | twice", "bullet |  | late", "bullet |  | number",
            ]),
        ItemsCase(
            "a ticked task keeps its tick", "a.md", "- [ ] open\n- [x] done\n- [X] done too\n",
            ["task |  | open", "task |  | [x] done", "task |  | [x] done too"]),
        ItemsCase(
            "marks go and link targets stay", "a.md",
            "See **bold** _it_ `a  b` [docs](https://e.org \"T\"), ![pic](p.png) <https://x.y> ~~no~~ &amp; \\*\n",
            [
                "paragraph |  | See bold it a b docs (https://e.org T), pic (p.png) https://x.y ~~no~~ & *"
            ]),
        ItemsCase(
            "an autolink is said once", "a.md", "<a@b.org> <https://x.y> [x](mailto:a@b.org)\n",
            ["paragraph |  | a@b.org https://x.y x (mailto:a@b.org)"]),
        ItemsCase(
            "a wrapped paragraph is one line of words", "a.md", "one\n  two  \nthree\\\nfour\n",
            ["paragraph |  | one two three four"]),
        ItemsCase(
            "rows of a table, the head included, with empty cells", "a.md",
            "before\n| a | *b* |\n|---|:-:|\n| 1 | 2 |\n|   | \\| |\n| x |\nlast\n\nafter\n",
            [
                "paragraph |  | before", "table-row |  | a \u{B7} b", "table-row |  | 1 \u{B7} 2",
                "table-row |  |  \u{B7} |", "table-row |  | x", "table-row |  | last",
                "paragraph |  | after",
            ]),
        ItemsCase(
            "code keeps its line breaks", "a.md",
            "```sh\nmake\n\n  test\n```\n\n    indented\n      deep\n\n~~~js title=\"a b\"\nopen\n",
            [
                "code |  | make\n\n  test", "code |  | indented\n  deep",
                "code |  | js title=\"a b\"\nopen",
            ]),
        ItemsCase(
            "HTML and comments reach the agent", "a.md",
            "<!-- never\n\nsay -->\n<!-- one -->\ntext <!-- in -->\n\n<div>x</div>\n",
            [
                "html |  | <!-- never\n\nsay -->", "html |  | <!-- one -->",
                "paragraph |  | text <!-- in -->", "html |  | <div>x</div>",
            ]),
        ItemsCase(
            "list entries between tags are items", "a.md",
            "<rules>\n- never **push**\n- ask\n  first\n</rules>\n",
            [
                "html |  | <rules>", "bullet |  | never push", "bullet |  | ask first",
                "html |  | </rules>",
            ]),
        ItemsCase(
            "quoted paragraphs are items", "a.md", "> one\nlazy\n>\n> - two\n> > three\n",
            ["paragraph |  | one lazy", "bullet |  | two", "paragraph |  | three"]),
        ItemsCase(
            "definitions of links and footnotes are not lost", "a.md",
            "[a]: http://x\n\"T\"\n[b]: y\nthen [a]\n\n[^1]: a note\n\n- [c]: z\n",
            [
                "paragraph |  | [a]: http://x \"T\"", "paragraph |  | [b]: y",
                "paragraph |  | then a (http://x T)", "paragraph |  | [^1]: a note",
                "paragraph |  | [c]: z",
            ]),
        ItemsCase(
            "front matter has a field for each key", "a.md",
            "---\n# why\nname: x\nglobs:\n  - a\n  - b\n\nnote: >\n  folded\n---\n# T\n---\n",
            [
                "line |  | why", "field |  | name: x", "field |  | globs: - a - b",
                "field |  | note: > folded", "heading |  | T",
            ]),
        ItemsCase(
            "front matter in TOML", "a.md", "+++\ntitle = \"x\"\n[extra]\nk = 1\n+++\ntext\n",
            [
                "field |  | title = \"x\"", "field |  | [extra]", "field |  | k = 1",
                "paragraph |  | text",
            ]),
        ItemsCase(
            "a rule at the top is no front matter", "a.md", "---\nsome text\n---\n",
            ["heading |  | some text"]),
        ItemsCase(
            "carriage returns and tabs", "a.md", "# A\r\n\r\n-\tb\r\n\t- c\r\n\rd\r",
            ["heading |  | A", "bullet | A | b", "bullet | A | c", "paragraph | A | d"]),
        ItemsCase(
            "a memory without ending that looks like Markdown", "notes", "# A\n* b\n",
            ["heading |  | A", "bullet | A | b"]),
        ItemsCase(
            "invisible characters stay", "a.md", "a\u{200B}b\u{A0}c\n",
            ["paragraph |  | a\u{200B}b\u{A0}c"]),
    ]
}
