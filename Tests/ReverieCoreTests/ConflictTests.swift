import Git
import MemoryDiff
import ReverieCore
import Testing

@Suite struct ConflictTests {
    let base = ["a.md": "- one\n", "b.md": "- two\n", "c.md": "- three\n"]

    /// A store in which a dream and production both changed things.
    private func contest(
        dream: (inout [String: String]) -> Void, production: [DirectEdit], in scratch: Scratch
    ) throws -> Store {
        let store = try scratch.store(base)
        var dreamt = base
        dream(&dreamt)
        _ = try store.importDream(
            folder: scratch.write("dream", dreamt), from: nil, id: "d",
            source: DreamSource(engine: "import"))
        for edit in production { _ = try store.write(edit) }
        return store
    }

    private func conflicts(_ store: Store) throws -> [Conflict] {
        do {
            _ = try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
            Issue.record("the merge went through")
            return []
        } catch CoreError.conflicts(let conflicts, _) { return conflicts }
    }

    private func write(_ path: String, _ text: String) throws -> DirectEdit {
        .write(try MemoryPath(path), Array(text.utf8))
    }

    @Test func `each kind of conflict is named, and nothing is written`() throws {
        let scratch = try Scratch()
        let store = try contest(
            dream: {
                $0["a.md"] = "- one of the dream\n"
                $0["b.md"] = nil
                $0["c.md"] = "- three of the dream\n"
                $0["n.md"] = "- new in the dream\n"
            },
            production: [
                write("a.md", "- one of production\n"), write("b.md", "- two of production\n"),
                .remove(MemoryPath("c.md")), write("n.md", "- new in production\n"),
            ], in: scratch)
        let before = try scratch.git("for-each-ref")
        let found = try conflicts(store)
        #expect(found.map(\.path) == ["a.md", "b.md", "c.md", "n.md"])
        #expect(found.map(\.kind) == [.editEdit, .editDelete, .deleteEdit, .addAdd])
        #expect(found[0].items.count == 1)
        #expect(try scratch.git("for-each-ref") == before)
    }

    @Test func `resolving finishes the same merge without conflict markers`() throws {
        let scratch = try Scratch()
        let store = try contest(
            dream: {
                $0["a.md"] = "- one of the dream\n"
                $0["b.md"] = nil
                $0["c.md"] = "- three of the dream\n"
            },
            production: [
                write("a.md", "- one of production\n"), write("b.md", "- two of production\n"),
                write("c.md", "- three of production\n"),
            ], in: scratch)
        let listed = try store.productionSnapshot().snapshotID
        _ = try store.merge(
            dream: "d",
            resolutions: [
                "a.md": .ours, "b.md": .theirs, "c.md": .content(Array("- both\n".utf8)),
            ], listedAt: listed, message: nil)
        #expect(
            try scratch.production(of: store) == [
                "a.md": "- one of production\n", "c.md": "- both\n",
            ])
    }

    @Test func `a resolution of an older listing overwrites nobody's write`() throws {
        let scratch = try Scratch()
        let store = try contest(
            dream: { $0["a.md"] = "- one of the dream\n" },
            production: [write("a.md", "- one of production\n")], in: scratch)
        let listed = try store.productionSnapshot().snapshotID
        _ = try store.write(write("a.md", "- one, written later\n"))
        let now = try store.productionSnapshot().snapshotID
        #expect(throws: CoreError.staleResolution(listed: listed, found: now)) {
            try store.merge(
                dream: "d", resolutions: ["a.md": .theirs], listedAt: listed, message: nil)
        }
        #expect(try scratch.production(of: store)["a.md"] == "- one, written later\n")
    }

    @Test func `edits of different items of one memory both survive`() throws {
        let scratch = try Scratch()
        let text = "# Limits\n\n- at most 500 a day\n- never at night\n- ask first\n"
        let store = try scratch.store(["limits.md": text])
        let dreamt = text.replacing("- ask first\n", with: "- ask Ada first\n")
        _ = try store.importDream(
            folder: scratch.write("dream", ["limits.md": dreamt]), from: nil, id: "d",
            source: DreamSource(engine: "import"))
        let written = text.replacing("500", with: "400")
        _ = try store.write(write("limits.md", written))
        _ = try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        #expect(
            try scratch.production(of: store)["limits.md"]
                == "# Limits\n\n- at most 400 a day\n- never at night\n- ask Ada first\n")
    }

    @Test func `a resolution of a path without conflict is refused`() throws {
        let scratch = try Scratch()
        let store = try contest(
            dream: { $0["a.md"] = "- dream\n" }, production: [], in: scratch)
        #expect(throws: CoreError.noConflict(path: "b.md")) {
            try store.merge(
                dream: "d", resolutions: ["b.md": .ours], listedAt: nil, message: nil)
        }
    }

    @Test func `taking back one dream keeps what came later and puts it on hold`() throws {
        let scratch = try Scratch()
        let store = try contest(
            dream: {
                $0["a.md"] = "- one of the dream\n"
                $0["b.md"] = nil
            }, production: [], in: scratch)
        _ = try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        _ = try store.write(write("later.md", "- later\n"))
        _ = try store.takeBack(
            TakeBack(dream: "d"), resolutions: [:], listedAt: nil, reason: "harmful")
        var expected = base
        expected["later.md"] = "- later\n"
        #expect(try scratch.production(of: store) == expected)
        #expect(throws: CoreError.onHold(dream: "d")) {
            try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        }
        try store.release(dream: "d", reason: nil)
        _ = try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        expected["a.md"] = "- one of the dream\n"
        expected["b.md"] = nil
        #expect(try scratch.production(of: store) == expected)
        #expect(try store.verify().isEmpty)
    }

    @Test func `taking back one memory leaves the others as they are`() throws {
        let scratch = try Scratch()
        let store = try contest(
            dream: {
                $0["a.md"] = "- one of the dream\n"
                $0["b.md"] = nil
            }, production: [], in: scratch)
        _ = try store.merge(dream: "d", resolutions: [:], listedAt: nil, message: nil)
        _ = try store.takeBack(
            TakeBack(memory: MemoryPath("b.md")), resolutions: [:], listedAt: nil, reason: "needed")
        #expect(
            try scratch.production(of: store) == [
                "a.md": "- one of the dream\n", "b.md": "- two\n", "c.md": "- three\n",
            ])
        #expect(try store.dream("d").state == .merged)
    }
}
