import Git
import ReverieCore
import Testing

/// What a person decided is about what that person saw.
@Suite struct DecisionTests {
    private func propose(
        _ store: Store, _ id: String, _ files: [String: String], _ scratch: Scratch
    )
        throws
    {
        _ = try store.importDream(
            folder: scratch.write("dream", files), from: nil, id: id,
            source: DreamSource(engine: "import"))
    }

    @Test func `a revert that would go elsewhere than planned does not go`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- one\n"])
        for number in 1...2 {
            try propose(store, "d\(number)", ["a.md": "- one\n", "n.md": "- \(number)\n"], scratch)
        }
        _ = try store.merge(dream: "d1", resolutions: [:], listedAt: nil, message: nil)
        let plan = try store.planRevert(to: .oneVersionBack)
        _ = try store.merge(
            dream: "d2", resolutions: ["n.md": .theirs], listedAt: nil, message: nil)
        let production = try store.productionSnapshot().snapshotID
        #expect(
            throws: CoreError.productionMoved(
                expected: plan.production.snapshotID, found: production)
        ) {
            try store.revert(to: .oneVersionBack, reason: "back", planned: plan)
        }
        #expect(try store.productionSnapshot().snapshotID == production)
        let again = try store.planRevert(to: .oneVersionBack)
        #expect(
            try store.revert(to: .oneVersionBack, reason: "back", planned: again).moved != nil)
    }

    @Test func `a decision about a memory that merges by itself is refused`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- one\n\n- two\n"])
        try propose(store, "d", ["a.md": "- one\n\n- two\n\n- three\n"], scratch)
        _ = try store.write(.write(MemoryPath("a.md"), Array("- zero\n\n- one\n\n- two\n".utf8)))
        #expect(throws: CoreError.noConflict(path: "a.md")) {
            try store.merge(
                dream: "d", resolutions: ["a.md": .ours], listedAt: nil, message: nil)
        }
    }

    @Test func `a listing is remembered for each dream of each store, and may be lost`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- one\n"])
        let production = try store.productionSnapshot().snapshotID
        #expect(store.listing(ofDream: "d") == nil)
        store.noteListing(ofDream: "d", at: production)
        #expect(store.listing(ofDream: "d") == production)
        #expect(store.listing(ofDream: "../d") == nil)
        store.noteListing(ofDream: "../../outside", at: production)
        #expect(!FileSystem.exists(store.repository.directory + "/outside"))
        store.forgetListing(ofDream: "d")
        #expect(store.listing(ofDream: "d") == nil)
        #expect(try store.verify().isEmpty)
    }

    @Test func `a dream is found by how its name starts`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(["a.md": "- one\n"])
        try propose(store, "tidy", ["a.md": "- 1\n"], scratch)
        try propose(store, "tidy-2", ["a.md": "- 2\n"], scratch)
        #expect(try store.dream(matching: "tidy").id == "tidy")
        #expect(try store.dream(matching: "tidy-").id == "tidy-2")
        #expect(throws: CoreError.ambiguousDream("t", candidates: ["tidy", "tidy-2"])) {
            try store.dream(matching: "t")
        }
        #expect(throws: CoreError.unknownDream("")) { try store.dream(matching: "") }
    }

    @Test func `a folder that is adopted keeps its files as they are`() throws {
        let scratch = try Scratch()
        let folder = try scratch.write("notes", ["a.md": "- one\n"])
        let before = FileSystem.status(of: folder + "/a.md")
        _ = try MemoryRepository.make(
            at: folder, bare: false, store: .standard, from: folder, message: nil,
            surroundings: scratch.surroundings())
        #expect(before != nil)
        #expect(FileSystem.status(of: folder + "/a.md") == before)
    }
}
