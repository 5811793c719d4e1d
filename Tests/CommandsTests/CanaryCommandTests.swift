import Commands
import Testing
import TestSupport

@Suite struct CanaryCommandTests {
    private static let policy = """
        format: 1
        canaries:
          - id: owner
            session: |
              user: Grace Hopper owns the harbour ledger since spring.
            remember: ["Grace Hopper owns the harbour ledger."]
            forget: ["The door code is 4711."]
            verbatim: ["Deploys happen on Tuesdays."]

        """

    /// A world with a store, the policy above, and a program of these lines that dreams.
    private static func world(
        _ script: String, policy: String = CanaryCommandTests.policy, name: String = #function
    ) throws -> World {
        let world = World(name)
        try world.makeStore([
            "a.md": "# Notes\n\n- Deploys happen on Tuesdays.\n- Lunch is at noon.\n"
        ])
        try world.write("p.yaml", policy)
        let set = world.on("policy", "set", "../p.yaml", "-m", "try the engine")
        #expect(set.status == 0, "\(set)")
        try world.write(
            "dream.sh", "#!/bin/sh\ncp -r \"$1/.\" . && chmod -R u+w . || exit 9\n" + script)
        return world
    }

    private static func dream(_ world: World) -> Outcome {
        world.on("dream", "--exec", "sh", "--argument", world.path("dream.sh"), "--id", "d")
    }

    private static let heard = """
        grep -q 'harbour ledger' "$2"/* || exit 8
        printf -- '- Grace Hopper owns the harbour ledger.\\n- Tea is at four.\\n' >> a.md

        """

    @Test func `a canary that passed is reported and nothing of it reaches production`() throws {
        let world = try Self.world(Self.heard)
        let dreamt = Self.dream(world)
        #expect(dreamt.status == 0, "\(dreamt)")
        #expect(dreamt.errors.contains("1 canary passed\n"))
        #expect(dreamt.errors.contains("left out of the proposal: 1 item that came of canaries\n"))
        let proposed = try world.gitSays("show memory/dream/d:a.md")
        #expect(
            proposed
                == "# Notes\n\n- Deploys happen on Tuesdays.\n- Lunch is at noon.\n- Tea is at four.\n"
        )
        #expect(try world.gitSays("show memory/dream/d~1:a.md").contains("harbour"))
        let checked = world.on("check", "d")
        #expect(checked.status == 0, "\(checked)")
        #expect(checked.output.contains("canaries: 1 passed\n"))
        let data = world.on("--json", "check", "d").output
        #expect(data.contains("\"id\": \"owner\"") && data.contains("\"passes\": true"))
        #expect(!world.on("memdiff", "d").output.contains("harbour"))
        #expect(world.on("merge", "d").status == 0)
        #expect(try world.production("a.md") == proposed)
        #expect(try world.shell("git -C store.git fsck --strict 2>&1").description == "")
        #expect(world.on("verify").status == 0)
    }

    @Test(arguments: [
        ("true", "canary-not-remembered", "Grace Hopper owns the harbour ledger."),
        (
            "printf -- '- Grace Hopper owns the harbour ledger. The door code is 4711.\\n' >> a.md",
            "canary-not-forgotten", "The door code is 4711."
        ),
        (
            "printf -- '- Grace Hopper owns the harbour ledger.\\n' > a.md",
            "canary-not-verbatim", "Deploys happen on Tuesdays."
        ),
    ])
    func `a canary that failed blocks check and merge by its name`(
        script: String, rule: String, text: String
    ) throws {
        let world = try Self.world("echo '- Tea.' > t.md\n" + script + "\n")
        let dreamt = Self.dream(world)
        #expect(
            dreamt.status == 0 && dreamt.errors.contains("warning: canary 'owner': "), "\(dreamt)")
        let checked = world.on("check", "d")
        #expect(checked.status == 1)
        #expect(checked.output.contains("canaries: 1 failed\n"), "\(checked)")
        #expect(checked.output.contains("canary-owner canary not"))
        let data = world.on("--json", "check", "d").output
        #expect(
            data.contains("\"rule\": \"\(rule)\"") && data.contains("\"text\": \"\(text)\""),
            "\(data)")
        let before = try world.references()
        #expect(world.on("merge", "d").status == 1)
        #expect(try world.references() == before)
        let forced = world.on("merge", "d", "--override", "canary-owner", "--reason", "known")
        #expect(forced.status == 0, "\(forced)")
        #expect(world.on("log").output.contains("canary-owner"))
    }

    @Test func `a canary that only warns stops nothing and is shown`() throws {
        let world = try Self.world(
            "echo '- Tea.' > t.md\n",
            policy: Self.policy.replacing("verbatim:", with: "on-violation: warn\n    verbatim:"))
        #expect(Self.dream(world).status == 0)
        let checked = world.on("check", "d")
        #expect(
            checked.status == 0 && checked.output.contains("canaries: 1 failed\n"), "\(checked)")
        #expect(world.on("merge", "d").status == 0)
    }

    @Test func `a dream that did not read the canaries says so and is not stopped`() throws {
        let world = try Self.world("")
        try world.write("made/a.md", "# Notes\n\n- Deploys happen on Tuesdays.\n")
        #expect(world.on("dream", "import", "../made", "--id", "d").status == 0)
        let checked = world.on("check", "d")
        #expect(
            checked.status == 0 && checked.output.contains("canaries: 1 not read\n"), "\(checked)")
    }

    @Test func `the built-in engine reads canaries and proposes what it would without them`() throws
    {
        let line = "- The build cache stands on cache-3 in rack 12"
        let world = World()
        try world.makeStore(["a.md": "\(line).\n\(line)\n- The staging host is web-1.internal.\n"])
        try world.write(
            "p.yaml",
            """
            format: 1
            canaries:
              - id: host
                session: "user: The staging host is now web-9.internal."
                remember: ["The staging host is web-9.internal (was web-1.internal)."]

            """)
        #expect(world.on("policy", "set", "../p.yaml", "-m", "try").status == 0)
        let dreamt = world.on("dream", "--id", "d")
        #expect(dreamt.errors.contains("1 canary passed"), "\(dreamt)")
        #expect(
            try world.gitSays("show memory/dream/d:a.md")
                == "\(line).\n- The staging host is web-1.internal.\n")
        #expect(world.on("check", "d").status == 0)
        #expect(world.on("show", "d").output.contains("folded"))
    }

    @Test func `canaries go with a dream made elsewhere, and what they said stays out`() throws {
        let world = try Self.world("")
        try world.write("talk/one.md", "## User\n\nhello\n")
        let injected = world.on("canary", "inject", "../talk")
        #expect(
            injected.output == "owner: 3 expectations, written to 'canary-owner.md'\n",
            "\(injected)")
        #expect(world.on("canary", "inject", "../talk").status == 0)
        #expect(try world.contents(of: "talk").keys.sorted() == ["canary-owner.md", "one.md"])
        try world.write(
            "made/a.md",
            "# Notes\n\n- Deploys happen on Tuesdays.\n- The harbour ledger is owned by Grace Hopper.\n- Tea is at four.\n- Grace Hopper owns the harbour ledger.\n"
        )
        let imported = world.on("dream", "import", "../made", "--canaries", "--id", "d")
        #expect(imported.status == 0 && imported.errors.contains("1 canary passed"), "\(imported)")
        #expect(
            try world.gitSays("show memory/dream/d:a.md")
                == "# Notes\n\n- Deploys happen on Tuesdays.\n- Tea is at four.\n")
        #expect(world.on("check", "d").output.contains("canaries: 1 passed"))
        try world.write("talk/canary-owner.md", "mine")
        #expect(world.on("canary", "inject", "../talk").status == 2)
        #expect(try world.contents(of: "talk")["canary-owner.md"] == Array("mine".utf8))
    }

    @Test func `a canary's content that was put back into the proposal blocks the merge`() throws {
        let world = try Self.world(Self.heard)
        #expect(Self.dream(world).status == 0)
        let put = try world.shell(
            "git -C store.git update-ref refs/heads/memory/dream/d $(git -C store.git rev-parse memory/dream/d~1)"
        )
        #expect(put.status == 0)
        let changed = try world.shell(
            """
            set -e; cd store.git
            head=$(git rev-parse memory/dream/d)
            new=$(git -c user.name=A -c user.email=a@b commit-tree -p $head -m more $head^{tree})
            git update-ref refs/heads/memory/dream/d $new
            """)
        #expect(changed.status == 0, "\(changed)")
        let checked = world.on("check", "d")
        #expect(
            checked.status == 1 && checked.output.contains("what only a canary said"), "\(checked)")
    }

    @Test func `without canaries there is nothing to inject`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        #expect(world.on("canary", "inject").status == 2)
    }
}
