import ReverieCore
import TestSupport
import Testing

@Suite struct FallbackTests {
    @Test func `fallbacks are listed with until when, why, and what to type`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("fallback") == """
                $ reverie fallback
                reverie revert --to fallback/3  until 2026-11-28 09:00 at least
                    0000000001, one of the last three; superseded 15 minutes ago by the revert
                reverie revert --to v1          until 2026-11-27 08:00 at least
                    0000000002, one of the last three; superseded 1 day ago by the merge of
                    dream night

                """)
    }

    @Test func `fallbacks as data`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("fallback --json") == """
                $ reverie fallback --json
                {
                  "schema": "reverie.fallback/1",
                  "fallbacks": [
                    {
                      "number": 3,
                      "snapshot": "0000000001..............................",
                      "version": null,
                      "until": "2026-11-28T09:00:14Z",
                      "kept": "amongLast",
                      "supersededBy": "revert",
                      "supersededAt": "2026-11-21T09:00:14Z",
                      "dream": null,
                      "command": "reverie revert --to fallback/3"
                    },
                    {
                      "number": 2,
                      "snapshot": "0000000002..............................",
                      "version": 1,
                      "until": "2026-11-27T08:00:07Z",
                      "kept": "amongLast",
                      "supersededBy": "merge",
                      "supersededAt": "2026-11-20T08:00:07Z",
                      "dream": "night",
                      "command": "reverie revert --to v1"
                    }
                  ]
                }

                """)
    }

    @Test func `a fallback outlives its time among the last three`() throws {
        let place = try ReadingWorld()
        place.world.time += 30 * 86_400
        #expect(
            place.transcript("fallback", "status") == """
                $ reverie fallback
                reverie revert --to fallback/3  while it is among the last three
                    0000000001, one of the last three; superseded 4 weeks ago by the revert
                reverie revert --to v1          while it is among the last three
                    0000000002, one of the last three; superseded 4 weeks ago by the merge of
                    dream night

                $ reverie status
                store       memory
                production  v3 and 1 direct write, 0000000003, 4 memories
                last move   write by Ada
                            2026-11-21 09:10:21 +0000 (4 weeks ago)
                dreams      1 open: noon
                yesterday   is production
                fallback    0000000001, one of the last three
                            reverie revert --to fallback/3

                """)
    }

    @Test func `the command to type names the store where it is not the standard one`() throws {
        let place = try ReadingWorld()
        let store = try place.world.repository(
            ["a.md": "- a\n"], in: "other", store: StoreName("team"))
        try place.world.dream("d", ["a.md": "- b\n"], in: store)
        _ = try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        #expect(
            place.transcript(in: "other", "--store team fallback", "fallback") == """
                $ reverie --store team fallback
                reverie --store team revert --to v1  until 2026-11-28 09:15 at least
                    0000000001, one of the last three; superseded 5 seconds ago by the merge of
                    dream d

                $ reverie fallback
                --- errors
                error: no store 'memory' in this repository
                hint: reverie --store team status
                --- status 3

                """)
    }
}
