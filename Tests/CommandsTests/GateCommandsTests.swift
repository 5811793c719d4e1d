import Commands
import Testing
import TestSupport

@Suite struct GateCommandsTests {
    static let limits = """
        # Limits

        - Never delete production data without a ticket.
        - Ines works from Lisbon.

        """

    let world: World

    init() throws {
        world = World()
        world.environment["GIT_AUTHOR_NAME"] = "Ada"
        world.environment["GIT_AUTHOR_EMAIL"] = "ada@example.org"
        try world.write("source/limits.md", Self.limits)
        try world.write("dream/limits.md", "# Limits\n\n- Ines works from Porto.\n")
        #expect(world.run("init", "store.git", "--bare", "--from", "source").status == 0)
        let proposed = world.run("-C", "store.git", "dream", "import", "../dream", "--id", "d1")
        #expect(proposed.status == 0, "\(proposed)")
    }

    @Test func `a dream that drops a guardrail is blocked, by name, with what to do next`() {
        #expect(
            world.run("-C", "store.git", "check").description == """
                blocked: dream d1 merged into memory/production breaks 1 guardrail
                guardrails: 1 dropped; policy: built-in
                  g-43429009144e guardrail dropped
                    rule      "Never delete production data without a ticket."
                    stood in  limits.md
                    now       nothing takes its place
                next:
                  reverie -C store.git memdiff production d1   # what the dream did
                  put the rules back into the dream's folder, and reverie -C store.git dream import FOLDER again
                  reverie -C store.git merge d1 --override g-43429009144e --reason TEXT   # as its owner
                --- status 1

                """)
        #expect(
            world.run("-C", "store.git", "merge", "d1").description == """
                --- errors
                error: the merge breaks 1 guardrail; nothing was written
                  g-43429009144e guardrail dropped
                    rule      "Never delete production data without a ticket."
                    stood in  limits.md
                    now       nothing takes its place
                hint: reverie -C store.git check d1
                hint: put the rules back into the dream's folder, and reverie -C store.git dream import FOLDER again
                hint: reverie -C store.git merge d1 --override g-43429009144e --reason TEXT   # let one go, as its owner
                --- status 1

                """)
    }

    @Test func `an override merges and stands in the log`() {
        let merged = world.run(
            "-C", "store.git", "merge", "d1", "--override", "g-43429009144e", "--reason",
            "the platform forbids it now")
        #expect(merged.status == 0)
        #expect(
            world.run("-C", "store.git", "log", "-n", "1").output.contains(
                "    override g-43429009144e by ada@example.org: the platform forbids it now\n"))
    }

    @Test func `overrides and reasons come in pairs`() {
        #expect(
            world.run("-C", "store.git", "merge", "d1", "--override", "all").description == """
                --- errors
                error: every --override needs a --reason: 1 and 0 do not pair up
                hint: add --reason TEXT after each --override ID
                --- status 2

                """)
        #expect(
            world.run("-C", "store.git", "merge", "d1", "--reason", "why").status == 2)
    }

    @Test func `an agent may not override`() {
        world.environment["REVERIE_ACTOR_KIND"] = "agent"
        #expect(
            world.run(
                "-C", "store.git", "merge", "d1", "--override", "all", "--reason", "I want to"
            ).description == """
                --- errors
                error: only a person may override a rule or relax the policy, not an agent
                --- status 1

                """)
    }

    @Test func `a direct write that loses a guardrail is refused`() {
        world.input = Array("- Ines works from Porto.\n".utf8)
        #expect(
            world.run("-C", "store.git", "write", "limits.md").description == """
                --- errors
                error: the move breaks 1 guardrail; nothing was written
                  g-43429009144e guardrail dropped
                    rule      "Never delete production data without a ticket."
                    stood in  limits.md
                    now       nothing takes its place
                hint: keep the rule in the text, or say it elsewhere first
                hint: add --override g-43429009144e --reason TEXT to the same command   # let it go, as its owner
                --- status 1

                """)
        #expect(world.run("-C", "store.git", "rm", "limits.md").status == 1)
    }

    @Test func `two folders are judged without a repository`() {
        #expect(world.run("check", "source", "dream").status == 1)
        #expect(
            world.run("check", "source", "source").description == """
                passes: 'source' to 'source'
                guardrails: 1 kept; policy: built-in

                """)
    }

    @Test func `a policy is started, explained, changed and shown in the journal`() throws {
        #expect(world.run("-C", "store.git", "policy", "init").status == 0)
        #expect(world.run("-C", "store.git", "policy", "init").status == 2)
        let text = world.run("-C", "store.git", "policy", "show").output
        try world.write("weak.yaml", text.replacing("strict: block", with: "strict: warn"))
        #expect(
            world.run("-C", "store.git", "policy", "check", "../weak.yaml").description == """
                demands less in 1 place:
                  sentences lowered: strict, was "block", is "warn"
                no mistakes: declares 0 guardrails and 0 protected patterns

                """)
        let set = world.run("-C", "store.git", "policy", "set", "../weak.yaml", "-m", "too loud")
        #expect(
            set.output.hasPrefix(
                """
                demands less in 1 place:
                  sentences lowered: strict, was "block", is "warn"
                the policy is now version
                """))
        #expect(world.run("-C", "store.git", "check").status == 0)
        #expect(world.run("-C", "store.git", "merge", "d1").status == 0)
        #expect(world.run("-C", "store.git", "journal").output.contains("too loud"))
    }

    @Test func `mistakes of a policy are told by line and column`() throws {
        try world.write("policy.yaml", "format: 1\nguardrail: []\nretention: {days: 3}\n")
        #expect(
            world.run("policy", "check", "policy.yaml").description == """
                2:1: guardrail: no key 'guardrail' here; did you mean 'guardrails'?
                3:19: retention.days: 3 is not between 7 and 36500
                2 mistakes
                --- status 1

                """)
    }

    @Test func `a relaxation needs somebody whom the old policy names`() throws {
        try world.write(
            "a.yaml",
            """
            format: 1
            guardrails:
              - id: deletes
                text: Never delete production data without a ticket.
                owners: [ben@example.org]
            """)
        try world.write("b.yaml", "format: 1\n")
        #expect(world.run("-C", "store.git", "policy", "set", "../a.yaml", "-m", "a").status == 0)
        #expect(
            world.run("-C", "store.git", "policy", "set", "../b.yaml", "-m", "b").description == """
                --- errors
                error: Ada <ada@example.org> does not own 'policy.yaml'
                cause: its owners are ben@example.org
                --- status 1

                """)
        world.environment["GIT_AUTHOR_EMAIL"] = "ben@example.org"
        #expect(world.run("-C", "store.git", "policy", "set", "../b.yaml", "-m", "b").status == 0)
    }

    @Test func `a revert names what goes and is not kept from going back`() throws {
        world.input = Array("- Always ask before mail goes to a customer.\n".utf8)
        #expect(world.run("-C", "store.git", "write", "mail.md").status == 0)
        #expect(
            world.run(
                "-C", "store.git", "merge", "d1", "--override", "all", "--reason", "retired"
            ).status == 0)
        let reverted = world.run("-C", "store.git", "revert", "--to", "v1", "-m", "back")
        #expect(reverted.status == 0)
        #expect(reverted.output.contains("what goes with it breaks 1 rule:\n"))
        #expect(reverted.output.contains("stood in  mail.md\n"))
    }

    private func edit(_ script: String, _ words: String...) -> Outcome {
        world.environment["GIT_EDITOR"] = script
        return world.run(.reverie, ["-C", "store.git", "policy", "edit"] + words)
    }

    @Test func `the policy is edited, read before it is stored, and kept when it is not accepted`()
    {
        let broken = edit("sh -c 'echo retentoin: > \"$1\"' x", "-m", "shorter")
        #expect(broken.status == 2)
        #expect(broken.errors.contains("1:1: retentoin: no key 'retentoin' here"))
        #expect(broken.errors.contains("policy edit   # goes on with the text, kept in"))
        #expect(world.run("-C", "store.git", "policy", "show").output.contains("without a policy"))
        let mended = edit(
            "grep -q retentoin \"$REVERIE_WORDS\" && sed -i 's/.*/format: 1/'", "-m", "mended")
        #expect(mended.status == 0, "\(mended)")
        #expect(mended.output.contains("the policy is now version"))
        #expect(world.run("-C", "store.git", "policy", "show").output == "format: 1\n")
        #expect(world.run("-C", "store.git", "journal").output.contains("mended"))
        let same = edit("true", "-m", "nothing")
        #expect(same.output == "nothing to do: the policy says this already\n")
    }

    @Test func `an edit that demands less says so first and needs an owner and a reason`() throws {
        try world.write(
            "a.yaml",
            """
            format: 1
            guardrails:
              - id: deletes
                text: Never delete production data without a ticket.
                owners: [ben@example.org]

            """)
        #expect(world.run("-C", "store.git", "policy", "set", "../a.yaml", "-m", "a").status == 0)
        let silent = edit("sed -i '2,$d'")
        #expect(silent.status == 2)
        #expect(silent.errors.contains("a change of the rules needs a reason"))
        let refused = edit("true", "-m", "less")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("demands less in 1 place:"))
        #expect(refused.errors.contains("does not own 'policy.yaml'"))
        world.environment["GIT_AUTHOR_EMAIL"] = "ben@example.org"
        #expect(edit("true", "-m", "less").status == 0)
        #expect(world.run("-C", "store.git", "policy", "show").output == "format: 1\n")
    }

    @Test func `without an editor the way without one is named`() {
        let outcome = world.run("-C", "store.git", "policy", "edit", "-m", "x")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("policy show > policy.yaml"))
        #expect(edit("false", "-m", "x").status == 2)
    }

    @Test func `a verdict has a form for each program that shows findings`() {
        func check(_ format: String) -> Outcome {
            world.run("-C", "store.git", "check", "d1", "--format", format)
        }
        #expect(
            check("github").description == """
                ::error file=limits.md,line=3,title=reverie check::guardrail dropped: "Never delete production data without a ticket.", stood in limits.md (g-43429009144e)
                --- status 1

                """)
        #expect(
            check("junit").output.contains(
                "<testcase classname=\"limits.md\" name=\"guardrail dropped: &quot;Never delete"))
        #expect(check("markdown").output.hasPrefix("<!-- reverie:check -->\n### check: "))
        #expect(
            check("markdown").output.contains("**blocked**: 1 rule is broken\n\n- **blocks**: "))
        #expect(check("sarif").output.contains("\"ruleId\": \"check/guardrail-dropped\""))
        #expect(check("sarif").output.contains("\"startLine\": 3"))
        #expect(check("gitlab").output.contains("\"severity\": \"critical\""))
        #expect(
            check("gitlab").output.contains("\"fingerprint\": \"guardrail-dropped-g-43429009144e\"")
        )
        #expect(check("xml").status == 2)
        #expect(
            world.run("-C", "store.git", "--json", "check", "d1", "--format", "sarif").status == 2)
    }
}
