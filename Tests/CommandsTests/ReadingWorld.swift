import Commands
import Git
import ReverieCore
import TestSupport

/// A store with a past: two dreams, one merged and taken back, one open; writes by an agent.
struct ReadingWorld {
    static let files = [
        "limits.md": "- never pay an invoice twice\n- refunds above 500 EUR need a person\n",
        "people/ada.md": "- prefers short answers\n",
        "projects/billing.md": "- invoices are sent on the 1st\n- the API key rotates weekly\n",
    ]
    let world: World

    init(bare: Bool = true, name: String = #function) throws {
        world = World(name)
        world.environment["PATH"] = World.git.map { String($0.path.dropLast(4)) } ?? ""
        let store = try world.repository(Self.files, bare: bare)
        world.time += 3600
        var dreamt = Self.files
        dreamt["limits.md"] = "- never pay an invoice twice\n"
        dreamt["people/ada.md"] = nil
        dreamt["insights.md"] = "- customers ask about refunds on Mondays\n"
        try world.dream(
            "night", dreamt, in: store,
            source: DreamSource(
                engine: "import", sessions: ["s-1", "s-2"], model: "m1",
                instructions: "keep it short\nfold duplicates"))
        world.time += 3600
        _ = try store.merge(dream: "night", resolutions: [:], listedAt: nil, message: "looks fine")
        world.time += 86_400
        let agent = try world.store(
            actor: Actor(name: "agent-7", email: "agent-7@example.org", kind: .agent))
        _ = try agent.write(
            .write(MemoryPath("today.md"), Array("- on call: Bob\n".utf8)), sessions: ["s-3"],
            message: "from the morning session")
        world.time += 3600
        _ = try store.revert(to: .oneVersionBack, reason: "it dropped the refund limit")
        world.time += 600
        try world.dream(
            "noon", Self.files.merging(["today.md": "- on call: Eve\n"]) { $1 }, in: store)
        _ = try store.write(.write(MemoryPath("today.md"), Array("- on call: Bob\n".utf8)))
        world.time += 300
    }

    /// Calls `reverie` in the repository.
    func run(_ words: String...) -> Outcome {
        world.run(.reverie, ["-C", "repository"] + words)
    }

    /// The store, opened anew.
    func store() throws -> Store { try world.store() }
}
