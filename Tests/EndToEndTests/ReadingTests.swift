import TestSupport
import Testing

/// The reading commands of the built program, beside plain git.
@Suite struct ReadingEndToEndTests {
    /// A repository with a merged dream, made by the built program.
    private func world() throws -> World {
        let world = World()
        try world.write("first/limits.md", "- Never refund more than 50 EUR.\n")
        try world.write("first/team.md", "- Deploys run on Friday.\n")
        try world.write("dream/limits.md", "- Never refund more than 50 EUR.\n")
        let made = try world.shell(
            """
            set -e
            reverie init store.git --bare --from first -q
            cd store.git
            reverie dream import ../dream -q
            reverie merge "$(git for-each-ref --format='%(refname:lstrip=4)' refs/heads/memory/dream)" -q
            """)
        #expect(made.status == 0, "\(made)")
        return world
    }

    @Test func `a memory and a listing are what git says they are`() throws {
        #expect(
            try world().shell(
                """
                cd store.git
                reverie cat v1:team.md | cmp - ../first/team.md && echo same
                reverie ls v1; git ls-tree -r --name-only memory/v1
                """
            ).description == """
                same
                limits.md
                team.md
                limits.md
                team.md

                """)
    }

    @Test func `without git on the path reading works and writing says what is missing`() throws {
        let outcome = try world().shell(
            """
            cd store.git
            tool=$(command -v reverie)
            export PATH=/nowhere
            for words in status log show ls dreams fallback journal 'journal verify' verify 'memdiff v1 v2'
            do "$tool" $words >/dev/null || echo "$words: $?"
            done
            "$tool" revert -m back >/dev/null
            echo $?
            """)
        #expect(outcome.output == "3\n")
        #expect(outcome.errors.contains("no 'git' on PATH"))
    }

    @Test func `who stops reading early ends nothing with an error`() throws {
        #expect(
            try world().shell(
                """
                cd store.git
                (reverie journal; echo "$?" >status) | head -n 1 >/dev/null
                cat status
                """
            ).output == "0\n")
    }

    @Test func `git sees nothing that reading left behind`() throws {
        #expect(
            try world().shell(
                """
                cd store.git
                state() { find . -type f -exec sha256sum {} + | sort; find . | sort; }
                state >../before
                for words in status log show ls dreams fallback journal 'journal verify' verify 'memdiff v1 v2'
                do reverie $words >/dev/null 2>&1; done
                state | cmp - ../before && git fsck --strict --no-dangling --no-progress && echo sound
                """
            ).description == "sound\n")
    }
}
