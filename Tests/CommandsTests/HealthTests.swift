import Commands
import Testing
import TestSupport

@Suite struct HealthTests {
    private static let line = "The build cache stands on cache-3 in rack 12"

    private static func world(name: String = #function) throws -> World {
        let world = World(name)
        try world.makeStore([
            "a.md": "# Notes\n\n- \(line).\n- \(line)\n- Never page anybody at night.\n",
            "b/c.md": """
            - Never page anybody at night.
            - Never page anybody at night
            - More in [the plan](../plans/none.md).

            """,
            "hosts/one.md": "- The staging host is web-1.internal.\n",
            "hosts/two.md": "- The staging host is web-2.internal.\n",
            "links.md": "- See b/c.md and src/main.md, and https://example.org/b/none.md.\n",
        ])
        return world
    }

    @Test func `what is wrong is counted, guardrails and undecided values included`() throws {
        let world = try Self.world()
        try world.write(
            "s.md", "## User\n\nThe server web-2.internal was renamed to web-9.internal.\n")
        #expect(world.on("session", "add", "../s.md").status == 0)
        let shown = world.on("health")
        #expect(shown.status == 0, "\(shown)")
        #expect(shown.output.contains("2  duplicates: "), "\(shown)")
        #expect(shown.output.contains("1  contradictions: "), "\(shown)")
        #expect(shown.output.contains("one thing, different values; 1 need a person"))
        #expect(shown.output.contains("../plans/none.md is not there"))
        #expect(!shown.output.contains("main.md is") && !shown.output.contains("org/b/none.md is"))
        #expect(shown.output.contains("5  never touched: "))
        let data = world.on("--json", "health")
        #expect(data.output.contains("\"schema\": \"reverie.health/1\""))
        #expect(data.output.contains("line 3 says otherwise"), "\(data)")
    }

    @Test func `a screen of 80 by 24 holds it`() throws {
        let world = try Self.world()
        world.terminal = (80, 24)
        let lines = world.on("health").output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 24)
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines)")
    }

    @Test func `pairs of nearly the same words are shown, what is equal or contradicts is not`()
        throws
    {
        let world = World()
        try world.makeStore([
            "a.md": "- Short answers first, the evidence below a line.\n",
            "b.md": "- Give short answers first, and the evidence below a line.\n",
            "c.md": "- The evidence is kept in another place for a year.\n",
        ])
        let data = world.on("--json", "health").output
        #expect(data.contains("\"name\": \"near duplicates\",\n      \"count\": 1,"), "\(data)")
    }

    @Test func `growth is that of the moves, and what changed is not untouched`() throws {
        let world = try Self.world()
        world.input = Array("- more\n".utf8)
        #expect(world.on("write", "new.md", "-m", "more").status == 0)
        world.input = Array("- less\n".utf8)
        #expect(world.on("write", "a.md", "-m", "less").status == 0)
        let data = world.on("--json", "health").output
        #expect(data.contains("\"memories\": 6"))
        #expect(world.on("health").output.contains("5  never touched: "))
    }

    @Test func `the page holds no script, loads nothing, and memory cannot act in it`() throws {
        let world = World()
        try world.makeStore([
            "x/<img src=a>.md":
                "- <script>alert(1)</script> stands on cache-3 in rack 12\n- <script>alert(1)</script> stands on cache-3 in rack 12.\n"
        ])
        let page = world.on("health", "--format", "html").output
        #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
        #expect(page.contains("<svg viewBox") && page.contains("&lt;img src=a&gt;"))
        #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("url("))
    }

    @Test func `a folder is looked at without a store`() throws {
        let world = World()
        try world.fill("old", ["a.md": "- \(Self.line).\n- \(Self.line)\n"])
        let shown = world.run("health", "old")
        #expect(shown.status == 0 && shown.output.contains("1  duplicates: "), "\(shown)")
        #expect(!shown.output.contains("week of"))
    }
}
