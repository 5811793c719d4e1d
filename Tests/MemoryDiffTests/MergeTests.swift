import MemoryDiff
import Testing

/// Three versions of a memory and what their merge is.
struct MergeCase: Sendable, CustomTestStringConvertible {
    let what: String
    let path: String
    let base: String
    let ours: String
    let theirs: String
    let merged: String

    init(
        _ what: String, _ path: String, _ base: String, _ ours: String, _ theirs: String,
        _ merged: String
    ) {
        self.what = what
        self.path = path
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.merged = merged
    }

    var testDescription: String { what }

    static func merge(
        _ path: String, _ base: String, _ ours: String, _ theirs: String,
        resolutions: [Int: ItemMerge.Resolution] = [:]
    ) -> ItemMerge.Outcome {
        ItemMerge.merge(
            base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), path: path,
            resolutions: resolutions)
    }
}

@Suite struct MergeTests {
    @Test(arguments: cases)
    func `changes of both sides are in the result`(_ merge: MergeCase) {
        let outcome = MergeCase.merge(merge.path, merge.base, merge.ours, merge.theirs)
        #expect(outcome == .merged(Array(merge.merged.utf8)))
    }

    static let cases: [MergeCase] = [
        MergeCase(
            "neighbouring edits", "a.md", "- a\n- b\n- c\n", "- a1\n- b\n- c\n", "- a\n- b2\n- c\n",
            "- a1\n- b2\n- c\n"),
        MergeCase("neighbouring deletions", "a.md", "a\n\nb\n\nc\n", "b\n\nc\n", "a\n\nc\n", "c\n"),
        MergeCase(
            "additions at one place, ours then theirs", "a.md", "- a\n\nend\n", "- a\n- o\n\nend\n",
            "- a\n- t\n\nend\n", "- a\n- o\n- t\n\nend\n"),
        MergeCase(
            "the same addition is taken once", "a.md", "- a\n", "- a\n- x\n- o\n",
            "- a\n- x\n- t\n",
            "- a\n- x\n- o\n- t\n"),
        MergeCase(
            "the same edit", "a.md", "- a\n- b\n", "- a1\n- b\n- o\n", "- a1\n- b\n",
            "- a1\n- b\n- o\n"),
        MergeCase("the same deletion", "a.md", "- a\n- b\n", "- b\n", "- b\n- c\n", "- b\n- c\n"),
        MergeCase(
            "a missing line end joins nothing", "a.md", "- a", "- a\n- o", "- t\n- a",
            "- t\n- a\n- o"),
        MergeCase(
            "paragraphs that meet stay two", "a.md", "- a\n- b\n- c\n\nend\n",
            "- a\n\nfree\n\n- c\n\nend\n",
            "- a\n- t\n- b\n- c\n\nend\n", "- a\n- t\n\nfree\n\n- c\n\nend\n"),
        MergeCase(
            "an addition to a list stays in the list", "a.md", "- a\n\nend\n",
            "- a\n\npara\n\nend\n",
            "- a\n- t\n\nend\n", "- a\n- t\n\npara\n\nend\n"),
        MergeCase(
            "the delimiter of a table survives its rows", "a.md", "| a |\n|---|\n| 1 |\n| 2 |\n",
            "| a |\n|---|\n| 2 |\n", "| a |\n|---|\n| 1 |\n", "| a |\n|---|\n"),
        MergeCase(
            "text that looks like a conflict marker", "a.md", "a\n", "a\n\n<<<<<<< HEAD\n", "a0\n",
            "a0\n\n<<<<<<< HEAD\n"),
        MergeCase(
            "carriage returns", "a.txt", "one\r\n\r\ntwo", "one\r\n\r\ntwo\r\n\r\no",
            "one\r\n\r\ntwo\r\n\r\nt",
            "one\r\n\r\ntwo\r\n\r\no\r\n\r\nt"),
        MergeCase(
            "front matter by its keys", "a.md", "---\nname: x\n---\na\n",
            "---\nname: x\ntags: o\n---\na\n",
            "---\nname: t\n---\na\n", "---\nname: t\ntags: o\n---\na\n"),
        MergeCase(
            "members appended to a JSON object", "a.json", "{\n  \"a\": 1\n}\n",
            "{\n  \"a\": 1,\n  \"o\": 2\n}\n",
            "{\n  \"a\": 1,\n  \"t\": 3\n}\n", "{\n  \"a\": 1,\n  \"o\": 2,\n  \"t\": 3\n}\n"),
        MergeCase(
            "members removed from a JSON object", "a.json", "{\"a\":1,\"b\":2,\"c\":3}",
            "{\"b\":2,\"c\":3}",
            "{\"a\":1,\"b\":2}", "{\"b\":2}"),
        MergeCase(
            "all members removed by one or the other", "a.json", "{\"a\":1,\"b\":2}", "{\"a\":1}",
            "{\"b\":2}",
            "{}"),
        MergeCase(
            "an object that both add", "a.json", "{}", "{\"x\":{\"o\":1}}", "{\"x\":{\"t\":2}}",
            "{\"x\":{\"o\":1,\"t\":2}}"),
        MergeCase(
            "a memory that both add", "a.json", "", "{\"o\": 1}", "{\"t\": 2}",
            "{\"o\": 1,\"t\": 2}"),
        MergeCase(
            "a nameless memory that becomes Markdown on one side", "notes", "one\n\ntwo\n",
            "# T\n\none\n\ntwo\n", "one\n\ntwo t\n", "# T\n\none\n\ntwo t\n"),
        MergeCase(
            "records of JSON Lines", "a.jsonl", "{\"a\":1}\n{\"b\":1}",
            "{\"a\":1}\n{\"b\":1}\n{\"o\":1}\n",
            "{\"a\":2}\n{\"b\":1}\n{\"t\":1}", "{\"a\":2}\n{\"b\":1}\n{\"o\":1}\n{\"t\":1}\n"),
        MergeCase(
            "elements and entries of YAML", "a.yaml", "a:\n  - x\n  - y\nb: 1\n",
            "a:\n  - x\n  - y\n  - o\nb: 1\n", "a:\n  - t\n  - y\nb: 1\nc: 2",
            "a:\n  - t\n  - y\n  - o\nb: 1\nc: 2"),
    ]

    @Test func `a file changed on one side is taken byte for byte, whatever it holds`() {
        let odd = "{\r\n\"a\": \u{0}<<<<<<<"
        #expect(MergeCase.merge("a.json", "{}", odd, "{}") == .merged(Array(odd.utf8)))
        #expect(MergeCase.merge("a.json", "{}", "{}", odd) == .merged(Array(odd.utf8)))
        #expect(MergeCase.merge("a.json", "{}", odd, odd) == .merged(Array(odd.utf8)))
    }

    @Test func `a side that does not parse is a conflict of the file`() {
        #expect(MergeCase.merge("a.json", "{\"a\": 1}", "{\"a\": 1,", "{\"a\": 2}") == .unparsable)
        #expect(MergeCase.merge("a.yaml", "a: 1\n", "a: [1\n", "a: 2\n") == .unparsable)
    }

    @Test func `a conflict names the tiles of the item on all sides`() {
        let outcome = MergeCase.merge(
            "a.md", "# T\n\n- a b\n- c\n", "# T\n\n- a o\n- c\n", "# T\n\n- a t\n- c\n")
        let conflict = ItemMerge.Conflict(
            index: 0, kind: .editEdit, base: 5..<11, ours: 5..<11, theirs: 5..<11)
        #expect(outcome == .conflicts([conflict]))
    }

    @Test(arguments: [
        ("- x\n- b\n", "- b\n", "edit/delete"), ("- b\n", "- x\n- b\n", "delete/edit"),
    ])
    func `an edit against a deletion is a conflict`(ours: String, theirs: String, kind: String)
        throws
    {
        let outcome = MergeCase.merge("a.md", "- a\n- b\n", ours, theirs)
        guard case .conflicts(let conflicts) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(conflicts.map(\.kind.rawValue) == [kind])
    }

    @Test(arguments: ["a.json", "a.yaml", "a.md"])
    func `one key added with two values is a conflict`(path: String) {
        let (base, ours, theirs) =
            switch path {
            case "a.json": ("{\"a\": 1}", "{\"a\": 1, \"k\": 1}", "{\"k\": 2, \"a\": 1}")
            case "a.yaml": ("a: 1\n", "a: 1\nk: 1\n", "k: 2\na: 1\n")
            default: ("---\na: 1\n---\n", "---\na: 1\nk: 1\n---\n", "---\nk: 2\na: 1\n---\n")
            }
        let outcome = MergeCase.merge(path, base, ours, theirs)
        guard case .conflicts(let conflicts) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(conflicts.map(\.kind) == [.addAdd])
    }

    @Test(arguments: [
        (ItemMerge.Resolution.base, "- a b\n- c\n- o\n"), (.ours, "- a o\n- c\n- o\n"),
        (.theirs, "- a t\n- c\n- o\n"), (.text(Array("- both".utf8)), "- both\n- c\n- o\n"),
        (.text([]), "- c\n- o\n"),
    ])
    func `a decision settles a conflict and keeps the rest of the merge`(
        resolution: ItemMerge.Resolution, expected: String
    ) {
        let outcome = MergeCase.merge(
            "a.md", "- a b\n- c\n", "- a o\n- c\n- o\n", "- a t\n- c\n",
            resolutions: [0: resolution])
        #expect(outcome == .merged(Array(expected.utf8)))
    }

    @Test(arguments: [
        (ItemMerge.Resolution.base, "{\"a\":1,\"b\":2,\"t\":4}"),
        (.ours, "{\"a\":1,\"b\":3,\"t\":4}"),
        (.theirs, "{\"a\":1,\"t\":4}"),
        (.text(Array("\"c\": 5".utf8)), "{\"a\":1,\"c\": 5,\"t\":4}"),
    ])
    func `a settled conflict leaves JSON that parses`(
        resolution: ItemMerge.Resolution, expected: String
    ) {
        let (base, ours, theirs) = (
            "{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}", "{\"a\":1,\"t\":4}"
        )
        let outcome = MergeCase.merge("a.json", base, ours, theirs, resolutions: [0: resolution])
        #expect(outcome == .merged(Array(expected.utf8)))
    }

    @Test func `thousands of items on both sides merge`() {
        let base = (0..<5_000).map { "- item \($0) says \($0 % 7)\n" }
        var ours = base
        var theirs = base
        var expected = base
        for index in stride(from: 0, to: 5_000, by: 3) { ours[index] = "- item \(index) says o\n" }
        for index in stride(from: 1, to: 5_000, by: 3) {
            theirs[index] = "- item \(index) says t\n"
        }
        for index in base.indices where index % 3 < 2 {
            expected[index] = index % 3 == 0 ? ours[index] : theirs[index]
        }
        let outcome = MergeCase.merge("a.md", base.joined(), ours.joined(), theirs.joined())
        #expect(outcome == .merged(Array(expected.joined().utf8)))
    }
}
