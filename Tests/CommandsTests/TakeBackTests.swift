import Commands
import TestSupport
import Testing

/// `revert --dream`, `revert --memory`, and what becomes of the dream.
@Suite struct TakeBackTests {
    /// Production shows the dream `d`, which changed `a.md` and added `n.md`, and two writes since.
    private func merged(then writes: [String: String] = ["w.md": "- later\n"]) throws -> World {
        let world = World()
        try world.makeStore(["a.md": "- one\n", "b.md": "- two\n"])
        try world.fill(
            "dream", ["a.md": "- one\n- dreamt\n", "b.md": "- two\n", "n.md": "- new\n"])
        #expect(world.on("dream", "import", "../dream", "--id", "d").status == 0)
        #expect(world.on("merge", "d").status == 0)
        for (path, text) in writes.sorted(by: { $0.key < $1.key }) {
            world.input = Array(text.utf8)
            #expect(world.on("write", path).status == 0)
        }
        return world
    }

    private func paths(_ world: World) throws -> String {
        try world.gitSays("ls-tree -r --name-only memory/production")
    }

    @Test func `one dream is taken back and what came later stays`() throws {
        let world = try merged()
        #expect(
            world.on("revert", "--dream", "d", "-m", "made up a fact").masked == """
                took back dream d; what came later stays: version 3 (ID)
                2 memories: 2 items pruned
                undo: reverie -C store.git revert --to fallback/3 -m REASON
                --- errors
                dream d is on hold until: reverie -C store.git dreams release d

                """)
        #expect(try paths(world) == "a.md\nb.md\nw.md\n")
        #expect(try world.production("a.md") == "- one\n")
        #expect(try world.gitSays("fsck --strict") == "")
        #expect(world.on("verify").status == 0)
    }

    @Test func `going back to before a dream was taken back names the dream that comes again`()
        throws
    {
        let world = try merged()
        try world.fill(
            "more",
            [
                "a.md": "- one\n- dreamt\n", "b.md": "- two\n", "n.md": "- new\n",
                "w.md": "- later\n", "e.md": "- e\n",
            ])
        #expect(world.on("dream", "import", "../more", "--id", "e").status == 0)
        #expect(world.on("merge", "e").status == 0)
        #expect(world.on("revert", "--dream", "d", "-m", "x").status == 0)
        let back = world.on("revert", "-m", "e is bad too").output
        #expect(
            back.contains(
                """
                dream d was taken back and is in production again
                  take it back: reverie -C store.git revert --dream d -m REASON
                """), "\(back)")
        #expect(try paths(world) == "a.md\nb.md\nn.md\nw.md\n")
        #expect(world.on("revert", "--dream", "d", "-m", "x").status == 0)
        #expect(try paths(world) == "a.md\nb.md\nw.md\n")
        #expect(!world.on("revert", "--to", "v1", "-m", "y").output.contains("taken back"))
        #expect(try paths(world) == "a.md\nb.md\n")
    }

    @Test func `a dream that was taken back is merged again only after its release`() throws {
        let world = try merged()
        #expect(world.on("revert", "--dream", "d", "-m", "x").status == 0)
        #expect(
            world.on("merge", "d").description == """
                --- errors
                error: dream 'd' was taken back and is on hold
                hint: reverie dreams release d
                --- status 1

                """)
        #expect(
            world.on("dreams", "release", "d", "-m", "checked").description
                == "dream d was on hold and is reverted\n")
        #expect(
            world.on("dreams", "release", "d").description
                == "nothing to do: dream d is reverted\n")
        #expect(world.on("merge", "d").status == 0)
        #expect(try paths(world) == "a.md\nb.md\nn.md\nw.md\n")
    }

    @Test func `a plain revert leaves the dream to be merged again`() throws {
        let world = try merged()
        #expect(world.on("revert", "-m", "x").status == 0)
        #expect(world.on("dreams").output.contains("reverted"))
        #expect(world.on("merge", "d").status == 0)
        #expect(world.on("dreams").output.contains("merged"))
    }

    @Test func `what was changed again since is a conflict that is listed and decided`() throws {
        let world = try merged(then: ["a.md": "- one\n- dreamt, then edited\n"])
        let before = try world.references()
        let listed = world.on("revert", "--dream", "d", "-m", "x")
        #expect(
            listed.masked == """
                1 memory changed on both sides; nothing was written

                a.md  (edit/edit: it was changed again since)
                  base    - dreamt
                  ours    - dreamt, then edited
                  theirs  (taken away)

                ours is production, theirs is the state before; what only one side changed is
                merged as it is. Decide for each, with 'ours', 'theirs' or a file that holds the
                whole memory:

                  reverie -C store.git revert --dream d -m REASON --at ID \\
                      --resolve a.md=ours
                --- status 1

                """)
        #expect(world.on("revert", "--dream", "d", "-n").output == listed.output)
        #expect(try world.references() == before)
        #expect(
            world.on("revert", "--dream", "d", "-m", "x", "--resolve", "a.md=ours").status == 2)
        #expect(try world.references() == before)
        let decided = world.on(
            "revert", "--dream", "d", "-m", "x", "--at", "production", "--resolve", "a.md=theirs")
        #expect(decided.status == 0, "\(decided)")
        #expect(try world.production("a.md") == "- one\n")
        #expect(try paths(world) == "a.md\nb.md\n")
    }

    @Test func `a decision about an older production is not taken`() throws {
        let world = try merged(then: ["a.md": "- one\n- edited\n"])
        let listedAt = try world.gitSays("rev-parse memory/production").dropLast()
        world.input = Array("- moved on\n".utf8)
        #expect(world.on("write", "z.md").status == 0)
        let before = try world.references()
        let outcome = world.on(
            "revert", "--dream", "d", "-m", "x", "--at", "\(listedAt)", "--resolve", "a.md=theirs")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("production moved since the conflicts were listed"))
        #expect(try world.references() == before)
    }

    @Test func `one memory is taken back, from the last merge or from a moment`() throws {
        let world = try merged()
        #expect(world.on("revert", "--memory", "n.md", "-m", "x").status == 0)
        #expect(try paths(world) == "a.md\nb.md\nw.md\n")
        #expect(try world.production("a.md") == "- one\n- dreamt\n")
        #expect(world.on("revert", "--memory", "a.md", "--to", "v1", "-m", "x").status == 0)
        #expect(try world.production("a.md") == "- one\n")
        let again = world.on("revert", "--memory", "a.md", "--to", "v1", "-m", "x")
        #expect(again.description == "nothing to do: nothing of 'a.md' is left to take back\n")
    }

    @Test func `scripts read the outcome, the conflicts and the dry run`() throws {
        let world = try merged(then: ["a.md": "- one\n- edited\n"])
        let listed = world.on("revert", "--dream", "d", "-m", "x", "--json").output
        for part in [
            "\"schema\": \"reverie.revert/1\"", "\"outcome\": \"conflicts\"", "\"dream\": \"d\"",
            "\"path\": \"a.md\"", "\"command\": \"reverie -C store.git revert --dream d",
        ] {
            #expect(listed.contains(part), "\(part) is missing in \(listed)")
        }
        let preview = world.on("revert", "--memory", "n.md", "-n", "--json")
        #expect(preview.status == 0)
        #expect(preview.output.contains("\"dryRun\": true"))
        #expect(preview.output.contains("\"memories\": 1"))
        let done = world.on("revert", "--memory", "n.md", "-m", "x", "--json").output
        #expect(done.contains("\"outcome\": \"reverted\""))
        #expect(done.contains("\"version\": 3"))
    }

    @Test(arguments: [
        ["--dream", "nobody", "-m", "x"], ["--dream", "d", "--to", "v1", "-m", "x"],
        ["--resolve", "a.md=ours", "-m", "x"], ["--dream", "d"], ["--memory", "../x", "-m", "x"],
        ["--dream", "open", "-m", "x"],
    ])
    func `words that make no sense change nothing`(words: [String]) throws {
        let world = try merged()
        #expect(world.on("dream", "import", "../first", "--id", "open").status == 0)
        let before = try world.references()
        let outcome = world.run(.reverie, ["-C", "store.git", "revert"] + words)
        #expect(outcome.status == 2, "\(outcome)")
        #expect(try world.references() == before)
    }

    @Test func `a dream is closed with a reason, and a tag keeps it`() throws {
        let world = try merged()
        #expect(world.on("dream", "import", "../first", "--id", "other").status == 0)
        #expect(world.on("dreams", "close", "other").status == 2)
        #expect(
            world.on("dreams", "close", "oth", "-m", "it drops a limit").description
                == "dream other was open and is closed; 'memory/closed/other' keeps it until retention ends\n"
        )
        #expect(!world.on("dreams").output.contains("other"))
        #expect(try world.gitSays("rev-parse --verify -q memory/closed/other").count == 41)
        #expect(world.on("dreams", "close", "other", "-m", "again").status == 2)
        #expect(world.on("verify").status == 0)
    }

    @Test func `the branch of an open dream that is lost is found and set again`() throws {
        let world = try merged()
        #expect(world.on("dream", "import", "../first", "--id", "other").status == 0)
        let branches = try world.gitSays("branch --list 'memory/dream/*'")
        #expect(try world.gitSays("update-ref -d refs/heads/memory/dream/other") == "")
        let found = world.on("verify")
        #expect(found.output.contains("the branch of dream 'other' is missing"), "\(found)")
        #expect(world.on("verify", "--repair").output.contains("mended"))
        #expect(try world.gitSays("branch --list 'memory/dream/*'") == branches)
        #expect(world.on("verify").output.contains("all is well"))
    }
}
