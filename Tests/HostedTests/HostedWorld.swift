import Commands
import TestSupport

/// A store with a hosted session, and a service for it.
struct HostedWorld {
    let world: World
    let service = FakeService()

    static let first = [
        "a.md": "- The build cache stands on cache-3.\n", "n/b.md": "- Lunch is at noon.\n",
        "n/c.md": "- The office is in Bern.\n", "rules.md": "- Never page anybody at night.\n",
    ]

    init(_ name: String = #function) throws {
        world = World(name)
        world.transport = service
        world.environment["ANTHROPIC_API_KEY"] = "sk-secret-1"
        service.dreamt = { store in
            var store = store
            store["/n/moved.md"] = store.removeValue(forKey: "/n/c.md")
            store["/a.md"] = "- The build cache stands on cache-4.\n"
            return store
        }
        for (path, text) in Self.first { try world.write("first/\(path)", text) }
        _ = world.run("init", "store.git", "--bare", "--from", "first")
        try world.write(
            "s.jsonl",
            """
            {"type":"session","id":"sesn_01A","title":"one"}
            {"type":"user.message","content":[{"type":"text","text":"The cache is cache-4 now."}]}

            """)
        _ = on("session", "add", "../s.jsonl")
    }

    func on(_ words: String...) -> Outcome { world.run(.reverie, ["-C", "store.git"] + words) }

    /// Asks for a dream `d`.
    func dream(_ words: String...) -> Outcome {
        world.run(
            .reverie, ["-C", "store.git", "dream", "--engine", "anthropic", "--id", "d"] + words)
    }

    /// The hosted store that was made for this store.
    var hosted: String { service.made.first?.id ?? "" }

    /// The hosted store's contents with paths as they are here.
    var held: [String: String] {
        Dictionary(
            service.contents(of: hosted).map { (String($0.key.dropFirst()), $0.value) }
        ) { first, _ in first }
    }

    func git(_ arguments: String) throws -> String {
        try world.shell("git -C store.git \(arguments)").output
    }
}
