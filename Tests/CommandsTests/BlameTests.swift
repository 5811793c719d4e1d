import Commands
import Git
import ReverieCore
import TestSupport
import Testing

@Suite struct BlameTests {
    private static let first = [
        "limits.md": """
        # Limits
        - refunds above 500 EUR need the approval of a person
        - the kitchen door on the second floor stays closed

        """,
        "team.md": "- Ada answers questions about invoices on Mondays\n",
    ]

    /// A store in which a limit was reworded by hand and then moved by a dream, which brought an item of its own.
    private func world() throws -> World {
        let world = World()
        world.environment["PATH"] = World.git.map { String($0.path.dropLast(4)) } ?? ""
        let store = try world.repository(Self.first, bare: true)
        world.time += 86_400
        let reworded = Self.first["limits.md"]?.replacing("500 EUR", with: "300 EUR") ?? ""
        _ = try store.write(
            .write(MemoryPath("limits.md"), Array(reworded.utf8)), sessions: ["s-1"])
        world.time += 86_400
        var dreamt = Self.first
        dreamt["limits.md"] = "# Limits\n- the kitchen door on the second floor stays closed\n"
        dreamt["money.md"] =
            "- refunds above 300 EUR need the approval of a person\n- invoices go out on the 1st of each month\n"
        try world.dream(
            "night", dreamt, in: store,
            source: DreamSource(engine: "import", sessions: ["s-2", "s-3"]))
        world.time += 3600
        _ = try store.merge(dream: "night", resolutions: [:], listedAt: nil, message: nil)
        return world
    }

    private func blame(_ world: World, _ words: String...) -> Outcome {
        world.run(.reverie, ["-C", "repository", "blame"] + words)
    }

    @Test func `an item is followed through a rewording and a move out of another memory`() throws {
        let text = try blame(world(), "money.md").description.numberingObjects
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.count >= 2)
        #expect(lines[0].hasPrefix("v1 "), "\(text)")
        #expect(
            lines[0].contains("~v2") && lines[0].contains("1) refunds above 300 EUR"), "\(text)")
        #expect(lines[1].hasPrefix("v2 night "), "\(text)")
        #expect(lines[1].contains("2) invoices go out"), "\(text)")
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(text)")
        #expect(text.hasSuffix("\nsessions\nnight: s-2, s-3\n"), "\(text)")
    }

    @Test func `what nothing touched comes from the first version, whatever changed around it`()
        throws
    {
        let text = try blame(world(), "limits.md").output
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("v1 ") && !$0.contains("~") }, "\(text)")
    }

    @Test func `an earlier snapshot is asked with --at`() throws {
        let text = try blame(world(), "limits.md", "--at", "v1").output
        #expect(text.contains("refunds above 500 EUR") && !text.contains("~"), "\(text)")
    }

    @Test func `JSON names the first words, the dream and its sessions`() throws {
        let text = try blame(world(), "money.md", "--json").output
        for part in [
            "\"schema\": \"reverie.blame/1\"", "\"changes\": 2", "\"dream\": \"night\"",
            "\"s-2\"", "\"sessionsOfItem\": false", "\"complete\": true", "\"version\": 1",
            "\"text\": \"refunds above 500 EUR need the approval of a person\"",
            "\"path\": \"limits.md\"",
        ] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
    }

    @Test func `what a revert brought back comes from where it came from at first`() throws {
        let place = try ReadingWorld()
        let text = place.run("blame", "limits.md").output
        #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("v1 ") }, "\(text)")
        #expect(text.contains("refunds above 500 EUR"))
    }

    @Test func `a memory that is not there is named`() throws {
        let outcome = try blame(world(), "nowhere.md")
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("error: no memory at 'nowhere.md'"))
        #expect(try blame(world(), "../x").status == 2)
    }
}
