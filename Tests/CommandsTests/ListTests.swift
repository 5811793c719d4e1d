import ReverieCore
import TestSupport
import Testing

@Suite struct ListTests {
    @Test func `memories are listed by snapshot and folder`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(
                "ls", "ls people", "ls v2", "ls v2 projects", "ls v2:projects", "ls @2h",
                "ls people/ada.md") == """
                    $ reverie ls
                    limits.md
                    people/ada.md
                    projects/billing.md
                    today.md

                    $ reverie ls people
                    people/ada.md

                    $ reverie ls v2
                    insights.md
                    limits.md
                    projects/billing.md

                    $ reverie ls v2 projects
                    projects/billing.md

                    $ reverie ls v2:projects
                    projects/billing.md

                    $ reverie ls @2h
                    insights.md
                    limits.md
                    projects/billing.md

                    $ reverie ls people/ada.md
                    people/ada.md

                    """)
    }

    @Test func `sizes and objects are listed when asked for`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("ls -l v2", "ls v1 people --json") == """
                $ reverie ls -l v2
                41  0000000001  insights.md
                29  0000000002  limits.md
                60  0000000003  projects/billing.md

                $ reverie ls v1 people --json
                {
                  "schema": "reverie.ls/1",
                  "snapshot": "0000000004..............................",
                  "tree": "0000000005..............................",
                  "memories": [
                    {
                      "path": "people/ada.md",
                      "object": "0000000006..............................",
                      "bytes": 24
                    }
                  ]
                }

                """)
    }

    @Test func `what is not there is named`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(
                "ls nowhere", "ls v2 people", "ls v9 people", "ls a b c", "ls v2:nowhere") == """
                    $ reverie ls nowhere
                    --- errors
                    error: nothing at 'nowhere' in 0000000001
                    hint: reverie ls
                    --- status 2

                    $ reverie ls v2 people
                    --- errors
                    error: nothing at 'people' in 0000000002
                    hint: reverie ls
                    --- status 2

                    $ reverie ls v9 people
                    --- errors
                    error: 'v9' leads to no snapshot
                    hint: reverie log
                    hint: reverie dreams
                    --- status 2

                    $ reverie ls a b c
                    --- errors
                    error: unexpected argument 'c'
                    hint: reverie ls --help
                    --- status 2

                    $ reverie ls v2:nowhere
                    --- errors
                    error: nothing at 'nowhere' in 0000000002
                    hint: reverie ls
                    --- status 2

                    """)
    }

    @Test func `a word that is both a folder and a snapshot asks which is meant`() throws {
        let place = try ReadingWorld()
        _ = try place.world.store().write(.write(MemoryPath("v2/x.md"), Array("- x\n".utf8)))
        #expect(
            place.transcript("ls v2", "ls v2:", "ls production v2") == """
                $ reverie ls v2
                --- errors
                error: 'v2' is both a path of production and a snapshot
                hint: reverie ls production v2   # the path
                hint: reverie ls v2:   # the snapshot
                --- status 2

                $ reverie ls v2:
                insights.md
                limits.md
                projects/billing.md

                $ reverie ls production v2
                v2/x.md

                """)
    }

    @Test func `a memory is written as it is, of any snapshot`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(
                "cat today.md", "cat v2:limits.md", "cat production:limits.md",
                "cat night:insights.md", "cat '@30 minutes ago:insights.md'",
                "cat '@2026-11-20 10:00:limits.md'") == """
                    $ reverie cat today.md
                    - on call: Bob

                    $ reverie cat v2:limits.md
                    - never pay an invoice twice

                    $ reverie cat production:limits.md
                    - never pay an invoice twice
                    - refunds above 500 EUR need a person

                    $ reverie cat night:insights.md
                    - customers ask about refunds on Mondays

                    $ reverie cat '@30 minutes ago:insights.md'
                    - customers ask about refunds on Mondays

                    $ reverie cat '@2026-11-20 10:00:limits.md'
                    - never pay an invoice twice

                    """)
    }

    @Test func `a memory that is not there is named`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(
                "cat nowhere.md", "cat v2:people/ada.md", "cat people", "cat ../limits.md",
                "cat v9:limits.md", "cat") == """
                    $ reverie cat nowhere.md
                    --- errors
                    error: no memory at 'nowhere.md' in 0000000001
                    hint: reverie ls 0000000001
                    --- status 2

                    $ reverie cat v2:people/ada.md
                    --- errors
                    error: no memory at 'people/ada.md' in 0000000002
                    hint: reverie ls 0000000002
                    --- status 2

                    $ reverie cat people
                    --- errors
                    error: no memory at 'people' in 0000000001
                    hint: reverie ls 0000000001
                    --- status 2

                    $ reverie cat ../limits.md
                    --- errors
                    error: '../limits.md' cannot be the path of a memory: '.' and '..' are no names
                    --- status 2

                    $ reverie cat v9:limits.md
                    --- errors
                    error: no memory at 'v9:limits.md' in 0000000001
                    hint: reverie ls 0000000001
                    --- status 2

                    $ reverie cat
                    --- errors
                    error: missing argument '[SNAPSHOT:]PATH'
                    hint: reverie cat --help
                    --- status 2

                    """)
    }

    @Test func `a memory as data carries its digest`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("cat v2:limits.md --json") == """
                $ reverie cat v2:limits.md --json
                {
                  "schema": "reverie.memory/1",
                  "snapshot": "0000000001..............................",
                  "path": "limits.md",
                  "bytes": 29,
                  "sha256": "76a48591040971a69902df76aad02bbdd23c545e67e1608b2c484ff3df577e12",
                  "content": "- never pay an invoice twice\\n"
                }

                """)
    }

    @Test func `a memory reaches a pipe byte by byte and a terminal without its escapes`() throws {
        let place = try ReadingWorld()
        let hostile = "- \u{1B}[2J\u{202E}\r\nend"
        _ = try place.world.store().write(
            .write(MemoryPath("x.md"), Array(hostile.utf8)),
            overrides: [RequestedOverride(violationID: "all", reason: "test")])
        #expect(place.run("cat", "x.md").rawOutput == Array(hostile.utf8))
        place.world.terminal = (80, 24)
        let shown = place.run("cat", "x.md", "--color", "never").rawOutput
        #expect(!shown.contains(0x1B) && !shown.contains(0x0D))
    }
}
