import Commands
import Testing
import TestSupport

@Suite struct ProbeTests {
    private static let runbook =
        "# Releases\n\n- Roll back a release with `deploy --previous`.\n- Lunch is at noon.\n"

    private static func world(_ probes: String, name: String = #function) throws -> World {
        let world = World(name)
        try world.makeStore([
            "runbooks/deploy.md": runbook, "notes/food.md": "- Soup on release days.\n",
        ])
        try world.write("p.yaml", "format: 1\nprobes:\n" + probes)
        let set = world.on("policy", "set", "../p.yaml", "-m", "ask")
        #expect(set.status == 0, "\(set)")
        return world
    }

    private static let rollback =
        "  - id: rollback\n    question: How do we roll back a release?\n    answer: [deploy --previous]\n"

    @Test func `a question names the memories that answer it, best first`() throws {
        let world = try Self.world(Self.rollback)
        #expect(
            world.on("probe", "-q", "how to roll back a release?").output == """
                passes: 1 question
                q1
                  how to roll back a release?
                    1 runbooks/deploy.md: Roll back a release with deploy --previous.
                    2 notes/food.md: Soup on release days.

                """)
    }

    @Test func `a dream that loses an answer fails, and production passes`() throws {
        let world = try Self.world(Self.rollback)
        try world.write("made/runbooks/deploy.md", "# Releases\n\n- Lunch is at noon.\n")
        try world.write("made/notes/food.md", "- Soup on release days.\n")
        #expect(world.on("dream", "import", "../made", "--id", "d").status == 0)
        let before = world.on("probe")
        #expect(
            before.status == 0
                && before.output.contains("production: answer 1 is the expected one"), "\(before)")
        let after = world.on("probe", "production", "d")
        #expect(after.status == 1)
        #expect(after.output.hasPrefix("fails: 1 of 1 question\nrollback: fails\n"), "\(after)")
        #expect(after.output.contains("no answer says 'deploy --previous'"))
        let data = world.on("--json", "probe", "production", "d")
        #expect(data.status == 1 && data.output.contains("\"schema\": \"reverie.probe/1\""))
        #expect(data.output.contains("\"rank\": 1") && data.output.contains("\"rank\": null"))
        #expect(world.on("probe", "d", "production").status == 0)
    }

    @Test(arguments: [
        ("    in: [\"notes/**\"]\n", 1), ("    in: [\"runbooks/**\"]\n", 0),
        ("    not: [soup]\n", 1), ("    not: [soup]\n    top: 1\n", 0),
    ])
    func `where an answer stands and what it must not say are expectations too`(
        keys: String, status: Int32
    ) throws {
        let world = try Self.world(Self.rollback + keys)
        let outcome = world.on("probe")
        #expect(outcome.status == status, "\(outcome)")
    }

    @Test func `folders are asked without a store, with the questions of a file`() throws {
        let world = World()
        try world.fill("old", ["a.md": Self.runbook])
        try world.fill("new", ["a.md": "- nothing here\n"])
        try world.write("p.yaml", "format: 1\nprobes:\n" + Self.rollback)
        let outcome = world.run("probe", "old", "new", "--policy", "p.yaml")
        #expect(outcome.status == 1, "\(outcome)")
        #expect(world.run("probe", "old", "--policy", "p.yaml").status == 0)
    }

    @Test func `without a question there is nothing to ask`() throws {
        let world = World()
        try world.makeStore(["a.md": "- one\n"])
        let outcome = world.on("probe")
        #expect(
            outcome.status == 2 && outcome.errors.contains("the policy has no probes"), "\(outcome)"
        )
    }
}
