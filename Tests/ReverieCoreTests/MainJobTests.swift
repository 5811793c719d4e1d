import Git
import ReverieCore
import Testing

@Suite struct MainJobTests {
    let files = ["a.md": "- one\n", "b/c.md": "- two\n", "limits.md": "- never pay twice\n"]

    @Test func `version 1 is what the folder holds, and git agrees`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files)
        #expect(try scratch.production(of: store) == files)
        #expect(try store.versions().map(\.number) == [1])
        try scratch.git("fsck", "--strict")
    }

    @Test func `a dream is merged, reverted step by step, and merged again`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files)
        let first = try store.productionSnapshot().treeID
        var dreamt = files
        dreamt["a.md"] = "- one, better\n"
        dreamt["limits.md"] = nil
        dreamt["new.md"] = "- insight\n"
        let retired = [RequestedOverride(violationID: "all", reason: "payments moved away")]
        let dream = try store.importDream(
            folder: scratch.write("dream", dreamt), from: nil, id: "d1",
            source: DreamSource(engine: "import"))
        #expect(dream.state == .open)

        let merged = try store.merge(
            dream: "d1", resolutions: [:], listedAt: nil, message: nil, overrides: retired)
        #expect(merged.moved?.version == 2)
        #expect(try scratch.production(of: store) == dreamt)
        #expect(try store.dream("d1").state == .merged)

        let reverted = try store.revert(to: .oneVersionBack, reason: "wrong")
        #expect(reverted.moved?.version == 3)
        #expect(try store.productionSnapshot().treeID == first)
        #expect(try store.dream("d1").state == .reverted)
        #expect(throws: CoreError.nothingEarlier) {
            try store.revert(to: .oneVersionBack, reason: "again")
        }

        _ = try store.write(
            .write(MemoryPath("later.md"), Array("- later\n".utf8)))
        let again = try store.merge(
            dream: "d1", resolutions: [:], listedAt: nil, message: nil, overrides: retired)
        #expect(again.moved?.version == 4)
        dreamt["later.md"] = "- later\n"
        #expect(try scratch.production(of: store) == dreamt)
        #expect(try store.verify().isEmpty)
        #expect(try store.verifyJournal().problems.isEmpty)
    }

    @Test func `repeated reverts walk further back and never toggle`() throws {
        let scratch = try Scratch()
        let store = try scratch.store(files)
        var trees = [try store.productionSnapshot().treeID]
        for number in 1...3 {
            var dreamt = try scratch.production(of: store)
            dreamt["n\(number).md"] = "- \(number)\n"
            _ = try store.importDream(
                folder: scratch.write("dream", dreamt), from: nil, id: "d\(number)",
                source: DreamSource(engine: "import"))
            _ = try store.merge(
                dream: "d\(number)", resolutions: [:], listedAt: nil, message: nil)
            trees.append(try store.productionSnapshot().treeID)
        }
        for expected in trees.dropLast().reversed() {
            _ = try store.revert(to: .oneVersionBack, reason: "back")
            #expect(try store.productionSnapshot().treeID == expected)
        }
        #expect(throws: CoreError.nothingEarlier) {
            try store.revert(to: .oneVersionBack, reason: "back")
        }
        #expect(try store.verify().isEmpty)
    }
}
