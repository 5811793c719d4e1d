import Commands
import Git
import ReverieCore
import TestSupport
import Testing

/// What holds for every command that reads.
@Suite struct ReadingTests {
    static let calls: [[String]] = [
        ["dreams"], ["log"], ["log", "--writes"], ["show"], ["show", "night"], ["ls"],
        ["ls", "-l", "v2"], ["cat", "limits.md"], ["status"], ["fallback"], ["journal"],
        ["journal", "verify"], ["verify"], ["memdiff", "night"], ["memdiff", "v1", "v2"],
    ]

    @Test func `reading changes no byte, also where something is wrong`() throws {
        let place = try ReadingWorld(bare: false)
        try place.world.write("repository/limits.md", "- edited\n")
        try place.interrupt(hasMoved: true)
        let before = try place.world.contents(of: "repository")
        for words in Self.calls + [["memdiff"]] {
            let outcome = place.world.run(.reverie, ["-C", "repository"] + words)
            #expect(outcome.status == 0, "\(words): \(outcome)")
            #expect(try place.world.contents(of: "repository") == before, "\(words)")
        }
    }

    @Test func `every reading command gives one JSON document with a schema`() throws {
        let place = try ReadingWorld()
        for words in Self.calls {
            let outcome = place.world.run(.reverie, ["-C", "repository", "--json"] + words)
            #expect(outcome.output.hasPrefix("{\n  \"schema\": \"reverie."), "\(words): \(outcome)")
            #expect(outcome.output.hasSuffix("\n}\n"), "\(words)")
        }
    }

    @Test func `every reading command explains itself with an example`() throws {
        for words in Self.calls {
            let name = words[0] == "journal" ? words : [words[0]]
            let outcome = World().run(.reverie, name + ["-h"])
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("reverie \(words[0])"), "\(words)")
        }
    }

    @Test func `an ordinary clone is read from the remote's branches`() throws {
        let place = try ReadingWorld()
        _ = try place.world.shell("git clone -q repository clone")
        #expect(
            place.transcript(
                in: "clone", "status", "verify", "dreams", "log -n 1", "cat night:insights.md",
                "memdiff night --name-only", "verify --repair") == """
                    $ reverie status
                    store       memory
                    production  v3 and 1 direct write, 0000000001, 4 memories
                    last move   write by Ada
                                2026-11-21 09:10:21 +0000 (5 minutes ago)
                    clone       reads the remote's branches and cannot move them
                    work tree   as last written
                    dreams      1 open: noon
                    yesterday   0000000002, restorable until 2026-11-28 09:00 at least
                    fallback    0000000003, restorable until 2026-11-28 09:00 at least

                    $ reverie verify
                    store memory: all is well

                    $ reverie dreams
                    DREAM  STATE     AGE            BASE  MOVED  MEMORIES
                    night  reverted  1 day ago      v1        4  +1 -1 ~1
                    noon   open      5 minutes ago  v3        1  +1

                    $ reverie log -n 1
                    v3  2026-11-21 09:00  15 minutes ago  revert  Ada
                        back to v1: it dropped the refund limit
                        followed by 1 direct write

                    $ reverie cat night:insights.md
                    - customers ask about refunds on Mondays

                    $ reverie memdiff night --name-only
                    insights.md
                    limits.md
                    people/ada.md

                    $ reverie verify --repair
                    --- errors
                    error: the store 'memory' is here only as the remote's branches; this clone cannot move it
                    hint: reverie clone URL
                    --- status 3

                    """)
        let before = place.transcript("log", "dreams", "fallback", "journal", "ls", "show --stat")
        place.world.time -= 6
        let inClone = place.transcript(
            in: "clone", "log", "dreams", "fallback", "journal", "ls", "show --stat")
        #expect(inClone == before)
    }

    @Test func `a clone that is behind shows what the remote had when it was fetched`() throws {
        let place = try ReadingWorld()
        _ = try place.world.shell("git clone -q repository clone")
        _ = try place.world.store().write(.write(MemoryPath("new.md"), Array("- new\n".utf8)))
        #expect(!place.transcript(in: "clone", "ls").contains("new.md"))
        _ = try place.world.shell("git -C clone fetch -q")
        #expect(place.transcript(in: "clone", "ls").contains("new.md"))
        #expect(place.transcript(in: "clone", "verify").contains("all is well"))
    }

    @Test func `words of others cannot act on the terminal`() throws {
        let place = try ReadingWorld()
        let evil = "\u{1B}[31m\u{202E}\u{7}"
        let store = try place.world.store(
            actor: Actor(name: "E\(evil)", email: evil, kind: .person))
        try place.world.dream(
            "evil", ["a.md": "- \(evil)\n"], in: store,
            source: DreamSource(engine: "import", instructions: evil))
        _ = try store.merge(
            dream: "evil", resolutions: [:], listedAt: nil, message: nil,
            overrides: [RequestedOverride(violationID: "all", reason: "test")])
        place.world.terminal = (80, 24)
        place.world.environment["PAGER"] = "cat"
        for words in Self.calls + [["show", "evil"], ["cat", "a.md"], ["show", "v4"]] {
            let outcome = place.world.run(
                .reverie, ["-C", "repository", "--color", "never"] + words)
            let all = Array(outcome.output.unicodeScalars) + Array(outcome.errors.unicodeScalars)
            #expect(!all.contains { ["\u{1B}", "\u{202E}", "\u{7}"].contains($0) }, "\(words)")
        }
    }

    @Test func `lines fit 80 columns`() throws {
        let place = try ReadingWorld()
        let long = String(repeating: "very-long-name-", count: 6)
        let store = try place.world.store(
            actor: Actor(name: long, email: "a@example.org", kind: .engine))
        try place.world.dream(
            long + "x", ["a.md": "- a\n", "limits.md": "- never pay an invoice twice\n"], in: store)
        _ = try store.merge(dream: long + "x", resolutions: [:], listedAt: nil, message: long)
        try place.world.dream(long + "y", ["a.md": "- b\n"], in: store)
        for words in [["dreams"], ["log", "--writes"], ["status"], ["fallback"], ["journal"]] {
            let outcome = place.world.run(.reverie, ["-C", "repository"] + words)
            for line in outcome.output.split(separator: "\n") {
                #expect(line.count <= 80, "\(words): \(line)")
            }
        }
    }

    @Test func `a clock at the ends of time is no entry, and nothing crashes`() throws {
        for clock in ["9223372036854775807", "-9223372036854775808"] {
            let place = try ReadingWorld()
            try place.git(
                """
                update-ref refs/heads/memory/journal $(git log -1 --format=%B memory/journal | \
                sed -E 's/"(clock|monotone)":[0-9]+/"\\1":\(clock)/g' | \
                git commit-tree -p memory/journal 4b825dc642cb6eb9a060e54bf8d69288fbee4904)
                """)
            #expect(place.run("journal", "verify").status == 1)
            #expect(place.run("fallback").status == 3)
            #expect(place.run("status").status == 0)
        }
    }

    @Test func `what is no repository or has no such store is said once`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(in: "source", "status", "verify", "log") == """
                $ reverie status
                --- errors
                error: not a reverie repository, nor any folder above it: '$HOME/source'
                hint: reverie init
                --- status 3

                $ reverie verify
                --- errors
                error: not a reverie repository, nor any folder above it: '$HOME/source'
                hint: reverie init
                --- status 3

                $ reverie log
                --- errors
                error: not a reverie repository, nor any folder above it: '$HOME/source'
                hint: reverie init
                --- status 3

                """)
        #expect(
            place.transcript("--store team log", "--store ../x verify") == """
                $ reverie --store team log
                --- errors
                error: no store 'team' in this repository
                hint: reverie --store memory status
                --- status 3

                $ reverie --store ../x verify
                --- errors
                error: '../x' cannot name a store: letters, digits, '.', '_' and '-', starting with a letter or digit
                --- status 2

                """)
    }
}
