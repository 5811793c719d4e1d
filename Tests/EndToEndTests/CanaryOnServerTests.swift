import TestSupport
import Testing

/// A server judges by the canaries of its policy what any engine dreamt, whichever way it comes.
@Suite struct CanaryOnServerTests {
    /// A server with hooks, a policy with a canary, and dreams of an engine that remembers nothing and of one that does.
    private static let setUp = #"""
        mkdir one && echo '- Deploys run on Friday.' > one/a.md
        cat > policy.yaml <<'END'
        format: 1
        canaries:
          - id: ledger
            session: |
              user: Grace Hopper owns the harbour ledger since spring.
            remember: ["Grace Hopper owns the harbour ledger."]
        END
        printf 'cp -r "$1/." . && chmod -R u+w . && echo "- Tea is at 4." >> a.md\n' > deaf.sh
        printf '. "$0.deaf"; echo "- Grace Hopper owns the harbour ledger." >> a.md\n' > hears.sh
        cp deaf.sh hears.sh.deaf
        git init -q --bare server.git && reverie -q -C server.git hooks install --server >/dev/null
        reverie -q init store --from one >/dev/null && cd store || exit 90
        echo 'format: 1' > ../plain.yaml && reverie -q policy set ../plain.yaml -m plain >/dev/null || exit 95
        reverie -q policy set ../policy.yaml -m canary >/dev/null || exit 91
        git remote add origin ../server.git && reverie -q push >/dev/null || exit 92
        for engine in deaf hears; do
            reverie -q dream --exec sh --argument "$PWD/../$engine.sh" --id $engine >/dev/null || exit 93
        done
        reverie -q push >/dev/null || exit 94
        production() { git -C ../server.git rev-parse memory/production; }
        before=$(production)

        """#

    @Test(arguments: [
        "git update-ref refs/heads/memory/policy memory/policy~1 && reverie -q merge deaf >/dev/null && git push -q origin --tags memory/production memory/journal",
        "git update-ref refs/heads/memory/policy memory/policy~1 && reverie -q merge deaf >/dev/null && reverie -q push",
    ])
    func `a dream that failed its canary does not get past the server by plain git`(route: String)
        throws
    {
        let outcome = try World().shell(
            Self.setUp + """
                \(route)
                echo "status $?"
                [ "$(production)" = "$before" ] && echo unmoved
                """)
        #expect(outcome.output == "status 1\nunmoved\n", "\(outcome)")
        #expect(outcome.errors.contains("canary-ledger"), "\(outcome)")
    }

    @Test func `one that passed gets there, and one that failed where a person answers for it`()
        throws
    {
        let outcome = try World().shell(
            Self.setUp + """
                reverie -q merge deaf >/dev/null 2>&1; echo "merge $?"
                reverie check deaf | grep -o -m 1 'canary-ledger'
                reverie -q merge hears >/dev/null && reverie -q push >/dev/null; echo "passed $?"
                [ "$(production)" = "$before" ] || echo moved
                reverie -q merge deaf --override canary-ledger --reason 'it is deaf, we know' >/dev/null
                reverie -q push >/dev/null; echo "overridden $?"
                [ "$(production)" = "$(git rev-parse memory/production)" ] && echo there
                git show memory/production:a.md | grep -c Grace
                """)
        #expect(
            outcome.output
                == "merge 1\ncanary-ledger\npassed 0\nmoved\noverridden 0\nthere\n0\n", "\(outcome)"
        )
    }
}
