import TestSupport

/// Stores with hooks, and the routes by which plain git could move them.
enum HooksWorld {
    private static let functions = """
        set -u
        lines() { printf -- '- %s\\n' "$@"; }
        rule='Never refund more than 50 EUR.'

        """

    /// A work tree with versions 1 and 2, a policy with a history, an open dream that drops a guardrail, and
    /// one that does not.
    private static let makeLocal = """
        mkdir one two bad good
        lines "$rule" 'Deploys run on Friday.' > one/limits.md
        lines "$rule" 'Deploys run on Monday.' > two/limits.md
        lines 'Deploys run on Monday.' > bad/limits.md
        cp two/limits.md good/limits.md && lines 'Lunch is at 12.' > good/lunch.md
        printf 'format: 1\\nretention:\\n  days: 8\\n' > policy.yaml
        printf 'format: 1\\nretention:\\n  days: 9\\n' > longer.yaml
        reverie -q init store --from one >/dev/null
        cd store
        reverie -q dream import ../two --id two >/dev/null
        reverie -q merge two >/dev/null
        reverie -q policy set ../policy.yaml -m first >/dev/null
        reverie -q policy set ../longer.yaml -m longer >/dev/null
        reverie -q dream import ../bad --id bad >/dev/null
        reverie -q dream import ../good --id good >/dev/null
        cd ..

        """

    /// A server with hooks that has the store, and a clone by plain git.
    private static let makeServer = """
        git init -q --bare server.git
        reverie -q -C server.git hooks install --server >/dev/null
        git -C store remote add origin ../server.git
        reverie -q -C store push >/dev/null
        git clone -q server.git plain 2>/dev/null
        git -C plain config remote.origin.url ../server.git

        """

    /// Making a store costs a second or two, so it is made once and copied; it lies with the products of the build.
    private static let template: String = {
        let folder = World.programs + "/hooks-world"
        let script =
            "rm -rf '\(folder)'; mkdir -p '\(folder)/local' '\(folder)/server'\n" + functions
            + makeLocal + "cp -R one two bad good *.yaml store '\(folder)/local/'\n" + makeServer
            + "cp -R one two bad good *.yaml store server.git plain '\(folder)/server/'\n"
        let outcome = try? World().shell(script)
        return outcome?.status == 0 && outcome?.errors == ""
            ? folder : "not made: \(outcome as Any)"
    }()

    /// Starts a script in the work tree.
    static let local = functions + "cp -R '\(template)/local/.' . && cd store || exit\n"

    /// The same with hooks in the work tree.
    static let guarded = local + "reverie -q hooks install >/dev/null\n"

    /// Starts a script in the clone by plain git.
    static let server = functions + "cp -R '\(template)/server/.' . && cd plain || exit\n"

    /// A command that says what no route may change.
    static func state(of folder: String) -> String {
        "git -C \(folder) for-each-ref --format='%(refname) %(objectname)' "
            + "refs/heads/memory/production refs/heads/memory/journal refs/heads/memory/policy "
            + "refs/tags refs/replace"
    }
}
