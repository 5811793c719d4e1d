import TestSupport
import Testing

@Suite struct ShowTests {
    @Test func `a snapshot is shown with how it came to be and what it changed`() throws {
        let place = try ReadingWorld()
        #expect(
            place.headings("show", "show v2", "show v3", "show @yesterday", "show night") == """
                $ reverie show
                snapshot  0000000001 (write), production now
                id        0000000001..............................
                tree      0000000002..............................
                made      2026-11-21 09:10:22 +0000 (5 minutes ago)
                by        Ada <ada@example.org>
                before    v3

                $ reverie show v2
                snapshot  version 2 (merge), was production, undone by a revert
                id        0000000001..............................
                tree      0000000002..............................
                made      2026-11-20 08:00:08 +0000 (1 day ago)
                by        Ada <ada@example.org>
                before    v1
                dream     night
                session   s-1
                session   s-2
                reason    looks fine

                $ reverie show v3
                snapshot  version 3 (revert), was production
                id        0000000001..............................
                tree      0000000002..............................
                made      2026-11-21 09:00:15 +0000 (15 minutes ago)
                by        Ada <ada@example.org>
                before    0000000003
                back to   v1
                reason    it dropped the refund limit

                $ reverie show @yesterday
                snapshot  version 2 (merge), was production, undone by a revert
                id        0000000001..............................
                tree      0000000002..............................
                made      2026-11-20 08:00:08 +0000 (1 day ago)
                by        Ada <ada@example.org>
                before    v1
                dream     night
                session   s-1
                session   s-2
                reason    looks fine

                $ reverie show night
                snapshot  dream night, reverted
                id        0000000001..............................
                tree      0000000002..............................
                made      2026-11-20 07:00:04 +0000 (1 day ago)
                by        Ada <ada@example.org>
                before    v1
                engine    import
                model     m1
                session   s-1
                session   s-2
                told      keep it short
                          fold duplicates
                """)
        #expect(place.transcript("show night").contains("\nv1 -> night: 2 changes"))
        #expect(place.transcript("show v1").contains("\nnothing -> v1: 5 changes: 5 added"))
    }

    @Test func `what cannot be shown is named`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript(
                "show nothing", "show '@last century'", "show @2020-01-01", "show v2 v3", "show v99"
            ) == """
                $ reverie show nothing
                --- errors
                error: 'nothing' leads to no snapshot
                hint: reverie log
                hint: reverie dreams
                --- status 2

                $ reverie show '@last century'
                --- errors
                error: 'last century' is not a time; yesterday, 2 days ago, 3h, last friday, noon, 18:00, 2026-11-19 18:00 or an RFC 3339 time is read
                --- status 2

                $ reverie show @2020-01-01
                --- errors
                error: the journal begins at 2026-11-20 06:00 +00:00; nothing is known of 2020-01-01 00:00 +00:00
                hint: reverie log
                --- status 2

                $ reverie show v2 v3
                --- errors
                error: unexpected argument 'v3'
                hint: reverie show --help
                --- status 2

                $ reverie show v99
                --- errors
                error: 'v99' leads to no snapshot
                hint: reverie log
                hint: reverie dreams
                --- status 2

                """)
    }

    @Test func `a snapshot as data holds the comparison`() throws {
        let place = try ReadingWorld()
        let text = place.transcript("show night --json")
        let parts = text.split(separator: ",\n  \"memdiff\": ").map(String.init)
        #expect(
            parts[0] == """
                $ reverie show night --json
                {
                  "schema": "reverie.show/1",
                  "snapshot": {
                    "id": "0000000001..............................",
                    "tree": "0000000002..............................",
                    "parents": [
                      "0000000003.............................."
                    ],
                    "before": "0000000003..............................",
                    "version": null,
                    "production": false,
                    "undone": false,
                    "kind": "dream",
                    "operation": "0000000004......",
                    "time": "2026-11-20T07:00:04Z",
                    "author": {
                      "name": "Ada",
                      "email": "ada@example.org"
                    },
                    "actor": null,
                    "subject": "memory: dream night",
                    "reason": null,
                    "target": null,
                    "dream": "night",
                    "state": "reverted",
                    "engine": "import",
                    "model": "m1",
                    "hosted": null,
                    "sessions": [
                      "s-1",
                      "s-2"
                    ],
                    "instructions": "keep it short\\nfold duplicates"
                  }
                """)
        #expect(parts[1].contains("\"schema\": \"reverie.memdiff/1\""))
    }

    @Test func `a commit of somebody else shows its subject, made harmless`() throws {
        let place = try ReadingWorld()
        try place.git(
            """
            branch foreign $(GIT_AUTHOR_DATE='1795250000 +0100' GIT_AUTHOR_NAME='E\u{1B}vil' git commit-tree \
            -p memory/v3 -m '\u{1B}]0;title\u{7}\u{202E}' memory/v3^{tree})
            """)
        #expect(
            place.headings("show foreign --stat") == """
                $ reverie show foreign --stat
                snapshot  0000000001 (not made by reverie), not a state of production
                id        0000000001..............................
                tree      0000000002..............................
                made      2026-11-21 08:33:20 +0000 (42 minutes ago)
                by        Evil <ada@example.com>
                before    v3
                subject   <U+001B>]0;title<U+0007><U+202E>
                """)
    }
}
