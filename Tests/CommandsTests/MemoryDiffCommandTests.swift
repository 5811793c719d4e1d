import Commands
import TestSupport
import Testing

@Suite struct MemoryDiffCommandTests {
    private func world() throws -> World {
        let world = World()
        try world.write("a/limits.md", "- Ask first.\n")
        try world.write("b/limits.md", "- Ask first.\n- Tea is at five.\n")
        return world
    }

    @Test func `equal folders have no changes`() throws {
        #expect(
            try world().run("memdiff", "--exit-code", "a", "a").description == """
                a: no changes
                memories 1 -> 1 (0%), items 1 -> 1 (0%), tokens 4 -> 4 (0%)

                """)
    }

    @Test func `a file that was only wrapped anew has no changes of words`() throws {
        let world = World()
        try world.write("a.md", "One sentence that is long.\n")
        try world.write("b.md", "One sentence\nthat is long.\n\n")
        let lines = world.run("memdiff", "a.md", "b.md").output.split(separator: "\n")
        #expect(lines.first == "a.md -> b.md: no changes of words, only of layout")
        for (other, isLayout) in [("b.md", true), ("a.md", false)] {
            let json = world.run("memdiff", "--json", "a.md", other).output
            #expect(json.contains("\"layoutOnly\": \(isLayout)"))
        }
    }

    @Test(arguments: [
        (["memdiff", "a", "nowhere"], 2, "cannot open 'nowhere': no such file or directory"),
        (
            ["memdiff", "a", "b/limits.md"], 2,
            "cannot compare a folder with a file: 'a', 'b/limits.md'"
        ),
        (["memdiff", "a", "b", "c"], 2, "'memdiff' compares two stores, and 3 are named"),
        (
            ["memdiff", "--format", "pdf", "a", "b"], 2,
            "'--format' takes text, markdown, json, html, sarif, junit, github or gitlab, not 'pdf'"
        ),
        (
            ["memdiff", "--width", "3", "a", "b"], 2,
            "'--width' takes a whole number from 40 to 400, not '3'"
        ),
        (
            ["memdiff", "--only", "added,gone", "a", "b"], 2,
            "'--only' takes moved, modified, compressed, split, regrouped, pruned, added or invisible, not 'gone'"
        ),
    ])
    func `what cannot be compared is named`(words: [String], status: Int, message: String) throws {
        let outcome = try world().run(.reverie, words)
        #expect(outcome.output == "")
        #expect(outcome.errors.split(separator: "\n").first.map(String.init) == "error: \(message)")
        #expect(Int(outcome.status) == status)
    }

    @Test func `status 1 is only for changes that are shown`() throws {
        let world = try world()
        #expect(world.run("memdiff", "a", "b").status == 0)
        #expect(world.run("memdiff", "--exit-code", "a", "b").status == 1)
        #expect(world.run("memdiff", "--exit-code", "--only", "added", "a", "b").status == 1)
        #expect(world.run("memdiff", "--exit-code", "--only", "pruned", "a", "b").status == 0)
    }

    @Test func `both names of the command are one command`() throws {
        let world = try world()
        #expect(world.run("memdiff", "a", "b") == world.run(.memdiff, ["a", "b"]))
    }

    @Test func `links are not followed and what is left out is counted`() throws {
        let world = try world()
        try world.write("secret.md", "- Secret.\n")
        try world.write("b/.hidden/x.md", "- Hidden.\n")
        try world.write("b/image.md", bytes: [0x89, 0, 1])
        #expect(
            try world.shell("ln -s ../secret.md b/link.md; ln -s .. b/up; mkfifo b/pipe").status
                == 0)
        let outcome = world.run("memdiff", "a", "b")
        #expect(
            outcome.output.contains(
                "note: left out of 'b': hidden: 1, symbolic links: 2, not text: 1, not files: 1\n"))
        #expect(!outcome.output.contains("Secret") && !outcome.output.contains("Hidden"))
    }

    @Test func `a folder given by -C is where names are looked up`() throws {
        let world = try world()
        try world.write("deep/b/limits.md", "- Ask first.\n")
        #expect(
            world.run("-C", "deep", "memdiff", "../a", "b").output.hasPrefix(
                "../a -> b: no changes\n"))
    }

    @Test func `colour is for terminals that can`() throws {
        let world = try world()
        #expect(!world.run("memdiff", "a", "b").output.contains("\u{1B}"))
        #expect(world.run("memdiff", "--color=always", "a", "b").output.contains("\u{1B}["))
        world.terminal = (100, 200)
        #expect(world.run("memdiff", "a", "b").output.contains("\u{1B}["))
        #expect(!world.run("memdiff", "--color", "never", "a", "b").output.contains("\u{1B}"))
        world.environment["TERM"] = "dumb"
        #expect(!world.run("memdiff", "a", "b").output.contains("\u{1B}"))
        world.environment["TERM"] = "xterm"
        world.environment["NO_COLOR"] = "1"
        #expect(!world.run("memdiff", "a", "b").output.contains("\u{1B}"))
    }

    @Test func `colour inside git's pager is git's pager's colour`() throws {
        let world = try world()
        world.environment["GIT_PAGER_IN_USE"] = "true"
        #expect(world.run("memdiff", "a", "b").output.contains("\u{1B}["))
        #expect(!world.run("memdiff", "a", "nowhere").errors.contains("\u{1B}["))
    }

    @Test func `JSON is JSON whatever else is asked for`() throws {
        let world = try world()
        for extra in [["--stat"], ["--name-only"], ["--color", "always"], ["--risk", "critical"]] {
            let output = world.run(.memdiff, ["--json", "a", "b"] + extra).output
            #expect(output.hasPrefix("{\n  \"schema\": \"reverie.memdiff/1\",\n"))
            #expect(output.hasSuffix("}\n"))
        }
    }

    @Test func `long output on a terminal goes through the pager`() throws {
        let world = try world()
        world.terminal = (80, 3)
        world.environment["REVERIE_PAGER"] = "cat >'\(world.path("paged"))'"
        #expect(world.run("memdiff", "--color=never", "a", "b").output == "")
        let paged = String(decoding: world.read("paged") ?? [], as: UTF8.self)
        world.terminal = nil
        #expect(paged == world.run("memdiff", "a", "b").output)
        world.terminal = (80, 3)
        #expect(world.run("memdiff", "--color=never", "--no-pager", "a", "b").output == paged)
    }
}
