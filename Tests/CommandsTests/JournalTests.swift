import TestSupport
import Testing

@Suite struct JournalTests {
    @Test func `the journal lists each operation once, with what it led from and to`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("journal") == """
                $ reverie journal
                0000000001  2026-11-21 09:10  write   Ada
                    v3 -> 0000000002
                0000000003  2026-11-21 09:10  dream   Ada
                    v3 -> 0000000004, dream noon
                0000000005  2026-11-21 09:00  revert  Ada
                    0000000006 -> v3, back to v1, it dropped the refund limit
                0000000007  2026-11-21 08:00  write   agent-7 (agent)
                    v2 -> 0000000006
                0000000008  2026-11-20 08:00  merge   Ada
                    v1 -> v2, dream night
                0000000009  2026-11-20 07:00  dream   Ada
                    v1 -> 0000000010, dream night
                0000000011  2026-11-20 06:00  init    Ada
                    v1

                """)
    }

    @Test func `the journal as data`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("journal -n 1 --json") == """
                $ reverie journal -n 1 --json
                {
                  "schema": "reverie.journal/1",
                  "operations": [
                    {
                      "entry": "0000000001..............................",
                      "operation": "0000000002......",
                      "kind": "write",
                      "phase": "done",
                      "time": "2026-11-21T09:10:21Z",
                      "actor": {
                        "name": "Ada",
                        "email": "ada@example.org",
                        "kind": "person"
                      },
                      "from": "0000000003..............................",
                      "to": "0000000004..............................",
                      "dream": null,
                      "hosted": null,
                      "target": null,
                      "reason": null,
                      "overrides": [],
                      "verdict": "270eeae6a98cf2f1c0ca6367d05ba5abcd6249f47b4bb3f3f9823517e06a32d2",
                      "policy": null,
                      "retentionSeconds": 604800
                    }
                  ]
                }

                """)
    }

    @Test func `the proof prints the head to remember, and later knows it`() throws {
        let place = try ReadingWorld()
        let head = try place.git("rev-parse memory/journal~2").prefix(10)
        #expect(
            place.transcript("journal verify", "journal verify --since \(head)") == """
                $ reverie journal verify
                10 entries, each chained to the one before it; none was altered
                remember the head; this proves later that nothing before it was rewritten:
                  reverie journal verify --since 0000000001..............................

                $ reverie journal verify --since 0000000002
                10 entries, each chained to the one before it; none was altered
                it contains 0000000002 and only grew since
                head 0000000001..............................

                """)
    }

    @Test func `the proof as data`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("journal verify --json") == """
                $ reverie journal verify --json
                {
                  "schema": "reverie.journal-verify/1",
                  "sound": true,
                  "entries": 10,
                  "head": "0000000001..............................",
                  "root": "0000000002..............................",
                  "signed": 0,
                  "proven": 0,
                  "unproven": [],
                  "containsRemembered": null,
                  "problems": []
                }

                """)
    }

    @Test func `a journal that does not contain what was remembered was rewritten`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(
                "journal verify --since 1234567", "journal verify --since 12",
                "journal verify --since production") == """
                    $ reverie journal verify --since 1234567
                    error: the journal does not contain 1234567: it was rewritten
                    hint: compare with another clone: git fetch CLONE refs/heads/memory/journal
                    head 0000000001..............................
                    --- status 1

                    $ reverie journal verify --since 12
                    --- errors
                    error: '12' is not the id of an entry: 7 to 40 hexadecimal digits
                    hint: reverie journal
                    --- status 2

                    $ reverie journal verify --since production
                    --- errors
                    error: 'production' is not the id of an entry: 7 to 40 hexadecimal digits
                    hint: reverie journal
                    --- status 2

                    """)
    }

    @Test func `a damaged journal is named, and what needs none of it still works`() throws {
        let place = try ReadingWorld()
        try place.git(
            "update-ref refs/heads/memory/journal $(git commit-tree -p memory/journal -m '\u{1B}junk' 4b825dc642cb6eb9a060e54bf8d69288fbee4904)"
        )
        #expect(
            place.transcript(
                "journal verify", "verify", "log", "status", "ls", "cat today.md", "dreams",
                "fallback", "verify --repair") == """
                    $ reverie journal verify
                    error: entry 0000000001: it is no entry
                    hint: compare with another clone: git fetch CLONE refs/heads/memory/journal
                    head 0000000001..............................
                    --- status 1

                    $ reverie verify
                    error: the journal is damaged at 0000000001: it is no entry
                      mend: git fetch CLONE +refs/heads/memory/journal:refs/heads/memory/journal   # from a clone whose journal verifies
                    store memory: 1 error
                    --- status 1

                    $ reverie log
                    --- errors
                    error: the journal cannot be read at 0000000001: it is no entry
                    hint: reverie verify
                    --- status 3

                    $ reverie status
                    store       memory
                    production  0000000002, 4 memories
                    journal     the journal cannot be read at 0000000001: it is no entry
                                reverie verify

                    $ reverie ls
                    limits.md
                    people/ada.md
                    projects/billing.md
                    today.md
                    --- errors
                    warning: the journal cannot be read at 0000000001: it is no entry

                    $ reverie cat today.md
                    - on call: Bob
                    --- errors
                    warning: the journal cannot be read at 0000000001: it is no entry

                    $ reverie dreams
                    --- errors
                    error: the journal cannot be read at 0000000001: it is no entry
                    hint: reverie verify
                    --- status 3

                    $ reverie fallback
                    --- errors
                    error: the journal cannot be read at 0000000001: it is no entry
                    hint: reverie verify
                    --- status 3

                    $ reverie verify --repair
                    --- errors
                    error: the journal cannot be read at 0000000001: it is no entry
                    hint: reverie verify
                    --- status 3

                    """)
    }

    @Test func `a move that does not start where the last one ended breaks the chain`() throws {
        let place = try ReadingWorld()
        let line = try place.git("log -1 --format=%B memory/journal")
            .replacing("\"phase\"", with: "\"reason\":\"forged\",\"phase\"")
        try place.git(
            "update-ref refs/heads/memory/journal $(echo '\(line)' | git commit-tree -p memory/journal 4b825dc642cb6eb9a060e54bf8d69288fbee4904)"
        )
        #expect(
            place.transcript("journal verify") == """
                $ reverie journal verify
                error: entry 0000000001: an outcome without its intent, or an intent that nothing settled
                error: entry 0000000002: the move does not start where the one before it ended
                hint: compare with another clone: git fetch CLONE refs/heads/memory/journal
                head 0000000002..............................
                --- status 1

                """)
    }
}
