import Commands
import Testing
import TestSupport

@Suite struct RevertTests {
    /// A store of three versions: the first, dream `d1`, dream `d2`.
    private func threeVersions(_ world: World) throws {
        try world.makeStore(["a.md": "- one\n"])
        for number in 1...2 {
            try world.write("dream/a.md", "- one\n")
            try world.write("dream/n\(number).md", "- insight \(number)\n")
            #expect(world.on("dream", "import", "../dream", "--id", "d\(number)").status == 0)
            #expect(world.on("merge", "d\(number)").status == 0)
            world.time += 86_400
        }
    }

    private func paths(_ world: World) throws -> String {
        try world.gitSays("ls-tree -r --name-only memory/production")
    }

    @Test func `one version back, and again, and never a toggle`() throws {
        let world = World()
        try threeVersions(world)
        world.input = Array("- written\n".utf8)
        #expect(world.on("write", "w.md").status == 0)
        #expect(
            world.on("revert", "-m", "it dropped a limit").masked == """
                production is the store of v2 (ID) again: version 4 (ID)
                2 memories: 2 items pruned
                1 direct write since went out of production and stays restorable
                undo: reverie -C store.git revert --to fallback/4 -m REASON
                --- errors
                going back to v2 (ID), made TIME +0000
                2 memories change

                """)
        #expect(try paths(world) == "a.md\nn1.md\n")
        #expect(world.on("revert", "-m", "further").status == 0)
        #expect(try paths(world) == "a.md\n")
        #expect(
            world.on("revert", "-m", "further").description == """
                --- errors
                error: production shows its first version; there is nothing earlier
                hint: reverie log
                hint: reverie fallback
                --- status 2

                """)
        #expect(world.on("revert", "--to", "fallback/4", "-m", "undo").status == 0)
        #expect(try paths(world) == "a.md\nn1.md\nn2.md\nw.md\n")
        #expect(
            try world.gitSays("log -3 --format=%b memory/production").contains("it dropped a limit")
        )
        #expect(try world.gitSays("fsck --strict") == "")
    }

    @Test(arguments: [
        ("v1", "a.md\n"), ("1", "a.md\n"), ("v2", "a.md\nn1.md\n"), ("fallback/2", "a.md\n"),
        ("d1", "a.md\nn1.md\n"), ("36h", "a.md\nn1.md\n"), ("last week", ""),
        ("memory/v1", "a.md\n"),
    ])
    func `a version, fallback, dream, time or reference is gone back to`(
        name: String, expected: String
    ) throws {
        let world = World()
        try threeVersions(world)
        let outcome = world.on("revert", "--to", name, "-m", "back")
        if expected.isEmpty {
            #expect(outcome.status == 2)
            #expect(
                outcome.errors.hasPrefix("error: the journal begins at 2026-11-20 06:00 +00:00"))
        } else {
            #expect(outcome.status == 0, "\(outcome)")
            #expect(try paths(world) == expected)
        }
    }

    @Test func `an object id is gone back to, and an absolute time and zone are said first`() throws
    {
        let world = World()
        try threeVersions(world)
        let first = try world.gitSays("rev-parse memory/v1").prefix(12)
        #expect(world.on("revert", "--to", String(first), "-m", "back").status == 0)
        let outcome = world.on("revert", "--to", "2026-11-21 12:00", "-m", "back")
        #expect(outcome.errors.hasPrefix("'2026-11-21 12:00' is 2026-11-21 12:00:00 +0000\n"))
        #expect(try paths(world) == "a.md\nn1.md\nn2.md\n")
    }

    @Test(arguments: [
        ("nothing", "'nothing' is no version, dream or object here, and no time"),
        ("v99", "'v99' leads to no snapshot"),
        ("fallback/99", "'fallback/99' leads to no snapshot"),
        ("2099-01-01", "'2099-01-01' is in the future: 2099-01-01 00:00:00 +0000"),
        ("out", "dream 'out' was never merged, so production never was that"),
        ("memory/dream/out", " never was production"),
        ("yesterday", "'yesterday' is a time and the name of a dream"),
        ("\u{1B}[2J", "'<U+001B>[2J' is no version"),
    ])
    func `what is no earlier state is refused with status 2`(name: String, message: String) throws {
        let world = World()
        try threeVersions(world)
        for id in ["out", "yesterday"] {
            try world.write("dream/a.md", "- \(id)\n")
            #expect(world.on("dream", "import", "../dream", "--id", id).status == 0)
        }
        let before = try world.references()
        let outcome = world.on("revert", "--to", name, "-m", "back")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message), "\(outcome)")
        #expect(try world.references() == before)
    }

    @Test func `a dry run says everything and changes nothing`() throws {
        let world = World()
        try threeVersions(world)
        let before = try world.references()
        #expect(
            world.on("revert", "--dry-run", "--to", "v1").masked == """
                would make production the store of v1 (ID) again
                2 memories: 2 items pruned
                nothing was changed
                --- errors
                going back to v1 (ID), made TIME +0000
                2 memories change

                """)
        #expect(world.on("--json", "revert", "-n").output.contains("\"dryRun\": true"))
        #expect(try world.references() == before)
    }

    @Test func `a reason is needed without a terminal, and asked for once on one`() throws {
        let world = World()
        try threeVersions(world)
        let before = try world.references()
        for words in [[], ["-m", " "], ["-y"]] {
            let outcome = world.run(.reverie, ["-C", "store.git", "revert"] + words)
            #expect(outcome.status == 2)
            #expect(
                outcome.errors.hasSuffix(
                    """
                    error: a revert needs a reason; nothing was changed
                    hint: reverie -C store.git revert -m REASON

                    """))
        }
        world.terminal = (80, 24)
        world.answer = "wrong numbers\n"
        #expect(world.on("revert", "-y").status == 2)
        #expect(try world.references() == before)
        let asked = world.on("revert")
        #expect(asked.status == 0)
        #expect(asked.errors.contains("reason: "))
        #expect(try world.gitSays("log -1 --format=%b memory/production").contains("wrong numbers"))
        world.answer = "\n"
        #expect(world.on("revert").status == 2)
    }

    @Test func `a state that production has already is no move`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        let outcome = world.on("revert", "--to", "v1", "-m", "back")
        #expect(outcome.masked.hasPrefix("nothing to do: production is the store of v1 (ID)\n"))
        #expect(outcome.status == 0)
        #expect(try world.references() == before)
    }

    @Test func `writes that went out of production once do not go out again`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        world.input = Array("- two\n".utf8)
        #expect(world.on("write", "b.md").status == 0)
        let first = world.on("revert", "--to", "v1", "-m", "back")
        #expect(first.output.contains("1 direct write since went out of production"))
        try world.fill("dream", ["a.md": "- three\n"])
        #expect(world.on("dream", "import", "../dream", "--id", "d").status == 0)
        #expect(world.on("merge", "d").status == 0)
        #expect(!world.on("revert", "--to", "v1", "-m", "back").output.contains("direct write"))
    }

    @Test func `a script gets what was done and how to undo it`() throws {
        let world = World()
        try threeVersions(world)
        let outcome = world.on("--json", "revert", "-m", "back")
        for part in [
            "\"schema\": \"reverie.revert/1\"", "\"dryRun\": false", "\"changed\": true",
            "\"version\": 4", "\"memories\": 1", "\"writesOut\": 0",
            "\"undo\": \"reverie -C store.git revert --to fallback/4 -m REASON\"",
        ] {
            #expect(outcome.output.contains(part))
        }
    }

    @Test func `files that cannot follow are a warning that names checkout`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n", "dir/b.md": "- two\n"])
        #expect(world.run("init", "notes").status == 0)
        #expect(world.run("-C", "notes", "rm", "dir/b.md").status == 0)
        // A link stands where the folder has to be.
        #expect(try world.shell("ln -s /nowhere notes/dir").status == 0)
        let outcome = world.run("-C", "notes", "revert", "--to", "v1", "-m", "back")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.errors.contains("warning: production moved, but not every file"))
        #expect(outcome.errors.hasSuffix("hint: reverie -C notes checkout\n"))
        #expect(try world.shell("rm notes/dir").status == 0)
        #expect(world.run("-C", "notes", "checkout").status == 0)
        #expect(world.read("notes/dir/b.md") == Array("- two\n".utf8))
    }

    @Test func `unsaved memory stops a revert, and nothing is moved`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        #expect(world.run("init", "notes").status == 0)
        world.input = Array("- two\n".utf8)
        #expect(world.run("-C", "notes", "write", "a.md").status == 0)
        try world.write("notes/a.md", "- mine\n")
        let outcome = world.run("-C", "notes", "revert", "--to", "v1", "-m", "back")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("hint: reverie commit\n"))
        #expect(world.read("notes/a.md") == Array("- mine\n".utf8))
    }
}
