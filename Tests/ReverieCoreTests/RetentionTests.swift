import Git
import ReverieCore
import Testing

@Suite struct RetentionTests {
    private let day: Int64 = 86_400

    /// Merges a dream that changes one memory.
    private func merge(_ number: Int, _ store: Store, _ scratch: Scratch) throws {
        var files = try scratch.production(of: store)
        files["n.md"] = "- \(number)\n"
        _ = try store.importDream(
            folder: scratch.write("dream", files), from: nil, id: "d\(number)",
            source: DreamSource(engine: "import"))
        _ = try store.merge(
            dream: "d\(number)", resolutions: [:], listedAt: nil, message: nil)
    }

    private func fallbacks(_ store: Store) throws -> [Int] {
        try store.fallbackTags().map(\.number)
    }

    @Test func `a fallback stays seven true days and goes after eight, but the last three stay`()
        throws
    {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- a\n"])
        for number in 1...5 { try merge(number, store, scratch) }
        #expect(try fallbacks(store) == [2, 3, 4, 5, 6])
        for _ in 1...6 {
            scratch.clock += day
            _ = try store.maintain(dryRun: false)
            #expect(try fallbacks(store) == [2, 3, 4, 5, 6])
        }
        scratch.clock += 2 * day
        _ = try store.maintain(dryRun: false)
        #expect(try fallbacks(store) == [2, 3, 4, 5, 6], "two days at once count as one at most")
        scratch.clock += day
        _ = try store.maintain(dryRun: false)
        #expect(try fallbacks(store) == [4, 5, 6])
        #expect(try store.verify().isEmpty)
        try scratch.git("fsck", "--strict")
    }

    @Test(arguments: [-3_650, 3_650, 8]) func `a clock that jumps ends no promise`(days: Int64)
        throws
    {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- a\n"])
        for number in 1...5 { try merge(number, store, scratch) }
        scratch.clock += days * day
        _ = try store.maintain(dryRun: false)
        scratch.clock -= days * day
        _ = try store.maintain(dryRun: false)
        #expect(try fallbacks(store) == [2, 3, 4, 5, 6])
        #expect(try store.verifyJournal().problems.isEmpty)
    }

    @Test func `a held version stays until it is released`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- a\n"])
        for number in 1...5 { try merge(number, store, scratch) }
        let held = try store.snapshot(named: "v1").snapshotID
        try store.hold(held, isReleased: false, reason: "case 7")
        for _ in 1...9 {
            scratch.clock += day
            _ = try store.maintain(dryRun: false)
        }
        #expect(try fallbacks(store) == [2, 4, 5, 6])
        try store.hold(held, isReleased: true, reason: nil)
        _ = try store.maintain(dryRun: false)
        #expect(try fallbacks(store) == [4, 5, 6])
    }

    @Test func `looking at what would go changes nothing`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- a\n"])
        for number in 1...5 { try merge(number, store, scratch) }
        let before = try scratch.git("for-each-ref")
        let plan = try store.maintain(dryRun: true)
        #expect(plan.retained.count == 5)
        #expect(plan.retained.count { $0.verdict == .amongLast } == 3)
        #expect(try scratch.git("for-each-ref") == before)
    }

    @Test(arguments: [
        ["gc", "--prune=now", "--aggressive", "--quiet"], ["repack", "-adF", "-q"],
        ["reflog", "expire", "--expire=now", "--all"], ["prune", "--expire=now"],
        ["branch", "-D", "memory/dream/d1"],
        ["update-ref", "refs/heads/memory/production", "refs/tags/memory/v1"],
    ])
    func `what was production survives an accident`(accident: [String]) throws {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- a\n"])
        let first = try store.productionSnapshot().treeID
        try merge(1, store, scratch)
        let second = try store.productionSnapshot().treeID
        let program = try #require(Scratch.git)
        _ = try program.run(
            ["branch", "-D", "memory/dream/d1"], gitDirectory: scratch.path("repository"))
        if accident[0] != "branch" {
            _ = try program.run(accident, gitDirectory: scratch.path("repository"))
            _ = try program.run(
                ["gc", "--prune=now", "--quiet"], gitDirectory: scratch.path("repository"))
        }
        let fresh = try scratch.reopened()
        if accident[0] == "update-ref" {
            #expect(
                try fresh.verify().contains {
                    if case .productionRewritten = $0.fact { return true }
                    return false
                })
            #expect(throws: CoreError.self) { try fresh.revert(to: .oneVersionBack, reason: "x") }
            #expect(try fresh.repair().allSatisfy { $0.isRepaired || $0.severity < .error })
        }
        #expect(try fresh.productionSnapshot().treeID == second)
        _ = try fresh.revert(to: .oneVersionBack, reason: "back")
        #expect(try fresh.productionSnapshot().treeID == first)
        #expect(try fresh.verify().isEmpty)
    }
}
