import Commands
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct ReviewCommandTests {
    private static let base =
        "# Team\n\n- Ines works from Lisbon.\n- Ben is on leave until May.\n- Deploys happen on Tuesday.\n"
    private static let dreamt =
        "# Team\n\n- Ines works from Porto.\n- Ben is back from leave.\n- Deploys happen on Thursday.\n"

    private func world(_ dreamt: [String: String] = ["team.md": dreamt]) throws -> World {
        let world = World()
        world.environment["GIT_AUTHOR_NAME"] = "Ada"
        world.environment["GIT_AUTHOR_EMAIL"] = "ada@example.org"
        try world.makeStore(["team.md": Self.base])
        try world.fill("dream", dreamt)
        #expect(world.on("dream", "import", "../dream", "--id", "d").status == 0)
        return world
    }

    /// What somebody types on a terminal.
    private func type(_ keys: [String], in world: World) -> Outcome {
        world.terminal = (80, 24)
        world.answer = keys.map { $0 + "\n" }.joined()
        let outcome = world.on("review", "d")
        world.terminal = nil
        world.answer = nil
        return outcome
    }

    private func decisions(_ world: World) -> [String] {
        let lines = world.on("review", "d", "--json").output.split(separator: "\n")
        return lines.filter { $0.contains("\"verdict\"") }.map {
            String($0.split(separator: "\"").last { $0 != "," } ?? "")
        }.sorted()
    }

    @Test func `keys typed one after the other become decisions in the journal`() throws {
        let world = try world()
        let outcome = type(["a", "r", "d", "q"], in: world)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(decisions(world) == ["accept", "defer", "refuse"])
        let refused = world.on("merge", "d")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("put off"))
    }

    @Test func `a session that breaks off loses nothing and is taken up where it stopped`() throws {
        let world = try world()
        let first = type(["r"], in: world)
        #expect(first.errors.contains("goes on"))
        #expect(decisions(world) == [])
        #expect(
            world.on("review", "d", "--plain").output.contains("1 of them only on this machine"))
        let second = type(["a", "q"], in: world)
        #expect(second.output.contains("(2/3)"), "\(second)")
        #expect(decisions(world) == ["accept", "refuse"])
    }

    @Test func `an undone decision is none`() throws {
        let world = try world()
        _ = type(["r", "u", "q"], in: world)
        #expect(decisions(world) == [])
    }

    @Test func `every action is a command, and the merge says what it left out`() throws {
        let world = try world()
        let report = world.on("memdiff", "d", "--json").output
        let names = report.matches(of: /"id": "([a-z]{8})"/).map { String($0.1) }
        #expect(names.count == 3)
        #expect(
            world.on("refuse", "d", names[0]).description
                == "dream d: refuse \(names[0])\n")
        #expect(world.on("edit", "d", names[1], "--text", "- Other words.").status == 0)
        #expect(world.on("accept", "d", "--rest").description == "dream d: accept \(names[2])\n")
        #expect(world.on("comment", "d", names[2], "-m", "why?").status == 0)
        let merged = world.on("merge", "d")
        #expect(merged.output.contains("left out: 1 change (\(names[0]))"), "\(merged)")
        #expect(merged.output.contains("with other words: 1 change"))
        #expect(try world.production("team.md").contains("- Other words.\n"))
        #expect(world.on("refuse", "d", names[0]).status == 2)
        #expect(world.on("journal", "verify").status == 0)
        #expect(world.on("verify").status == 0)
    }

    @Test func `an approval that the dream outgrew is shown with what is new`() throws {
        let world = try world()
        try world.write("policy.yaml", "format: 1\napprovals:\n  required: 1\n")
        #expect(world.on("policy", "set", "../policy.yaml", "-m", "two").status == 0)
        #expect(world.on("merge", "d").errors.contains("approvals: 0 of 1 that count"))
        world.environment["GIT_AUTHOR_NAME"] = "Bea"
        world.environment["GIT_AUTHOR_EMAIL"] = "bea@example.org"
        #expect(world.on("approve", "d").status == 0)
        let moved = try world.shell(
            """
            cd store.git
            blob=$( (git show memory/dream/d:team.md; echo '- Nobody saw this line.') | git hash-object -w --stdin)
            tree=$(printf '100644 blob %s\\tteam.md\\n' $blob | git mktree)
            git update-ref refs/heads/memory/dream/d $(git commit-tree $tree -p memory/dream/d -m more)
            """)
        #expect(moved.status == 0, "\(moved)")
        let refused = world.on("merge", "d")
        #expect(refused.status == 1)
        let shown = world.on("review", "d", "--plain").output
        #expect(shown.contains("approved by Bea: outdated, the dream changed since"), "\(shown)")
        #expect(shown.contains("--since-approval"))
        let delta = world.on("review", "d", "--since-approval").output
        #expect(delta.contains("Nobody saw this line."))
        #expect(!delta.contains("Porto"))
    }

    @Test func `a comment for a forge is inert, whole and not too long`() throws {
        let hostile = """
            - ``` @team ![x](http://evil.example/x.png) </details><script>alert(1)</script> | pipe |
            - \(String(repeating: "long words of text ", count: 3700))

            """
        let lines = (0..<400).map {
            "- Sentence \($0) says @team #1 about <b>thing \($0 * 7)</b>.\n"
        }
        let world = try world(["team.md": Self.base + hostile + lines.joined()])
        let comment = world.on("review", "d", "--format", "markdown").output
        #expect(comment.utf8.count <= 65_536)
        #expect(comment.hasPrefix("<!-- reverie:review -->\n"))
        #expect(comment.components(separatedBy: "<!--") == 2)
        for text in ["@team", "<script", "</details", "![", "```", "http://"] {
            #expect(!comment.contains(text), "\(text)")
        }
        #expect(comment.contains("do not fit into this comment"))
        let counts = comment.firstMatch(of: /(\d+) changes: (\d+) shown, (\d+) folded/)
        let numbers = try #require(counts)
        #expect(Int(numbers.2).map { $0 + (Int(numbers.3) ?? 0) } == Int(numbers.1))
    }

    @Test func `a merge on a forge comes into the journal as the dream's merge`() throws {
        let world = try world()
        let merged = try world.shell(
            """
            cd store.git
            git update-ref refs/heads/memory/production \
                $(git commit-tree memory/dream/d^{tree} -p memory/production -p memory/dream/d -m 'Merge pull request')
            """)
        #expect(merged.status == 0, "\(merged)")
        #expect(world.on("sync").masked == "merge of dream d brought into the journal: ID\n")
        #expect(world.on("sync").output == "the journal knows every move of production\n")
        #expect(world.on("verify").status == 0, "\(world.on("verify"))")
        #expect(world.on("journal", "verify").status == 0)
        #expect(world.on("dreams").output.contains("merged"))
        #expect(world.on("revert", "--dream", "d", "-m", "no").status == 0)
        #expect(try world.production("team.md") == Self.base)
    }

    @Test func `what a store of memories has to do gives production exactly`() throws {
        let world = try world([
            "team.md": Self.dreamt, "new/notes.md": "- A note that nobody had before.\n",
        ])
        #expect(world.on("merge", "d").status == 0)
        let lines = world.on("changes", "--since", "v1", "--format", "memories").output
            .split(separator: "\n").dropFirst()
        #expect(lines.count == 2)
        #expect(lines.first?.contains("\"do\":\"insert\",\"key\":\"new/notes.md\"") == true)
        #expect(lines.last?.contains("\"do\":\"update\",\"key\":\"team.md\"") == true)
        #expect(
            world.on("changes", "--since", "production").output.split(separator: "\n").count == 1)
        let map = world.on("keymap", "v1", "production").output.split(separator: "\n")
        #expect(map.count == 4)
        #expect(map.allSatisfy { $0.hasPrefix("{\"schema\":\"reverie.keymap/1\"") })
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> Int {
        ranges(of: separator).count + 1
    }
}
