import Commands
import Git
import TestSupport
import Testing

@Suite struct VerifyTests {
    @Test func `a sound store is said to be well`() throws {
        let place = try ReadingWorld()
        #expect(
            place.transcript("verify", "verify --json") == """
                $ reverie verify
                store memory: all is well

                $ reverie verify --json
                {
                  "schema": "reverie.verify/1",
                  "store": "memory",
                  "objectsChecked": true,
                  "findings": []
                }

                """)
    }

    @Test func `a rewritten production and missing tags are found and mended`() throws {
        let place = try ReadingWorld()
        try place.git("update-ref refs/heads/memory/production memory/v1")
        try place.git("tag -d memory/v2 memory/fallback/3")
        #expect(
            place.transcript("verify", "status", "verify --repair", "verify", "cat today.md") == """
                $ reverie verify
                error: production was rewritten: the journal says 0000000001, the branch says 0000000002
                  mend: reverie verify --repair
                error: the tag memory/v2 should name 0000000003, but is missing
                  mend: reverie verify --repair
                error: the tag memory/fallback/3 should name 0000000004, but is missing
                  mend: reverie verify --repair
                store memory: 3 errors
                --- status 1

                $ reverie status
                store       memory
                production  0000000002, 3 memories
                last move   write by Ada
                            2026-11-21 09:10:21 +0000 (5 minutes ago)
                journal     does not know this production
                            reverie verify
                dreams      1 open: noon
                yesterday   0000000003, restorable until 2026-11-28 09:00 at least
                            reverie revert --to yesterday
                fallback    0000000002, one of the last three
                            reverie revert --to v1

                $ reverie verify --repair
                error: production was rewritten: the journal says 0000000001, the branch says 0000000002
                  mended
                error: the tag memory/v2 should name 0000000003, but is missing
                  mended
                error: the tag memory/fallback/3 should name 0000000004, but is missing
                  mended
                store memory: all is well

                $ reverie verify
                store memory: all is well

                $ reverie cat today.md
                - on call: Bob

                """)
    }

    @Test func `a move by plain git is found, and recorded by mending`() throws {
        let place = try ReadingWorld()
        try place.git(
            "update-ref refs/heads/memory/production $(git commit-tree -p memory/production -m plain memory/v2^{tree})"
        )
        #expect(
            place.transcript("verify", "verify --repair", "log --writes -n 1") == """
                $ reverie verify
                warning: production moved from 0000000001 to 0000000002 without an entry in the journal
                  mend: reverie verify --repair
                store memory: 1 warning

                $ reverie verify --repair
                warning: production moved from 0000000001 to 0000000002 without an entry in the journal
                  mended
                store memory: all is well

                $ reverie log --writes -n 1
                0000000002  2026-11-21 09:15  just now  external  unknown
                    plain

                """)
    }

    @Test func `findings as data name their kind and what mends them`() throws {
        let place = try ReadingWorld()
        try place.git("tag -d memory/v2")
        #expect(
            place.transcript("verify --json") == """
                $ reverie verify --json
                {
                  "schema": "reverie.verify/1",
                  "store": "memory",
                  "objectsChecked": true,
                  "findings": [
                    {
                      "severity": "error",
                      "kind": "versionTag",
                      "message": "the tag memory/v2 should name 0000000001, but is missing",
                      "mend": "reverie verify --repair",
                      "repaired": false
                    }
                  ]
                }
                --- status 1

                """)
    }

    @Test func `paths and contents that no memory may have are found, harmless`() throws {
        let place = try ReadingWorld()
        try place.git(
            """
            update-ref refs/heads/memory/production $(git commit-tree -p memory/production -m plain $(printf \
            '100644 blob %s\\ta\\033b.md\\n120000 blob %s\\tlink\\n100644 blob %s\\tlatin.md\\n' \
            $(echo x | git hash-object -w --stdin) $(printf target | git hash-object -w --stdin) \
            $(printf '\\377' | git hash-object -w --stdin) | git mktree))
            """)
        #expect(
            place.transcript("verify", "ls", "cat latin.md") == """
                $ reverie verify
                error: 'a<U+001B>b.md' in 0000000001 cannot be the path of a memory: it has a control or invisible character
                  mend: reverie commit FOLDER   # a folder without it
                error: 'latin.md' in production is not UTF-8 text
                  mend: reverie write latin.md   # other content, from stdin
                error: 'link' in 0000000001 is no ordinary file
                  mend: reverie commit FOLDER   # a folder without it
                warning: production moved from 0000000002 to 0000000001 without an entry in the journal
                  mend: reverie verify --repair
                store memory: 3 errors, 1 warning
                --- status 1

                $ reverie ls
                a<U+001B>b.md
                latin.md
                link

                $ reverie cat latin.md
                �
                """)
    }

    @Test func `a dream that came by plain git is worth a notice`() throws {
        let place = try ReadingWorld()
        try place.git("branch memory/dream/odd memory/v2")
        #expect(
            place.transcript("verify") == """
                $ reverie verify
                notice: the branch of dream 'odd' has no entry in the journal
                  see: reverie show odd
                store memory: 1 notice

                """)
    }

    @Test func `an altered name among packed references is found, whatever it was turned into`()
        throws
    {
        let place = try ReadingWorld()
        try place.git("pack-refs --all")
        let path = place.world.path("repository/packed-refs")
        let bytes = try FileSystem.read(path)
        let isHeader = { (at: Int) in at <= (bytes.firstIndex(of: 0x0A) ?? 0) }
        for at in stride(from: 0, to: bytes.count, by: 7) where !isHeader(at) {
            var altered = bytes
            altered[at] = altered[at] == 0xCF ? 0xCE : 0xCF
            try FileSystem.replace(path, with: altered)
            let outcome = place.run("verify")
            #expect(outcome.status != 0, "byte \(at)")
        }
    }

    @Test func `rules that were deleted or taken back by plain git are found`() throws {
        let place = try ReadingWorld()
        for (text, reason) in [
            ("format: 1\nretention:\n  days: 9\n", "first"),
            ("format: 1\nretention:\n  days: 10\n", "second"),
        ] {
            try place.world.write("rules.yaml", text)
            #expect(place.run("policy", "set", "../rules.yaml", "-m", reason).status == 0)
            if reason == "first" { try place.git("branch kept memory/policy") }
        }
        try place.git("update-ref refs/heads/memory/policy kept")
        #expect(
            place.transcript("verify") == """
                $ reverie verify
                error: the policy should follow 0000000001, but names 0000000002
                  mend: reverie policy show   # then 'policy set FILE' with the rules that hold
                store memory: 1 error
                --- status 1

                """)
        try place.git("update-ref -d refs/heads/memory/policy")
        #expect(
            place.transcript("verify", "verify --repair", "verify") == """
                $ reverie verify
                error: the policy should follow 0000000001, but is missing
                  mend: reverie verify --repair
                store memory: 1 error
                --- status 1

                $ reverie verify --repair
                error: the policy should follow 0000000001, but is missing
                  mended
                store memory: all is well

                $ reverie verify
                store memory: all is well

                """)
    }

    @Test func `borrowed objects are an error`() throws {
        let place = try ReadingWorld()
        try place.world.write("repository/objects/info/alternates", "/nowhere\n")
        #expect(
            place.transcript("verify") == """
                $ reverie verify
                error: objects are borrowed from another repository; nothing can be promised here
                  mend: git repack -a -d && rm .git/objects/info/alternates
                store memory: 1 error
                --- status 1

                """)
    }

    @Test(arguments: [100, 300, 500, 700])
    func `damaged objects are an error, and no reading command crashes on them`(offset: Int) throws
    {
        let place = try ReadingWorld()
        _ = try place.world.shell(
            """
            cd repository && chmod u+w objects/pack/*.pack && for pack in objects/pack/*.pack; do
            printf 'xxxxxxxx' | dd of="$pack" bs=1 seek=\(offset) conv=notrunc status=none; done
            """)
        let outcome = place.run("verify")
        #expect(outcome.status != 0)
        #expect((outcome.output + outcome.errors).contains("error: "))
        for words in [["status"], ["log"], ["show"], ["ls"], ["journal", "verify"], ["dreams"]] {
            let outcome = place.world.run(.reverie, ["-C", "repository"] + words)
            #expect([0, 1, 3].contains(outcome.status), "\(words): \(outcome)")
        }
    }
}
