import Commands
import Git
import Testing
import TestSupport

@Suite struct DreamImportTests {
    @Test func `a folder becomes a proposal, production does not move`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("dream", ["a.md": "- one\n", "n.md": "- insight\n"])
        #expect(
            world.on(
                "dream", "import", "../dream", "--id", "d", "--session", "s1", "--session", "s2",
                "--model", "m", "--instructions", "tidy\nup"
            ).masked == """
                dream d, from v1 (ID): 1 memory: 1 item added
                --- errors
                production has not moved; next:
                  reverie -C store.git memdiff ID d
                  reverie -C store.git merge d

                """)
        #expect(
            try world.gitSays("rev-parse memory/production^0")
                == world.gitSays("rev-parse memory/v1"))
        #expect(try world.gitSays("ls-tree -r --name-only memory/dream/d") == "a.md\nn.md\n")
        let message = try world.gitSays("log -1 --format=%B memory/dream/d")
        #expect(message.contains("\"sessions\":[\"s1\",\"s2\"]"))
        #expect(message.contains("\"instructions\":\"tidy\\nup\""))
    }

    @Test
    func `what git did of two steps is taken back when the other fails, and both are tried again`()
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("dream", ["a.md": "- one\n", "n.md": "- insight\n"])
        // Of two changes it carries out the first, and fails.
        let git = try #require(World.git).path
        try world.write(
            "bin/git",
            """
            #!/bin/sh
            case " $* " in *" update-ref "*) ;; *) exec '\(git)' "$@" ;; esac
            read -r start && read -r first && read -r second
            case "$second" in
            update*) touch "$0.two" ;;
            *) touch "$0.one" && { printf '%s\\n' "$start" "$first" "$second"; cat; } | exec '\(git)' "$@" ;;
            esac
            [ "$second" = prepare ] && exit 0
            printf 'start\\n%s\\nprepare\\ncommit\\n' "$first" | '\(git)' "$@" >/dev/null
            echo 'fatal: the disk broke' >&2
            exit 128

            """)
        _ = try world.shell("chmod +x bin/git")
        let path = world.environment["PATH"]
        world.environment["PATH"] = world.path("bin") + ":/usr/bin:/bin"
        #expect(world.on("dream", "import", "../dream", "--id", "d").status == 0)
        #expect(FileSystem.exists(world.path("bin/git.two")))
        #expect(FileSystem.exists(world.path("bin/git.one")))
        world.environment["PATH"] = path
        #expect(world.on("verify").description == "store memory: all is well\n")
    }

    @Test func `the dream starts at the snapshot that it read`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        world.input = Array("- later\n".utf8)
        #expect(world.on("write", "later.md").status == 0)
        try world.fill("dream", ["a.md": "- one, better\n"])
        #expect(world.on("dream", "import", "../dream", "--from", "v1", "--id", "d").status == 0)
        #expect(world.on("merge", "d").status == 0)
        #expect(try world.production("later.md") == "- later\n")
    }

    @Test func `a script gets the id`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("dream", ["a.md": "- two\n"])
        let outcome = world.on("--json", "--quiet", "dream", "import", "../dream")
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("\"schema\": \"reverie.dream-import/1\""))
        #expect(outcome.output.contains(/"dream": "2026-11-20-[a-z0-9]{4}"/))
        #expect(outcome.output.contains(/"base": "[0-9a-f]{40}"/))
    }

    @Test(arguments: [
        (["../dream", "--from", "nowhere"], "'nowhere' leads to no snapshot"),
        (["../dream", "--id", "a/b"], "'a/b' cannot name a dream"),
        (["../dream", "--id", "d.lock"], "'d.lock' cannot name a dream"),
        (["../dream", "--id", "taken"], "there is a dream 'taken' already"),
        (["../first"], "the proposal is exactly what it started from"),
        (["../empty"], "'$HOME/empty' holds no memory"),
        (["../nowhere"], "no folder '../nowhere'"),
        (["../first/a.md"], "'../first/a.md' is no folder, and no file of a kind that is read"),
        (["../dream", "--session", "\u{1B}[2J"], "a message may not hold control"),
    ])
    func `what cannot be a dream is refused with status 2`(words: [String], message: String)
        throws
    {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        try world.fill("dream", ["a.md": "- two\n"])
        try world.fill("empty", [:])
        #expect(world.on("dream", "import", "../dream", "--id", "taken").status == 0)
        let before = try world.references()
        let outcome = world.run(.reverie, ["-C", "store.git", "dream", "import"] + words)
        #expect(outcome.status == 2, "\(outcome)")
        #expect(outcome.errors.hasPrefix("error: " + message), "\(outcome)")
        #expect(try world.references() == before)
    }
}
