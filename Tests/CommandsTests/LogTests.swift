import ReverieCore
import TestSupport
import Testing

@Suite struct LogTests {
    @Test func `the log lists versions with what was undone, reasons and writes`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("log") == """
                $ reverie log
                v3  2026-11-21 09:00  15 minutes ago  revert         Ada
                    back to v1: it dropped the refund limit
                    followed by 1 direct write
                v2  2026-11-20 08:00  1 day ago       merge, undone  Ada
                    dream night: looks fine
                    followed by 1 direct write
                v1  2026-11-20 06:00  1 day ago       init           Ada

                """)
    }

    @Test func `the log lists writes when asked to, by whom and why`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("log --writes", "log --writes -n 2") == """
                $ reverie log --writes
                0000000001  2026-11-21 09:10  5 minutes ago   write          Ada
                v3          2026-11-21 09:00  15 minutes ago  revert         Ada
                    back to v1: it dropped the refund limit
                0000000002  2026-11-21 08:00  1 hour ago      write          agent-7
                    from the morning session
                v2          2026-11-20 08:00  1 day ago       merge, undone  Ada
                    dream night: looks fine
                v1          2026-11-20 06:00  1 day ago       init           Ada

                $ reverie log --writes -n 2
                0000000001  2026-11-21 09:10  5 minutes ago   write   Ada
                v3          2026-11-21 09:00  15 minutes ago  revert  Ada
                    back to v1: it dropped the refund limit

                """)
    }

    @Test func `the log goes back to a moment`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(
                "log --since 2h", "log --since '1 minute ago'", "log --since 'next week'",
                "log --since @99999999999") == """
                    $ reverie log --since 2h
                    v3  2026-11-21 09:00  15 minutes ago  revert  Ada
                        back to v1: it dropped the refund limit
                        followed by 1 direct write

                    $ reverie log --since '1 minute ago'
                    --- errors
                    nothing happened since then

                    $ reverie log --since 'next week'
                    --- errors
                    error: 'next week' is not a time; yesterday, 2 days ago, 3h, last friday, noon, 18:00, 2026-11-19 18:00 or an RFC 3339 time is read
                    --- status 2

                    $ reverie log --since @99999999999
                    --- errors
                    error: '@99999999999' is in the future: 5138-11-16 09:46:39 +0000
                    --- status 2

                    """)
    }

    @Test func `the log as data names snapshots, actors and reasons`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("log -n 1 --json") == """
                $ reverie log -n 1 --json
                {
                  "schema": "reverie.log/1",
                  "entries": [
                    {
                      "version": 3,
                      "kind": "revert",
                      "operation": "0000000001......",
                      "time": "2026-11-21T09:00:14Z",
                      "actor": {
                        "name": "Ada",
                        "email": "ada@example.org",
                        "kind": "person"
                      },
                      "from": "0000000002..............................",
                      "to": "0000000003..............................",
                      "dream": null,
                      "target": "0000000004..............................",
                      "reason": "it dropped the refund limit",
                      "overrides": [],
                      "verdict": null,
                      "policy": null,
                      "undone": false,
                      "writesAfter": 1
                    }
                  ]
                }

                """)
    }

    @Test func `a reason of many columns is wrapped, its first line alone`() throws {
        let place = try ReadingWorld()
        let reason = String(repeating: "wrong about everything ", count: 6) + "\nsecond line"
        _ = try place.world.store().revert(to: .version(2), reason: reason)
        #expect(
            place.transcript("log -n 1") == """
                $ reverie log -n 1
                v4  2026-11-21 09:15  just now  revert  Ada
                    back to v2: wrong about everything wrong about everything wrong about
                    everything wrong about everything wrong about everything wrong about
                    everything

                """)
    }
}
