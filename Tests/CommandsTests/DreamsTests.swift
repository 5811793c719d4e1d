import Testing

@Suite struct DreamsTests {
    @Test func `dreams are listed with base, distance, counts and state`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("dreams", "dreams --open") == """
                $ reverie dreams
                DREAM  STATE     AGE            BASE  MOVED  MEMORIES
                night  reverted  1 day ago      v1        4  +1 -1 ~1
                noon   open      5 minutes ago  v3        1  +1

                $ reverie dreams --open
                DREAM  STATE  AGE            BASE  MOVED  MEMORIES
                noon   open   5 minutes ago  v3        1  +1

                """)
    }

    @Test func `dreams as data carry where they come from`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("dreams --open --json") == """
                $ reverie dreams --open --json
                {
                  "schema": "reverie.dreams/1",
                  "dreams": [
                    {
                      "id": "noon",
                      "state": "open",
                      "time": "2026-11-21T09:10:18Z",
                      "snapshot": "0000000001..............................",
                      "base": "0000000002..............................",
                      "moved": 1,
                      "added": 1,
                      "removed": 0,
                      "changed": 0,
                      "engine": "import",
                      "model": null,
                      "sessions": []
                    }
                  ]
                }

                """)
    }

    @Test func `a store without dreams says how one is proposed`() throws {
        let place = try ReadingWorld()
        try place.git("update-ref -d refs/heads/memory/dream/night")
        try place.git("update-ref -d refs/heads/memory/dream/noon")
        #expect(
            place.transcript("dreams", "dreams --json") == """
                $ reverie dreams
                --- errors
                no dream; this proposes one: reverie dream import FOLDER

                $ reverie dreams --json
                {
                  "schema": "reverie.dreams/1",
                  "dreams": []
                }

                """)
    }

    @Test func `a dream of unrelated history has neither base nor distance`() throws {
        let place = try ReadingWorld()
        try place.git("branch memory/dream/odd $(git commit-tree -m odd memory/v1^{tree})")
        #expect(
            place.transcript("dreams") == """
                $ reverie dreams
                DREAM  STATE     AGE            BASE     MOVED  MEMORIES
                night  reverted  1 day ago      v1           4  +1 -1 ~1
                noon   open      5 minutes ago  v3           1  +1
                odd    open      just now       nothing      -  +3

                """)
    }
}
