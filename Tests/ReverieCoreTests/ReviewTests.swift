import Git
import Guardrails
import MemoryDiff
import ReverieCore
import Testing

@Suite struct ReviewTests {
    static let base = """
        # Team

        - Ines works from Lisbon.
        - Ben is on leave until May.
        - Deploys happen on Tuesday.
        - The staging cluster has four nodes.

        """
    static let dreamt = """
        # Team

        - Ines works from Porto.
        - Ben is back from leave.
        - Deploys happen on Thursday.
        - The staging cluster has four nodes.
        - The invoice run starts at noon.

        """

    let scratch: Scratch
    let store: Store

    init() throws {
        scratch = try Scratch()
        store = try scratch.store(["team.md": Self.base, "other.md": "- Nothing else matters.\n"])
        try propose(Self.dreamt)
    }

    private func propose(_ text: String, _ id: String = "d1") throws {
        _ = try store.importDream(
            folder: scratch.write(
                "dreamt", ["team.md": text, "other.md": "- Nothing else matters.\n"]),
            from: nil, id: id, source: DreamSource(engine: "import"))
    }

    /// The store as somebody else opens it.
    private func store(_ name: String, _ kind: Actor.Kind = .person) throws -> Store {
        var surroundings = scratch.surroundings()
        surroundings.actor = Actor(name: name, email: "\(name)@example.org", kind: kind)
        return try MemoryRepository(path: scratch.path("repository"), surroundings: surroundings)
            .store(.standard)
    }

    /// Name of the change of which one side holds a word.
    private func change(_ word: String, of id: String = "d1") throws -> String {
        let changes = try store.changes(of: store.dream(id)).report.changes
        return try #require(
            changes.first { ($0.old + $0.new).contains { $0.text.contains(word) } }?.id)
    }

    private func merge(
        _ id: String = "d1", extent: MergeExtent = .decided, by store: Store? = nil
    ) throws -> Merged {
        try (store ?? self.store).merge(
            dream: id, resolutions: [:], listedAt: nil, message: nil, extent: extent)
    }

    private func requireApprovals(_ more: String = "") throws {
        _ = try store.setPolicy(
            Array("format: 1\napprovals:\n  required: 1\n\(more)".utf8), reason: "two pairs of eyes"
        )
    }

    private func approvals() throws -> [ApprovalStanding] { try store.approvals(of: "d1") }

    private func missing(_ work: () throws -> Void) -> [Requirement.Name]? {
        do {
            try work()
            return nil
        } catch CoreError.lacking(_, let lacking) { return lacking.map(\.name) } catch {
            Issue.record("\(error)")
            return []
        }
    }

    @Test func `production gets what was accepted and the words that were written instead`() throws
    {
        try store("bea").decide(
            dream: "d1",
            [
                RequestedDecision(try change("Porto"), .refuse),
                RequestedDecision(try change("Ben"), .accept),
                RequestedDecision(
                    try change("Thursday"), .edit, words: Array("- Deploys happen at night.".utf8)),
            ])
        let merged = try merge()
        #expect(
            try scratch.production(of: store)["team.md"] == """
                # Team

                - Ines works from Lisbon.
                - Ben is back from leave.
                - Deploys happen at night.
                - The staging cluster has four nodes.
                - The invoice run starts at noon.

                """)
        #expect(merged.leftOut.count == 1)
        #expect(merged.edited.count == 1)
        let judged = try #require(merged.moved?.judged)
        #expect(judged.result == merged.after)
        #expect(try store.production() == merged.moved?.to)
        let message = try scratch.git("log", "-1", "--format=%B", "memory/production")
        #expect(message.contains("Left out: \(merged.leftOut[0])"))
        #expect(message.contains("Edited: \(merged.edited[0])"))
        #expect(try store.verifyJournal().problems == [])
    }

    @Test func `decisions are ignored on request`() throws {
        try store.decide(dream: "d1", [RequestedDecision(try change("Porto"), .refuse)])
        _ = try merge(extent: .all)
        #expect(try scratch.production(of: store)["team.md"] == Self.dreamt)
    }

    @Test func `what was put off holds the merge up until it is decided`() throws {
        let name = try change("Porto")
        try store.decide(dream: "d1", [RequestedDecision(name, .defer)])
        #expect(missing { _ = try merge() } == [.decisions])
        try store.decide(dream: "d1", [RequestedDecision(String(name.prefix(5)), .accept)])
        #expect(missing { _ = try merge() } == nil)
    }

    @Test func `words of an edit survive a clean-up and stay out of the journal`() throws {
        try store.decide(
            dream: "d1",
            [RequestedDecision(try change("Porto"), .edit, words: Array("- Secret words.".utf8))])
        try scratch.git("gc", "--prune=now", "--quiet")
        #expect(try !scratch.git("log", "--format=%B", "memory/journal").contains("Secret words"))
        _ = try merge(by: scratch.reopened())
        #expect(try scratch.production(of: store)["team.md"]?.contains("- Secret words.\n") == true)
    }

    @Test func `a merge waits for as many approvals as the policy asks for`() throws {
        try requireApprovals()
        #expect(missing { _ = try merge() } == [.approvals])
        try store.approve(dream: "d1")
        #expect(try approvals().map(\.discount) == [.launcher])
        #expect(missing { _ = try merge() } == [.approvals])
        try store("bea").approve(dream: "d1")
        #expect(try approvals().map(\.counts) == [false, true])
        #expect(missing { _ = try merge() } == nil)
    }

    @Test func `a program approves nothing`() throws {
        for kind in [Actor.Kind.agent, .engine] {
            #expect(throws: CoreError.notAPerson(kind)) {
                try store("bot", kind).approve(dream: "d1")
            }
        }
        #expect(throws: CoreError.notAPerson(.agent)) {
            _ = try merge(by: store("bot", .agent))
        }
    }

    @Test func `who wrote words of a dream does not approve it`() throws {
        try requireApprovals()
        let name = try change("Porto")
        let bea = try store("bea")
        try bea.decide(dream: "d1", [RequestedDecision(name, .edit, words: Array("- X y.".utf8))])
        try bea.approve(dream: "d1")
        #expect(try approvals().map(\.discount) == [.editor([name])])
        try store("cleo").approve(dream: "d1")
        #expect(missing { _ = try merge() } == nil)
    }

    @Test func `an approval falls when the dream, the decisions or the rules change`() throws {
        try requireApprovals()
        try store("bea").approve(dream: "d1")
        try store("cleo").decide(dream: "d1", [RequestedDecision(try change("Porto"), .refuse)])
        #expect(try approvals().first?.outdated == [.decisionsChanged([try change("Porto")])])

        try store("bea").approve(dream: "d1")
        #expect(try approvals().map(\.counts) == [true])
        _ = try store.setPolicy(
            Array("format: 1\napprovals:\n  required: 1\nretention:\n  days: 9\n".utf8),
            reason: "longer")
        #expect(try approvals().first?.outdated == [.policyChanged])

        try store("bea").approve(dream: "d1")
        let before = try store.dream("d1").head.snapshotID
        try push(Self.dreamt + "- A new rule nobody saw.\n")
        let added = try change("nobody saw")
        #expect(
            try approvals().first?.outdated
                == [.dreamChanged(from: before, came: [added], went: [])])
        #expect(missing { _ = try merge() } == [.approvals])
        let delta = try #require(try store.changesSinceApproval(store.review(of: "d1")))
        #expect(delta.came == [added])
        #expect(delta.went == [])
    }

    /// Puts one more commit on the dream's branch by plain git.
    private func push(_ text: String) throws {
        _ = try scratch.write("pushed", ["team.md": text])
        let blob = try scratch.git("hash-object", "-w", scratch.path("pushed") + "/team.md")
        let head = try scratch.git("rev-parse", "memory/dream/d1").split(separator: "\n")[0]
        let other = try scratch.git("rev-parse", "memory/dream/d1:other.md")
        let lines =
            "100644 blob \(other.dropLast())\tother.md\n100644 blob \(blob.dropLast())\tteam.md\n"
        _ = try scratch.write("pushed", ["tree": lines])
        let program = try #require(Scratch.git)
        let tree = String(
            decoding: try program.run(
                ["mktree"], gitDirectory: scratch.path("repository"), input: Array(lines.utf8)),
            as: UTF8.self
        ).dropLast()
        let commit = try scratch.git(
            "-c", "user.name=x", "-c", "user.email=x@y", "commit-tree", String(tree), "-p",
            String(head), "-m", "one more"
        ).dropLast()
        try scratch.git("update-ref", "refs/heads/memory/dream/d1", String(commit))
    }

    @Test func `an approval survives what agents write elsewhere and falls where they write too`()
        throws
    {
        try store("bea").approve(dream: "d1")
        _ = try store.write(.write(MemoryPath("new.md"), Array("- A note of an agent.\n".utf8)))
        #expect(try approvals().map(\.counts) == [true])
        let text = Self.base.replacing("Nothing", with: "All") + "- One more line at the end.\n"
        _ = try store.write(.write(MemoryPath("team.md"), Array(text.utf8)))
        #expect(try approvals().map(\.counts) == [true])
        _ = try store.write(
            .write(MemoryPath("team.md"), Array(text.replacing("Lisbon", with: "Faro").utf8)))
        #expect(try approvals().first?.outdated == [.conflicts(["team.md"])])
        _ = try store.write(
            .write(MemoryPath("team.md"), Array(text.replacing("Lisbon", with: "Porto").utf8)))
        #expect(try approvals().first?.outdated == [.touched(["team.md"])])
    }

    @Test func `the last word of each person counts`() throws {
        try requireApprovals()
        let bea = try store("bea")
        try bea.object(.requestChanges, dream: "d1", "keep Lisbon")
        #expect(missing { _ = try merge() } == [.approvals, .noObjection])
        try bea.approve(dream: "d1")
        #expect(missing { _ = try merge() } == nil)
    }

    @Test func `a withdrawn approval is none`() throws {
        try requireApprovals()
        try store("bea").approve(dream: "d1")
        try store("bea").object(.withdraw, dream: "d1", nil)
        #expect(missing { _ = try merge() } == [.approvals])
    }

    @Test func `a change is named by its start where that is enough`() throws {
        #expect(throws: CoreError.unknownChange("zzzzzzzzz", dream: "d1")) {
            try store.decide(dream: "d1", [RequestedDecision("zzzzzzzzz", .accept)])
        }
        let names = try store.changes(of: store.dream("d1")).report.changes.map(\.id)
        #expect(throws: CoreError.unknownChange("", dream: "d1")) {
            try store.decide(dream: "d1", [RequestedDecision("", .accept)])
        }
        #expect(try store.decide(dream: "d1", [RequestedDecision(names[0], .accept)]) == [names[0]])
    }

    @Test func `the policy merges what is harmless and leaves the rest to people`() throws {
        #expect(throws: CoreError.queued(dream: "d1", [.notEnabled])) {
            _ = try merge(extent: .automatic)
        }
        _ = try store.setPolicy(
            Array(
                "format: 1\nauto-merge:\n  enabled: true\n  max-changes: 2\n  max-risk: medium\n"
                    .utf8),
            reason: "harmless ones")
        #expect(try !store.queueReasons("d1").isEmpty)
        try propose(Self.base + "- The coffee machine stands in the kitchen.\n", "d2")
        #expect(try store.queueReasons("d2") == [])
        _ = try merge("d2", extent: .automatic, by: store("bot", .agent))
        #expect(try scratch.production(of: store)["team.md"]?.contains("coffee") == true)
    }

    @Test func `a dream that was taken back is never merged by the policy alone`() throws {
        _ = try store.setPolicy(
            Array("format: 1\nauto-merge:\n  enabled: true\n  max-risk: high\n".utf8), reason: "all"
        )
        try propose(Self.base + "- The coffee machine stands in the kitchen.\n", "d2")
        _ = try merge("d2", extent: .automatic)
        _ = try store.takeBack(
            TakeBack(dream: "d2"), resolutions: [:], listedAt: nil, reason: "bad")
        #expect(try store.queueReasons("d2") == [.notOpen(.onHold)])
        #expect(throws: CoreError.onHold(dream: "d2")) { _ = try merge("d2") }
    }

    @Test func `rules that came around the journal stop automatic merges`() throws {
        _ = try store.setPolicy(
            Array("format: 1\nauto-merge:\n  enabled: true\n  max-risk: medium\n".utf8),
            reason: "all")
        try propose(Self.base + "- The coffee machine stands in the kitchen.\n", "d2")
        let head = try scratch.git("rev-parse", "memory/policy").dropLast()
        let commit = try scratch.git(
            "-c", "user.name=x", "-c", "user.email=x@y", "commit-tree", "\(head)^{tree}", "-p",
            String(head), "-m", "by hand"
        ).dropLast()
        try scratch.git("update-ref", "refs/heads/memory/policy", String(commit))
        #expect(try store.queueReasons("d2") == [.policyUnreviewed])
    }

}
