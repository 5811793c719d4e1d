import Hosted
import TestSupport
import Testing

/// The tool and the program that speaks for it, over a socket of this machine.
@Suite struct HostedRunTests {
    private static func prepare(_ world: World, _ server: FakeServer) throws {
        world.environment["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:\(server.port)"
        world.environment["ANTHROPIC_API_KEY"] = "sk-secret-1"
        try world.write("first/a.md", "- one\n")
        try world.write("first/é ü.md", "- two\n")
        try world.write(
            "s.jsonl",
            """
            {"type":"session","id":"sesn_01A"}
            {"type":"user.message","content":[{"type":"text","text":"one"}]}

            """)
    }

    private static let setUp = """
        reverie -q init store.git --bare --from first >/dev/null || exit 90
        reverie -q -C store.git session add ../s.jsonl >/dev/null || exit 91

        """

    @Test func `the tool hands over to the program beside it, and the work goes over a socket`()
        throws
    {
        let service = FakeService()
        service.dreamt = { store in
            var store = store
            store["/a.md"] = "- one and more\n"
            return store
        }
        let server = FakeServer(service)
        let world = World()
        try Self.prepare(world, server)
        let outcome = try world.shell(
            Self.setUp + """
                reverie -q -C store.git dream --engine anthropic --id d || exit 92
                reverie -q -C store.git merge d >/dev/null || exit 93
                reverie -q -C store.git publish
                """)
        server.stop()
        #expect(outcome.status == 0, "\(outcome)")
        let made = service.made.first?.id ?? ""
        #expect(
            outcome.output.hasSuffix("\(made) is equal to production: 1 updated\n"), "\(outcome)")
        #expect(service.contents(of: made) == ["/a.md": "- one and more\n", "/é ü.md": "- two\n"])
        #expect(!outcome.description.contains("sk-secret"))
    }

    @Test func `killed while it waits, it goes on where it was`() throws {
        let service = FakeService()
        service.polls = 1000
        service.dreamt = { store in
            var store = store
            store["/b.md"] = "- three\n"
            return store
        }
        let world = World()
        let first = FakeServer(service)
        try Self.prepare(world, first)
        let killed = try world.shell(
            Self.setUp + """
                reverie -C store.git dream --engine anthropic --id d 2>said >/dev/null &
                process=$!
                turn=0
                while ! grep -q 'dream resume d' said && [ $turn -lt 600 ]; do sleep 0.1; turn=$((turn+1)); done
                kill -KILL $process
                wait $process
                echo "status $?"
                """)
        first.stop()
        #expect(killed.output == "status 137\n", "\(killed)")
        service.polls = 1
        let second = FakeServer(service)
        world.environment["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:\(second.port)"
        let resumed = try world.shell("reverie -q -C store.git dream resume")
        second.stop()
        #expect(resumed.output == "dream d: 1 memory: 1 item added\n", "\(resumed)")
        #expect(service.dreamStates.count == 1)
    }

    @Test func `where the other program is missing, one sentence says so`() throws {
        let world = World()
        try world.write("first/a.md", "- one\n")
        let outcome = try world.shell(
            """
            mkdir bin && cp "$(command -v reverie)" bin/reverie
            bin/reverie -q init store.git --bare --from first >/dev/null || exit 90
            bin/reverie -C store.git publish
            """)
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("'reverie-hosted' is neither beside"), "\(outcome)")
    }
}
