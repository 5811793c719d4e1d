import Commands
import Engines
import Testing
import TestSupport

@Suite struct DreamProgramTests {
    /// A world with a store, one session and a program of these lines.
    private static func world(_ script: String, name: String = #function) throws -> World {
        let world = World(name)
        try world.makeStore(["a.md": "- one\n", "b/c.md": "- two\n"])
        try world.write("s.jsonl", "{\"role\":\"user\",\"content\":\"hello\"}\n")
        #expect(world.on("session", "add", "../s.jsonl").status == 0)
        try world.write("dream.sh", "#!/bin/sh\n" + script)
        try world.write("tmp/.keep", "")
        world.environment["TMPDIR"] = world.path("tmp")
        return world
    }

    @Test func `a program gets folders and fills one, which becomes a proposal`() throws {
        let world = try Self.world(
            """
            [ "$1" = "$REVERIE_STORE" ] && [ "$2" = "$REVERIE_TRANSCRIPTS" ] || exit 9
            [ "$PWD" = "$3" ] || exit 8
            cp -r "$1/." "$3/" && chmod -R u+w "$3" || exit 7
            cat "$2"/*.json > "$3/session.txt" && cat "$REVERIE_INSTRUCTIONS" > "$3/told.txt"
            echo noise; echo more noise >&2; touch "$TMPDIR/rest"
            """)
        let outcome = world.on(
            "dream", "--exec", "sh", "--argument", world.path("dream.sh"), "--id", "d",
            "--instructions", "tidy up")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(
            try world.gitSays("ls-tree -r --name-only memory/dream/d")
                == "a.md\nb/c.md\nsession.txt\ntold.txt\n")
        #expect(try world.gitSays("show memory/dream/d:told.txt") == "tidy up")
        let message = try world.gitSays("log -1 --format=%B memory/dream/d")
        #expect(message.contains("\"engine\":\"command\"") && message.contains("\"cursor\":1"))
        #expect(try world.contents(of: "tmp").keys.sorted() == [".keep"])
        #expect(world.on("session", "list", "--waiting").output != "")
        #expect(world.on("merge", "d").status == 0)
        #expect(world.on("session", "list", "--waiting").output == "")
        #expect(world.on("revert", "-m", "not now").status == 0)
        #expect(world.on("session", "list", "--waiting").output != "")
    }

    @Test(arguments: [
        ("sleep 600", "the program did not end within 1 s"),
        ("trap '' TERM INT; sleep 600 & wait", "the program did not end within 1 s"),
        ("exec 1>&- 2>&-; sleep 600", "the program did not end within 1 s"),
        ("yes", "the program did not end within 1 s"),
        ("echo so far > a.md; echo broken >&2; exit 3", "the program ended with status 3"),
        ("echo so far > a.md; kill -9 $$", "the program was killed by signal 9"),
        ("ln -s /etc/passwd a.md", "'a.md' is a symbolic link"),
        ("mkfifo a.md", "'a.md' is a symbolic link or a device"),
        (
            "chmod u+w ../store/a.md; echo x > ../store/a.md; echo y > a.md",
            "the program wrote 'store/a.md'"
        ),
        ("rm -f ../store/a.md; echo y > a.md", "the program wrote 'store/a.md'"),
        ("echo x > ../store/new.md; echo y > a.md", "the program wrote 'store/new.md'"),
        ("rm -f ../transcripts/*; echo y > a.md", "the program wrote 'transcripts/"),
        ("echo x > ../outside; echo y > a.md", "the program wrote 'outside'"),
        ("mkdir ../folder; echo y > a.md", "the program wrote 'folder'"),
        ("true", "'output' holds no memory"),
        ("head -c 200000 /dev/zero | tr '\\0' a > a.md", "'a.md' has 200000 bytes"),
        (
            "i=0; while [ $i -lt 60000 ]; do : > $i.md; i=$((i+1)); done; sleep 600",
            "nothing was proposed"
        ),
    ])
    func `a program that does not do its work makes no proposal and leaves nothing behind`(
        script: String, words: String
    ) throws {
        let world = try Self.world(script + "\n")
        let before = try world.references()
        let outcome = world.on(
            "dream", "--exec", "sh", "--argument", world.path("dream.sh"), "--time-limit", "1")
        #expect(outcome.status != 0 && outcome.status != 70, "\(outcome)")
        #expect(outcome.errors.contains(words), "\(outcome)")
        #expect(try world.references() == before)
        #expect(try world.contents(of: "tmp").keys.sorted() == [".keep"])
    }

    @Test(.enabled(if: CommandEngine.isConfining))
    func `a program writes nowhere but in its folder and where it was let`() throws {
        let world = try Self.world(
            """
            for where in "$OUTSIDE" "$OUTSIDE/a/b" "$OUTSIDE/there"; do
                (echo x > "$where/stolen" || mkdir "$where" || rm "$where" || mv . "$where") && exit 9
            done
            cp -r "$1/." . && echo kept > n.md && echo noise > /dev/null
            [ -z "$LET" ] || echo x > "$LET/allowed"
            """)
        try world.write("outside/there", "mine")
        try world.write("let/.keep", "")
        world.environment["OUTSIDE"] = world.path("outside")
        let outcome = world.on("dream", "--exec", "sh", "--argument", world.path("dream.sh"))
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try world.contents(of: "outside") == ["there": Array("mine".utf8)])
        world.environment["LET"] = world.path("let")
        let words = ["--exec", "sh", "--argument", world.path("dream.sh")]
        let refused = world.run(.reverie, ["-C", "store.git", "dream"] + words)
        #expect(refused.errors.contains("the program ended with status"), "\(refused)")
        let allowed = world.run(
            .reverie, ["-C", "store.git", "dream", "--writable", "../let", "--id", "w"] + words)
        #expect(allowed.status == 0, "\(allowed)")
        #expect(try world.contents(of: "let").keys.sorted() == [".keep", "allowed"])
    }

    @Test func `what the program started ends with it`() throws {
        let world = try Self.world(
            "(sleep 1; echo late > ../../late) &\ncp -r \"$1/.\" .; echo n > n.md\n")
        #expect(world.on("dream", "--exec", "sh", "--argument", world.path("dream.sh")).status == 0)
        #expect(try world.shell("sleep 1.5; ls tmp").output == "")
    }

    @Test func `memory has a limit`() throws {
        let world = try Self.world("awk 'BEGIN { s = \"x\"; while (1) s = s s }' || exit 4\n")
        let outcome = world.on(
            "dream", "--exec", "sh", "--argument", world.path("dream.sh"), "--memory-limit", "256")
        #expect(outcome.errors.contains("the program ended with status 4"), "\(outcome)")
    }

    @Test(arguments: [
        (["--exec", "../nowhere.sh"], "no program '../nowhere.sh'"),
        (
            ["--exec", "no-such-program-anywhere"],
            "no program 'no-such-program-anywhere' in the search path"
        ),
        (["--engine", "command"], "name the program with '--exec'"),
        (["--engine", "consolidate", "--exec", "x"], "'consolidate' runs none"),
        (["--time-limit", "3"], "name it with '--exec'"),
        (["--last", "1", "--session", "s"], "give one of"),
        (["--session", "nobody"], "no session 'nobody'"),
        (["--last", "101"], "'--last'"),
        (["--instructions", "be good"], "cannot follow the instruction 'be good'"),
    ])
    func `words that make no sense are refused`(words: [String], message: String) throws {
        let world = try Self.world("true\n")
        let outcome = world.run(.reverie, ["-C", "store.git", "dream"] + words)
        #expect(outcome.status == 2, "\(outcome)")
        #expect(outcome.errors.contains(message), "\(outcome)")
    }
}
