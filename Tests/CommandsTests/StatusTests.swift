import Git
import ReverieCore
import TestSupport
import Testing

@Suite struct StatusTests {
    @Test func `status says where production stands and what can be taken back`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("status") == """
                $ reverie status
                store       memory
                production  v3 and 1 direct write, 0000000001, 4 memories
                last move   write by Ada
                            2026-11-21 09:10:21 +0000 (5 minutes ago)
                dreams      1 open: noon
                yesterday   0000000002, restorable until 2026-11-28 09:00 at least
                            reverie revert --to yesterday
                fallback    0000000003, restorable until 2026-11-28 09:00 at least
                            reverie revert --to fallback/3

                """)
    }

    @Test func `status as data`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("status --json") == """
                $ reverie status --json
                {
                  "schema": "reverie.status/1",
                  "store": "memory",
                  "production": "0000000001..............................",
                  "tree": "0000000002..............................",
                  "version": 3,
                  "writesSince": 1,
                  "memories": 4,
                  "journalReadable": true,
                  "asJournalled": true,
                  "lastOperation": "0000000003......",
                  "lastMove": "2026-11-21T09:10:21Z",
                  "interrupted": null,
                  "remoteCopy": false,
                  "writing": null,
                  "unsaved": null,
                  "openDreams": [
                    "noon"
                  ],
                  "fallbacks": 2,
                  "yesterday": {
                    "state": "superseded",
                    "snapshot": "0000000004..............................",
                    "until": "2026-11-28T09:00:14Z"
                  }
                }

                """)
    }

    @Test func `status counts edits that no snapshot has`() throws {
        let place = try ReadingWorld(bare: false)
        try place.world.write("repository/limits.md", "- always smile\n")
        try place.world.write("repository/new.md", "- new\n")
        #expect(
            place.transcript("status") == """
                $ reverie status
                store       memory
                production  v3 and 1 direct write, 0000000001, 4 memories
                last move   write by Ada
                            2026-11-21 09:10:21 +0000 (5 minutes ago)
                work tree   2 memories edited, in no snapshot: 'limits.md' and 1 more
                            reverie memdiff; reverie commit
                dreams      1 open: noon
                yesterday   0000000002, restorable until 2026-11-28 09:00 at least
                            reverie revert --to yesterday
                fallback    0000000003, restorable until 2026-11-28 09:00 at least
                            reverie revert --to fallback/3

                """)
    }

    @Test func `a first version has nothing to go back to`() throws {
        let place = try ReadingWorld()
        try place.world.repository(["a.md": "- a\n"], in: "fresh")
        #expect(
            place.transcript(in: "fresh", "status", "fallback", "log") == """
                $ reverie status
                store       memory
                production  v1, 0000000001, 1 memory
                last move   init by Ada
                            2026-11-21 09:15:24 +0000 (just now)
                dreams      none open
                fallback    none yet; this is the first version

                $ reverie fallback
                --- errors
                production has its first version only; there is nothing to go back to

                $ reverie log
                v1  2026-11-21 09:15  7 seconds ago  init  Ada

                """)
    }

    @Test func `status names who is writing now`() throws {
        let place = try ReadingWorld()
        let path = place.world.path("repository/reverie/lease")
        let lease = try Lease.take(at: path, note: "reverie, process 7 on host")
        #expect(
            place.transcript("status") == """
                $ reverie status
                store        memory
                production   v3 and 1 direct write, 0000000001, 4 memories
                last move    write by Ada
                             2026-11-21 09:10:21 +0000 (5 minutes ago)
                writing now  reverie, process 7 on host
                dreams       1 open: noon
                yesterday    0000000002, restorable until 2026-11-28 09:00 at least
                             reverie revert --to yesterday
                fallback     0000000003, restorable until 2026-11-28 09:00 at least
                             reverie revert --to fallback/3

                """)
        _ = consume lease
    }

    @Test func `an interrupted operation is told, and settled by mending`() throws {
        let place = try ReadingWorld()
        try place.interrupt(hasMoved: true)
        #expect(
            place.transcript(
                "status", "log -n 1", "journal -n 1", "verify", "journal verify", "verify --repair",
                "status") == """
                    $ reverie status
                    store        memory
                    production   0000000001, 3 memories
                    last move    write by agent-7
                                 2026-11-21 08:00:11 +0000 (1 hour ago)
                    interrupted  revert 0000000002......; the next writing command settles it
                    dreams       none open
                    yesterday    0000000003, in production's history
                                 reverie revert --to yesterday
                    fallback     0000000004, one of the last three
                                 reverie revert --to fallback/3

                    $ reverie log -n 1
                    v2  2026-11-20 08:00  1 day ago  merge  Ada
                        dream night: looks fine
                        followed by 1 direct write
                    --- errors
                    warning: an operation was interrupted (revert, 0000000002......); the next writing command settles it

                    $ reverie journal -n 1
                    0000000005  2026-11-21 09:00  revert, interrupted  Ada
                        0000000004 -> 0000000001, back to v1, it dropped the refund limit
                    --- errors
                    warning: an operation was interrupted (revert, 0000000002......); the next writing command settles it

                    $ reverie verify
                    warning: an operation was interrupted: revert 0000000002......
                      mend: reverie verify --repair   # or any command that writes
                    store memory: 1 warning

                    $ reverie journal verify
                    7 entries, each chained to the one before it; none was altered
                    remember the head; this proves later that nothing before it was rewritten:
                      reverie journal verify --since 0000000005..............................

                    $ reverie verify --repair
                    warning: an operation was interrupted: revert 0000000002......
                      mended
                    store memory: all is well

                    $ reverie status
                    store       memory
                    production  v3, 0000000001, 3 memories
                    last move   revert by Ada
                                2026-11-21 09:15:27 +0000 (just now)
                    dreams      none open
                    yesterday   0000000003, restorable until 2026-11-28 09:15 at least
                                reverie revert --to yesterday
                    fallback    0000000004, restorable until 2026-11-28 09:15 at least
                                reverie revert --to fallback/3

                    """)
    }

    @Test func `an operation that was interrupted before production moved is given up`() throws {
        let place = try ReadingWorld()
        try place.interrupt(hasMoved: false)
        #expect(
            place.transcript("verify", "verify --repair", "journal -n 1", "log -n 1") == """
                $ reverie verify
                warning: an operation was interrupted: revert 0000000001......
                  mend: reverie verify --repair   # or any command that writes
                store memory: 1 warning

                $ reverie verify --repair
                warning: an operation was interrupted: revert 0000000001......
                  mended
                store memory: all is well

                $ reverie journal -n 1
                0000000002  2026-11-21 09:15  revert, given up  Ada
                    0000000003 -> 0000000004, back to v1, it dropped the refund limit

                $ reverie log -n 1
                v2  2026-11-20 08:00  1 day ago  merge  Ada
                    dream night: looks fine
                    followed by 1 direct write

                """)
    }

    @Test func `a production branch that is gone is said to be, and is put back`() throws {
        let place = try ReadingWorld()
        try place.git("update-ref -d refs/heads/memory/production")
        #expect(
            place.transcript("status", "ls", "verify", "verify --repair", "cat today.md") == """
                $ reverie status
                --- errors
                error: production was rewritten: the journal says 0000000001, the branch says nothing
                hint: reverie verify --repair
                --- status 3

                $ reverie ls
                --- errors
                error: production was rewritten: the journal says 0000000001, the branch says nothing
                hint: reverie verify --repair
                --- status 3

                $ reverie verify
                error: production was rewritten: the journal says 0000000001, the branch says nothing
                  mend: reverie verify --repair
                store memory: 1 error
                --- status 1

                $ reverie verify --repair
                error: production was rewritten: the journal says 0000000001, the branch says nothing
                  mended
                store memory: all is well

                $ reverie cat today.md
                - on call: Bob

                """)
    }

    @Test func `a store whose making was interrupted is no rewritten one`() throws {
        let place = try ReadingWorld()
        try place.git("update-ref -d refs/heads/memory/production")
        try place.git(
            "update-ref refs/heads/memory/journal $(git rev-list --max-parents=0 memory/journal)")
        try place.git("tag | xargs -n 1 git tag -d")
        #expect(
            place.transcript("status", "log", "verify") == """
                $ reverie status
                --- errors
                error: the store has no production yet: making it was interrupted
                hint: reverie init
                --- status 3

                $ reverie log
                --- errors
                warning: an operation was interrupted (init, 0000000001......); the next writing command settles it
                there is no version yet

                $ reverie verify
                warning: an operation was interrupted: init 0000000001......
                  mend: reverie verify --repair   # or any command that writes
                notice: the branch of dream 'night' has no entry in the journal
                  see: reverie show night
                notice: the branch of dream 'noon' has no entry in the journal
                  see: reverie show noon
                store memory: 1 warning, 2 notices

                """)
        #expect(
            place.transcript(
                in: ".", "init repository --bare --from source", "-C repository verify",
                "-C repository log") == """
                    $ reverie init repository --bare --from source
                    store 'memory' in '$HOME/repository': version 1, 3 memories

                    $ reverie -C repository verify
                    notice: the branch of dream 'night' has no entry in the journal
                      see: reverie show night
                    notice: the branch of dream 'noon' has no entry in the journal
                      see: reverie show noon
                    store memory: 2 notices

                    $ reverie -C repository log
                    v1  2026-11-21 09:15  just now  init  unknown

                    """)
    }

    @Test func `without git on the path everything can be read`() throws {
        let place = try ReadingWorld()
        place.world.environment["PATH"] = "/nowhere"
        #expect(
            place.transcript("verify", "journal -n 1", "status", "verify --repair") == """
                $ reverie verify
                objects were not checked: no 'git' on PATH
                store memory: all is well

                $ reverie journal -n 1
                0000000001  2026-11-21 09:10  write  Ada
                    v3 -> 0000000002

                $ reverie status
                store       memory
                production  v3 and 1 direct write, 0000000002, 4 memories
                last move   write by Ada
                            2026-11-21 09:10:21 +0000 (5 minutes ago)
                dreams      1 open: noon
                yesterday   0000000003, restorable until 2026-11-28 09:00 at least
                            reverie revert --to yesterday
                fallback    0000000004, restorable until 2026-11-28 09:00 at least
                            reverie revert --to fallback/3

                $ reverie verify --repair
                --- errors
                error: no 'git' on PATH; reading works without it, changing does not
                hint: sudo apt-get install git
                --- status 3

                """)
    }
}
