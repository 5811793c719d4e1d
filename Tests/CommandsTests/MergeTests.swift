import Commands
import ReverieCore
import Testing
import TestSupport

@Suite struct MergeTests {
    /// A world in which a dream `d` is out while agents went on writing.
    private func contest(
        _ first: [String: String], dream: [String: String], then writes: [String: String?]
    ) throws -> World {
        let world = World()
        try world.makeStore(first)
        try world.fill("dream", dream)
        #expect(world.on("dream", "import", "../dream", "--id", "d").status == 0)
        for (path, text) in writes.sorted(by: { $0.key < $1.key }) {
            guard let text else {
                #expect(world.on("rm", path).status == 0)
                continue
            }
            world.input = Array(text.utf8)
            #expect(world.on("write", path).status == 0)
        }
        return world
    }

    @Test func `a merge makes the dream production and keeps what agents wrote since`() throws {
        let world = try contest(
            ["a.md": "- one\n"], dream: ["a.md": "- one\n- two\n"], then: ["b.md": "- later\n"])
        #expect(
            world.on("merge", "d", "-m", "reviewed").masked == """
                dream d is production: version 2 (ID)
                1 memory: 1 item added
                --- errors
                take it back: reverie -C store.git revert -m REASON

                """)
        #expect(try world.production("a.md") == "- one\n- two\n")
        #expect(try world.production("b.md") == "- later\n")
        #expect(
            try world.gitSays("rev-list --parents -1 memory/production").split(separator: " ").count
                == 3)
        #expect(
            world.on("merge", "d").description
                == "nothing to merge: production has everything that dream d proposes\n")
        #expect(try world.gitSays("fsck --strict") == "")
    }

    @Test func `each kind of conflict is listed with its sides, and nothing is written`() throws {
        let world = try contest(
            ["a.md": "- limit is 3\n", "b.md": "- two\n", "c.md": "- three\n"],
            dream: ["a.md": "- limit is 5\n", "c.md": "- three!\n", "n.md": "- theirs\n"],
            then: ["a.md": "- limit is 4\n", "b.md": "- two!\n", "c.md": nil, "n.md": "- ours\n"])
        let before = try world.references()
        let outcome = world.on("merge", "d")
        #expect(
            outcome.masked == """
                4 memories changed on both sides; nothing was written

                a.md  (edit/edit: both changed it)
                  base    - limit is 3
                  ours    - limit is 4
                  theirs  - limit is 5

                b.md  (edit/delete: production changed it, the dream took it away)
                  base    - two
                  ours    - two!
                  theirs  (taken away)

                c.md  (delete/edit: production took it away, the dream changed it)
                  base    - three
                  ours    (taken away)
                  theirs  - three!

                n.md  (add/add: both added it)
                  base    (not there)
                  ours    - ours
                  theirs  - theirs

                ours is production, theirs is the dream; what only one side changed is merged as
                it is. Decide for each, with 'ours', 'theirs' or a file that holds the whole
                memory:

                  reverie -C store.git merge d --at ID \\
                      --resolve a.md=ours \\
                      --resolve b.md=ours \\
                      --resolve c.md=ours \\
                      --resolve n.md=ours
                --- status 1

                """)
        #expect(try world.references() == before)
    }

    @Test func `resolving finishes the same merge, and no conflict marker is ever written`() throws
    {
        let world = try contest(
            ["a.md": "- limit is 3\n", "b.md": "- two\n", "c.md": "- three\n"],
            dream: ["a.md": "- limit is 5\n", "c.md": "- three!\n", "n.md": "- theirs\n"],
            then: ["a.md": "- limit is 4\n", "b.md": "- two!\n", "c.md": nil, "n.md": "- ours\n"])
        let listed = world.on("merge", "d")
        #expect(listed.status == 1)
        let production = try world.gitSays("rev-parse memory/production").split(separator: "\n")[0]
        try world.write("both=it.md", "- limit is 4 or 5\n")
        let first = world.on(
            "merge", "d", "--at", String(production), "--resolve", "a.md=../both=it.md",
            "--resolve", "b.md=theirs")
        #expect(first.status == 1)
        // The command that is shown keeps what was decided.
        #expect(
            first.output.contains(
                "--resolve a.md=../both=it.md \\\n      --resolve b.md=theirs \\\n"))
        let done = world.on(
            "merge", "d", "--at", String(production), "--resolve", "a.md=../both=it.md",
            "--resolve", "b.md=theirs", "--resolve", "/c.md=theirs", "--resolve", "n.md=ours")
        #expect(done.status == 0, "\(done)")
        #expect(try world.production("a.md") == "- limit is 4 or 5\n")
        #expect(try world.production("c.md") == "- three!\n")
        #expect(try world.production("n.md") == "- ours\n")
        #expect(
            try world.gitSays("ls-tree -r --name-only memory/production") == "a.md\nc.md\nn.md\n")
        #expect(
            try world.gitSays("grep -e '<<<<' -e '>>>>' memory/production").hasSuffix(
                "--- status 1\n"))
        #expect(try world.gitSays("fsck --strict") == "")
    }

    @Test(arguments: [true, false])
    func `when production moved meanwhile, nobody's write is overwritten`(isNamed: Bool) throws {
        let world = try contest(
            ["a.md": "- limit is 3\n"], dream: ["a.md": "- limit is 5\n"],
            then: ["a.md": "- limit is 4\n"])
        #expect(world.on("merge", "d").status == 1)
        let production = try world.gitSays("rev-parse memory/production").split(separator: "\n")[0]
        world.input = Array("- limit is 7\n".utf8)
        #expect(world.on("write", "a.md").status == 0)
        let before = try world.references()
        // Without --at, the note that the listing left in this clone is compared.
        let outcome = world.run(
            .reverie,
            ["-C", "store.git", "merge", "d", "--resolve", "a.md=theirs"]
                + (isNamed ? ["--at", String(production)] : []))
        #expect(outcome.status == 1)
        #expect(
            outcome.output.hasPrefix(
                "production moved since the conflicts were listed; nothing was written\n"))
        #expect(outcome.output.contains("  ours    - limit is 7\n"))
        #expect(try world.references() == before)
        #expect(world.on("merge", "d", "--resolve", "a.md=theirs").status == 0)
        #expect(try world.production("a.md") == "- limit is 5\n")
    }

    @Test func `a dream that was taken back is merged again, content and all`() throws {
        let world = try contest(
            ["a.md": "- one\n"], dream: ["a.md": "- one\n", "n.md": "- insight\n"], then: [:])
        #expect(world.on("merge", "d").status == 0)
        #expect(world.on("revert", "-m", "wrong").status == 0)
        #expect(try world.gitSays("ls-tree -r --name-only memory/production") == "a.md\n")
        world.input = Array("- later\n".utf8)
        #expect(world.on("write", "z.md").status == 0)
        #expect(world.on("merge", "d").status == 0)
        #expect(
            try world.gitSays("ls-tree -r --name-only memory/production") == "a.md\nn.md\nz.md\n")
        #expect(
            try world.gitSays("tag -l 'memory/v*'")
                == "memory/v1\nmemory/v2\nmemory/v3\nmemory/v4\n")
    }

    @Test func `the first letters of a dream are enough, unless several start so`() throws {
        let world = try contest(["a.md": "- one\n"], dream: ["a.md": "- two\n"], then: [:])
        try world.fill("dream", ["a.md": "- three\n"])
        #expect(world.on("dream", "import", "../dream", "--id", "tidy-1").status == 0)
        try world.fill("dream", ["a.md": "- four\n"])
        #expect(world.on("dream", "import", "../dream", "--id", "tidy-2").status == 0)
        #expect(
            world.on("merge", "tidy").description == """
                --- errors
                error: 'tidy' is the start of 2 dreams
                hint: tidy-1
                hint: tidy-2
                --- status 2

                """)
        #expect(world.on("merge", "t\u{1B}[2J").status == 2)
        #expect(world.on("merge", "nothing").status == 2)
        #expect(world.on("merge", "tidy-2").status == 0)
        #expect(try world.production("a.md") == "- four\n")
    }

    @Test(arguments: [
        ["a.md"], ["=ours"], ["a.md="], ["../a.md=ours"], ["a.md=nowhere"], ["zzz.md=ours"],
        ["a.md=ours", "a.md=theirs"], ["a.md=../bad"],
    ])
    func `a decision that makes no sense is refused with status 2`(words: [String]) throws {
        let world = try contest(
            ["a.md": "- limit is 3\n"], dream: ["a.md": "- limit is 5\n"],
            then: ["a.md": "- limit is 4\n"])
        try world.write("bad", bytes: [0xFF])
        let before = try world.references()
        let outcome = world.run(
            .reverie, ["-C", "store.git", "merge", "d"] + words.flatMap { ["--resolve", $0] })
        #expect(outcome.status == 2, "\(outcome)")
        #expect(try world.references() == before)
    }

    @Test func `a script gets the conflicts with their contents`() throws {
        let world = try contest(
            ["a.md": "- limit is 3\n"], dream: ["a.md": "- limit is 5\n"],
            then: ["a.md": "- limit is 4\n"])
        #expect(
            world.on("--json", "merge", "d").masked == """
                {
                  "schema": "reverie.merge/1",
                  "outcome": "conflicts",
                  "store": "memory",
                  "dream": "d",
                  "production": "ID",
                  "conflicts": [
                    {
                      "path": "a.md",
                      "kind": "edit/edit",
                      "base": {
                        "id": "ID",
                        "content": "- limit is 3\\n"
                      },
                      "ours": {
                        "id": "ID",
                        "content": "- limit is 4\\n"
                      },
                      "theirs": {
                        "id": "ID",
                        "content": "- limit is 5\\n"
                      },
                      "items": [
                        {
                          "kind": "edit/edit",
                          "base": "- limit is 3\\n",
                          "ours": "- limit is 4\\n",
                          "theirs": "- limit is 5\\n"
                        }
                      ]
                    }
                  ],
                  "command": "reverie -C store.git merge d --at ID --resolve a.md=ours"
                }
                --- status 1

                """)
        let merged = world.on("--json", "merge", "d", "--resolve", "a.md=theirs")
        #expect(merged.output.contains("\"outcome\": \"merged\""))
        #expect(merged.output.contains("\"version\": 2"))
    }

    @Test func `what a memory holds cannot act on whoever looks at a conflict`() throws {
        let evil = "- \u{1B}]0;owned\u{7}\u{202E}limit is "
        let world = try contest(
            ["a.md": evil + "3\n"], dream: ["a.md": evil + "5\n"], then: ["a.md": evil + "4\n"])
        world.terminal = (80, 24)
        let outcome = world.on("--color=never", "merge", "d")
        #expect(outcome.status == 1)
        let text = outcome.output + outcome.errors.replacing("\r\u{1B}[K", with: "")
        #expect(text.contains("<U+001B>]0;owned<U+0007><U+202E>limit is 4"))
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 90 })
    }

    @Test func `unsaved memory stops a merge`() throws {
        let world = World()
        try world.fill("notes", ["a.md": "- one\n"])
        #expect(world.run("init", "notes").status == 0)
        try world.fill("dream", ["a.md": "- two\n"])
        #expect(world.run("-C", "notes", "dream", "import", "../dream", "--id", "d").status == 0)
        try world.write("notes/a.md", "- mine\n")
        let outcome = world.run("-C", "notes", "merge", "d")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("hint: reverie commit\n"))
        #expect(world.read("notes/a.md") == Array("- mine\n".utf8))
    }
}
