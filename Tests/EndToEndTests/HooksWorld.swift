import TestSupport

/// Stores with hooks, and the routes by which plain git could move them.
enum HooksWorld {
    /// What stands before every script: a work tree with hooks, versions 1 and 2, a policy, an open dream that
    /// drops a guardrail, and one that does not.
    static let local = """
        set -u
        lines() { printf -- '- %s\\n' "$@"; }
        rule='Never refund more than 50 EUR.'
        mkdir one two bad good
        lines "$rule" 'Deploys run on Friday.' > one/limits.md
        lines "$rule" 'Deploys run on Monday.' > two/limits.md
        lines 'Deploys run on Monday.' > bad/limits.md
        cp two/limits.md good/limits.md && lines 'Lunch is at 12.' > good/lunch.md
        reverie -q init store --from one >/dev/null
        reverie -q -C store dream import ../two --id two >/dev/null
        reverie -q -C store merge two >/dev/null
        cd store
        printf 'format: 1\\nretention:\\n  days: 8\\n' > ../policy.yaml
        printf 'format: 1\\nretention:\\n  days: 9\\n' > ../longer.yaml
        reverie -q policy set ../policy.yaml -m first >/dev/null
        reverie -q policy set ../longer.yaml -m longer >/dev/null
        reverie -q dream import ../bad --id bad >/dev/null
        reverie -q dream import ../good --id good >/dev/null

        """

    /// The same with hooks in the work tree.
    static let guarded = local + "reverie -q hooks install >/dev/null\n"

    /// A server with hooks that has the store, and a clone by plain git, in which the script stands.
    static let server =
        local + """
            git init -q --bare ../server.git
            reverie -q -C ../server.git hooks install --server >/dev/null
            git remote add origin ../server.git
            reverie -q push >/dev/null
            cd .. && git clone -q server.git plain 2>/dev/null && cd plain
            git config advice.pushUpdateRejected false

            """

    /// What must not change by a route, and that the journal still agrees with it.
    static func state(of folder: String) -> String {
        "git -C \(folder) for-each-ref --format='%(refname) %(objectname)' "
            + "refs/heads/memory/production refs/heads/memory/journal refs/heads/memory/policy "
            + "refs/tags refs/replace"
    }
}
