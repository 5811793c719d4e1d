import FoundationEssentials
import Git
import ReverieCore
import Testing

@Suite struct WorkTreeTests {
    let files = ["a.md": "- one\n", "b/c.md": "- two\n", "d.md": "- three\n"]

    private func edit(_ path: String, _ text: String?, _ scratch: Scratch) throws {
        let file = scratch.path("repository/" + path)
        if let text {
            try Data(text.utf8).write(to: URL(filePath: file))
        } else {
            try FileManager.default.removeItem(atPath: file)
        }
    }

    private func text(_ path: String, _ scratch: Scratch) throws -> String? {
        let file = scratch.path("repository/" + path)
        guard FileSystem.exists(file) else { return nil }
        return String(decoding: try FileSystem.read(file), as: UTF8.self)
    }

    @Test func `the work tree follows merge and revert, and git sees it clean`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files, bare: false)
        #expect(try text("b/c.md", scratch) == "- two\n")
        var dreamt = files
        dreamt["b/c.md"] = nil
        dreamt["e/f.md"] = "- new\n"
        _ = try store.importDream(
            folder: scratch.write("dream", dreamt), from: nil, id: "d",
            source: DreamSource(engine: "import"))
        _ = try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        #expect(try text("b/c.md", scratch) == nil)
        #expect(try text("e/f.md", scratch) == "- new\n")
        #expect(try status(scratch) == "")
        _ = try store.revert(to: .oneVersionBack, reason: "back")
        #expect(try text("b/c.md", scratch) == "- two\n")
        #expect(try text("e/f.md", scratch) == nil)
        #expect(try status(scratch) == "")
    }

    private func status(_ scratch: Scratch) throws -> String {
        try scratch.git("--work-tree", scratch.path("repository"), "status", "--porcelain")
    }

    @Test func `edits become a snapshot, with what is gone and what is new`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files, bare: false)
        try edit("a.md", "- one, edited\n", scratch)
        try edit("d.md", nil, scratch)
        try edit("n.md", "- new\n", scratch)
        let written = try store.commit(folder: nil, message: nil, sessions: ["s1"])
        #expect(written.moved != nil)
        #expect(
            try scratch.production(of: store) == [
                "a.md": "- one, edited\n", "b/c.md": "- two\n", "n.md": "- new\n",
            ])
        #expect(try store.commit(folder: nil, message: nil, sessions: []).moved == nil)
    }

    @Test func `memory that is in no snapshot is never overwritten`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files, bare: false)
        var dreamt = files
        dreamt["a.md"] = "- dreamt\n"
        dreamt["n.md"] = "- dreamt too\n"
        _ = try store.importDream(
            folder: scratch.write("dream", dreamt), from: nil, id: "d",
            source: DreamSource(engine: "import"))
        try edit("a.md", "- unsaved\n", scratch)
        try edit("n.md", "- unsaved too\n", scratch)
        let before = try scratch.git("for-each-ref")
        #expect(throws: CoreError.unsavedMemory(paths: ["a.md", "n.md"])) {
            try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        }
        #expect(try scratch.git("for-each-ref") == before)
        #expect(try text("a.md", scratch) == "- unsaved\n")
    }

    @Test func `a file that is merely old is no edit`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files, bare: false)
        // Another clone's push, seen from here: production moves, nobody touches the files.
        let elsewhere = try MemoryRepository(
            path: scratch.path("repository/.git"), surroundings: scratch.surroundings()
        ).store(.standard)
        let index = try FileSystem.read(scratch.path("repository/.git/index"))
        _ = try elsewhere.write(.write(MemoryPath("a.md"), Array("- newer\n".utf8)))
        try edit("a.md", "- one\n", scratch)
        try FileSystem.write(index, to: scratch.path("repository/.git/index"))
        #expect(try store.commit(folder: nil, message: nil, sessions: []).moved == nil)
        #expect(try scratch.production(of: store)["a.md"] == "- newer\n")
        try edit("a.md", "- edited meanwhile\n", scratch)
        #expect(throws: CoreError.workTreeBehind(paths: ["a.md"])) {
            try store.commit(folder: nil, message: nil, sessions: [])
        }
        try edit("a.md", "- one\n", scratch)
        try store.checkOut()
        #expect(try text("a.md", scratch) == "- newer\n")
    }

    @Test func `a link in the work tree is never written through`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files, bare: false)
        var dreamt = files
        dreamt["b/c.md"] = "- dreamt\n"
        _ = try store.importDream(
            folder: scratch.write("dream", dreamt), from: nil, id: "d",
            source: DreamSource(engine: "import"))
        let outside = try scratch.write("outside", ["c.md": "- two\n"])
        try FileManager.default.removeItem(atPath: scratch.path("repository/b"))
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("repository/b"), withDestinationPath: outside)
        _ = try? store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        #expect(
            try FileSystem.read(outside + "/c.md") == Array("- two\n".utf8))
    }
}
