import Commands
import Git
import ReverieCore
import TestSupport

/// A store with a past: two dreams, one merged and taken back, one open; writes by an agent and by a person.
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

    /// Command lines as somebody would type them in the repository, each with what it came to; object ids are
    /// replaced by the order in which they appear, in the same width.
    func transcript(in folder: String = "repository", _ lines: String...) -> String {
        lines.map { line in
            let words = line.split(separator: "'", omittingEmptySubsequences: false).enumerated()
                .flatMap { index, part in
                    index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
                }
            return "$ reverie \(line)\n" + world.run(.reverie, ["-C", folder] + words).description
        }.joined(separator: "\n").numberingObjects
    }

    /// The transcript without what the semantic diff has to say, which has tests of its own.
    func headings(_ lines: String...) -> String {
        lines.map { line in
            transcript(line).split(separator: "\n\n").first.map(String.init) ?? ""
        }.joined(separator: "\n\n")
    }

    /// Calls `reverie` in the repository.
    func run(_ words: String...) -> Outcome { world.run(.reverie, ["-C", "repository"] + words) }

    /// Runs plain git in the repository.
    @discardableResult
    func git(_ words: String) throws -> String {
        let date = "\(world.time) +0000"
        return try world.shell(
            """
            export GIT_AUTHOR_DATE='\(date)' GIT_COMMITTER_DATE='\(date)'
            cd repository && git \(words)
            """
        ).output
    }

    /// Leaves the repository as a crash in the middle of the revert would: journalled as intended, production
    /// moved (or not), no version tag yet.
    func interrupt(hasMoved: Bool) throws {
        let production = hasMoved ? "memory/v3" : "memory/fallback/3"
        try git("update-ref refs/heads/memory/production \(production)")
        try git("update-ref refs/heads/memory/journal memory/journal~3")
        try git("update-ref -d refs/tags/memory/v3")
        try git("update-ref -d refs/heads/memory/dream/noon")
    }
}
