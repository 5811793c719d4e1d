import Commands
import TestSupport
import Testing

/// `gc`, `hold` and `export`.
@Suite struct KeepingTests {
    /// A store of six versions, made a day apart.
    private func sixVersions() throws -> World {
        let world = World()
        try world.makeStore(["a.md": "- 1\n"])
        for number in 2...6 {
            world.time += 86_400
            try world.write("dream/a.md", "- \(number)\n")
            #expect(world.on("dream", "import", "../dream", "--id", "d\(number)").status == 0)
            #expect(world.on("merge", "d\(number)").status == 0)
        }
        return world
    }

    /// Days pass, with a journal entry on each.
    private func pass(days: Int, in world: World) {
        for _ in 0..<days {
            world.time += 86_400
            #expect(world.on("hold", "v6", "--release").status == 0)
        }
    }

    @Test func `a dry run names what goes and why the rest stays, and changes nothing`() throws {
        let world = try sixVersions()
        #expect(world.on("hold", "v1", "-m", "case 17").status == 0)
        pass(days: 5, in: world)
        let before = try world.references()
        let dry = world.on("gc", "--dry-run")
        #expect(
            dry.description == """
                stays     fallback/2  v1  held: case 17
                would go  fallback/3  v2  its time is over: superseded 8 days ago, as credited
                stays     fallback/4  v3  one of the last three
                stays     fallback/5  v4  one of the last three
                stays     fallback/6  v5  one of the last three
                1 promise would go, 4 kept; nothing was changed

                """, "\(dry)")
        #expect(try world.references() == before)
    }

    @Test func `gc lets go what is over and nothing else`() throws {
        let world = try sixVersions()
        #expect(world.on("hold", "v1", "-m", "case 17").status == 0)
        pass(days: 5, in: world)
        let done = world.on("gc")
        #expect(done.status == 0)
        #expect(done.output.hasSuffix("1 promise gone, 4 kept; objects and references packed\n"))
        #expect(
            try world.gitSays(
                "for-each-ref --format='%(refname:lstrip=3)' refs/tags/memory/fallback")
                == "fallback/2\nfallback/4\nfallback/5\nfallback/6\n")
        #expect(try world.gitSays("count-objects").hasPrefix("0 objects"))
        #expect(world.on("verify").status == 0)
        #expect(world.on("gc", "--json").output.contains("\"expired\": 0"))
        #expect(world.on("hold", "--release", "1").status == 0)
        #expect(world.on("gc").output.contains("gone   fallback/2"))
    }

    @Test func `a clock that jumps lets nothing go`() throws {
        let world = try sixVersions()
        world.time += 400 * 86_400
        #expect(world.on("gc").output.contains("0 promises gone, 5 kept"))
        world.time -= 800 * 86_400
        #expect(world.on("gc").output.contains("0 promises gone, 5 kept"))
    }

    @Test func `a hold needs a reason and a version`() throws {
        let world = try sixVersions()
        let before = try world.references()
        #expect(world.on("hold", "v1").status == 2)
        #expect(world.on("hold", "v1", "-m", " ").status == 2)
        #expect(world.on("hold", "v99", "-m", "x").status == 2)
        #expect(world.on("hold", "-m", "x").status == 2)
        #expect(try world.references() == before)
    }

    @Test func `an export is a folder and a link that is swapped`() throws {
        let world = try sixVersions()
        #expect(
            world.on("export", "../out").masked
                == "'$HOME/out/current' is v6 (ID), 1 memory\n")
        #expect(world.read("out/current/a.md") == Array("- 6\n".utf8))
        #expect(world.on("export", "../out", "--at", "v2").status == 0)
        #expect(world.read("out/current/a.md") == Array("- 2\n".utf8))
        #expect(world.on("export", "../out", "--at", "yesterday").errors.contains("is 20"))
        #expect(try world.shell("ls out | wc -l").output.contains("3"))
        let json = world.on("export", "../out", "--at", "v6", "--json").output
        #expect(json.contains("\"schema\": \"reverie.export/1\""))
        #expect(json.contains("\"version\": 6"))
        #expect(world.on("export", "../out", "--watch", "--at", "v2").status == 2)
        #expect(world.on("export").status == 2)
    }

    @Test func `an export that somebody edited is written anew`() throws {
        let world = try sixVersions()
        #expect(world.on("export", "../out").status == 0)
        try world.write("out/current/a.md", "- tampered\n")
        #expect(world.on("export", "../out").status == 0)
        #expect(world.read("out/current/a.md") == Array("- 6\n".utf8))
    }
}
