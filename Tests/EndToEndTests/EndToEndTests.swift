import TestSupport
import Testing

@Suite struct EndToEndTests {
    private func world() throws -> World {
        let world = World()
        try world.write(
            "a/limits.md", "- Never refund more than 50 EUR.\n- Deploys run on Friday.\n")
        try world.write(
            "b/limits.md", "- Never refund more than 50 EUR.\n- Deploys run on Monday.\n")
        return world
    }

    @Test func `both programs start and name their version`() throws {
        #expect(
            try world().shell("reverie --version; memdiff --version").description == """
                reverie 0.1.0
                memdiff 0.1.0

                """)
    }

    @Test func `memdiff compares two folders without a repository`() throws {
        let outcome = try world().shell(
            "memdiff --exit-code a b && echo same || echo \"differs: $?\"")
        #expect(outcome.output.hasPrefix("a -> b: "))
        #expect(outcome.output.contains("Friday"))
        #expect(outcome.output.contains("Monday"))
        #expect(!outcome.output.contains("refund"))
        #expect(outcome.output.hasSuffix("differs: 1\n"))
    }

    @Test func `a full disk is an error`() throws {
        #expect(
            try world().shell("memdiff a b >/dev/full").description == """
                --- errors
                error: cannot write to standard output: no space left on device
                --- status 3

                """)
    }

    @Test func `a reader who has seen enough ends it quietly`() throws {
        let outcome = try world().shell(
            "{ memdiff --format html a b; echo \"status $?\" >&2; } | head -c 1 >/dev/null")
        #expect(outcome.errors == "status 0\n")
    }

    @Test func `git uses memdiff as an external diff driver`() throws {
        let outcome = try world().shell(
            """
            git init -q -b main repo && cd repo
            cp ../a/limits.md . && echo '*.md diff=memory' > .gitattributes
            git add . && git commit -qm one
            git config diff.memory.command memdiff
            cp ../b/limits.md . && echo '- New.' > new.md && git add .
            git --no-pager diff --cached
            git mv limits.md rules.md
            git --no-pager diff --cached -M --stat >/dev/null && git --no-pager diff --cached -M
            """)
        #expect(outcome.status == 0)
        #expect(outcome.errors == "")
        #expect(outcome.output.contains("limits.md: 1 change: "))
        #expect(outcome.output.contains("new.md: 1 change: 1 added"))
        #expect(outcome.output.contains("limits.md -> rules.md: "))
    }

    @Test func `git difftool compares whole folders with memdiff`() throws {
        let outcome = try world().shell(
            """
            git init -q -b main repo && cd repo
            cp ../a/limits.md . && git add . && git commit -qm one
            cp ../b/limits.md . && git commit -qam two
            git difftool --dir-diff --no-symlinks --extcmd memdiff HEAD~1 HEAD
            """)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Friday"))
    }
}
