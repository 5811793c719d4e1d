import Commands
import Git
import Testing
import TestSupport

@Suite struct DirectWriteTests {
    @Test func `a memory is written, moved and removed, each as one snapshot`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        world.input = Array("- two\n".utf8)
        #expect(
            world.on("write", "b/c.md", "-m", "seen", "--session", "s1").masked
                == "1 memory: 1 item added; memory/production is now ID\n")
        #expect(try world.production("b/c.md") == "- two\n")
        #expect(world.on("mv", "b/c.md", "/d.md").status == 0)
        #expect(try world.production("d.md") == "- two\n")
        #expect(
            world.on("rm", "d.md").masked
                == "1 memory: 1 item pruned; memory/production is now ID\n")
        #expect(try world.gitSays("ls-tree -r --name-only memory/production") == "a.md\n")
        #expect(try world.gitSays("rev-list --count memory/production") == "4\n")
        #expect(
            try world.gitSays("log --format=%B memory/production").contains("\"sessions\":[\"s1\"]")
        )
        #expect(try world.gitSays("fsck --strict") == "")
    }

    @Test func `writing what is there already moves nothing`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let before = try world.references()
        world.input = Array("- one\n".utf8)
        #expect(
            world.on("write", "a.md").description
                == "nothing to do: 'a.md' has this content already\n")
        #expect(try world.references() == before)
    }

    @Test func `a missed expectation changes nothing and ends with status 3`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let seen = Digest.sha256(Array("- one\n".utf8))
        world.input = Array("- two\n".utf8)
        #expect(world.on("write", "a.md", "--expect", seen.uppercased()).status == 0)
        let before = try world.references()
        for words in [["write", "a.md"], ["rm", "a.md"], ["mv", "a.md", "b.md"]] {
            world.input = Array("- three\n".utf8)
            let outcome = world.run(
                .reverie, ["-C", "store.git"] + words + ["--expect", seen])
            #expect(outcome.status == 3)
            #expect(outcome.errors.hasPrefix("error: 'a.md' is not what was expected"))
        }
        #expect(world.on("rm", "a.md", "--expect", "abc").status == 2)
        #expect(try world.references() == before)
    }

    @Test(arguments: [
        ["rm", "nowhere.md"], ["mv", "nowhere.md", "b.md"], ["mv", "a.md", "a.md"],
        ["mv", "a.md", "other.md"], ["rm", "dir"], ["write", "dir"], ["write", "a.md/b.md"],
    ])
    func `what cannot be done to a path is refused with status 2`(words: [String]) throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n", "other.md": "- two\n", "dir/x.md": "- three\n"])
        let before = try world.references()
        world.input = Array("- new\n".utf8)
        let outcome = world.run(.reverie, ["-C", "store.git"] + words)
        #expect(outcome.status == 2, "\(outcome)")
        #expect(outcome.output == "")
        #expect(try world.references() == before)
    }

    @Test func `commit makes production what a folder holds and says what changed`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n", "gone.md": "- old\n"])
        try world.fill("next", ["a.md": "- one\n- two\n", "b.md": "- three\n- four\n"])
        #expect(
            world.on("commit", "-m", "night shift", "--session", "s1", "../next").masked == """
                3 memories: 3 items added, 1 pruned; memory/production is now ID
                --- errors
                passed over: 1 hidden

                """)
        #expect(try world.gitSays("ls-tree -r --name-only memory/production") == "a.md\nb.md\n")
        #expect(
            world.on("commit", "../next").output
                == "nothing to commit: production has all of it already\n")
        #expect(try world.gitSays("rev-list --count memory/production") == "2\n")
    }

    @Test func `commit takes the work tree, and leaves what others wrote meanwhile`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        #expect(world.run("init", "notes").status == 0)
        try world.write("notes/b.md", "- two\n")
        #expect(
            world.run("-C", "notes", "commit", ".").masked.hasPrefix(
                "1 memory: 1 item added; memory/production is now ID\n"))
        world.input = Array("- three\n".utf8)
        #expect(world.run("-C", "notes", "write", "c.md").status == 0)
        #expect(world.read("notes/c.md") == Array("- three\n".utf8))
        #expect(
            world.run("-C", "notes", "commit").output
                == "nothing to commit: production has all of it already\n")
    }

    @Test func `commit without a folder needs a work tree`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        #expect(
            world.on("commit").description == """
                --- errors
                error: this store has no work tree here
                hint: reverie commit FOLDER
                --- status 2

                """)
    }

    @Test func `a script reads counts and ids`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        world.input = Array("- two\n".utf8)
        let outcome = world.on("--json", "write", "b.md")
        #expect(outcome.output.hasPrefix("{\n  \"schema\": \"reverie.write/1\",\n"))
        for part in [
            "\"changed\": true", "\"version\": null", "\"memories\": 1",
            "\"items\": {\n    \"added\": 1\n  }", "\"workTreeUpdated\": true",
        ] {
            #expect(outcome.output.contains(part))
        }
    }

    @Test func `memory that is in no snapshot is never overwritten`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        #expect(world.run("init", "notes").status == 0)
        try world.write("notes/a.md", "- mine\n")
        world.input = Array("- theirs\n".utf8)
        #expect(
            world.run("-C", "notes", "write", "a.md").description == """
                --- errors
                error: 'a.md' holds memory that is in no snapshot; it would be overwritten
                hint: reverie commit
                --- status 1

                """)
        #expect(world.read("notes/a.md") == Array("- mine\n".utf8))
    }

    @Test func `checkout writes what is missing and leaves unsaved memory alone`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n", "b.md": "- two\n"])
        #expect(world.run("init", "notes").status == 0)
        // Plain git moves production behind the files' back.
        let moved = try world.shell(
            """
            cd notes && blob=$(echo '- new' | git hash-object -w --stdin) &&
            tree=$( (git ls-tree memory/production; printf '100644 blob %s\\tc.md\\n' $blob) | git mktree) &&
            git update-ref refs/heads/memory/production $(git commit-tree -p memory/production -m x $tree)
            """)
        #expect(moved.status == 0, "\(moved)")
        try world.write("notes/a.md", "- mine\n")
        let outcome = world.run("-C", "notes", "checkout")
        #expect(outcome.status == 0)
        #expect(
            outcome.errors.contains(
                "warning: 'a.md' is in no snapshot yet\nhint: reverie -C notes commit\n"))
        #expect(world.read("notes/c.md") == Array("- new\n".utf8))
        #expect(world.read("notes/a.md") == Array("- mine\n".utf8))
    }
}
