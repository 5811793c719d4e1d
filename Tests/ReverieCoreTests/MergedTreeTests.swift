import Git
import MemoryDiff
import ReverieCore
import TestSupport
import Testing

/// What a merge writes: never what the dream's own snapshot holds already.
@Suite struct MergedTreeTests {
    private static func files() -> [String: String] {
        var files: [String: String] = [:]
        for number in 0..<12 {
            files["folder-\(number % 4)/deep/memory-\(number).md"] = "- value \(number)\n"
        }
        return files
    }

    /// Number of objects of a kind that stand in a pack, without the empty tree of entries of the journal.
    private static func packed(_ kind: String, in pack: String, _ world: World) throws -> Int {
        try world.git("verify-pack", "-v", pack).split(separator: "\n")
            .count { $0.contains(" \(kind) ") && !$0.hasPrefix("\(ObjectID.emptyTree)") }
    }

    /// Merges the dream and answers the pack that this made.
    private static func merge(_ id: String, into store: Store) throws -> String {
        let folder = store.repository.directory + "/objects/pack"
        func packs() throws -> Set<String> {
            Set(
                try FileSystem.list(folder).map { String(decoding: $0.name, as: UTF8.self) }
                    .filter { $0.hasSuffix(".idx") })
        }
        let before = try packs()
        _ = try store.merge(dream: id, resolutions: [:], listedAt: nil, message: nil)
        let made = try packs().subtracting(before)
        #expect(made.count == 1)
        return folder + "/" + (made.first ?? "")
    }

    private static func production(of store: Store) throws -> [String: String] {
        var files: [String: String] = [:]
        for memory in try store.repository.memories(in: store.productionSnapshot().treeID) {
            files[memory.path] = String(decoding: memory.content, as: UTF8.self)
        }
        return files
    }

    @Test func `a merge of the dream as it is writes no tree`() throws {
        let world = World()
        let store = try world.repository(Self.files())
        var dreamt = Self.files()
        dreamt["folder-1/deep/memory-1.md"] = "- value 100\n"
        dreamt["folder-2/deep/memory-2.md"] = nil
        try world.dream("night", dreamt, in: store)
        let proposed = try store.snapshot(named: "night").treeID

        let pack = try Self.merge("night", into: store)

        #expect(try store.productionSnapshot().treeID == proposed)
        #expect(try Self.packed("tree", in: pack, world) == 0)
        #expect(try Self.packed("commit", in: pack, world) > 0)
    }

    @Test func `a merge beside a live write writes the trees that neither side has, and no other`()
        throws
    {
        let world = World()
        let store = try world.repository(Self.files())
        var dreamt = Self.files()
        dreamt["folder-1/deep/memory-1.md"] = "- value 100\n"
        dreamt["folder-2/deep/memory-2.md"] = "- value 200\n"
        try world.dream("night", dreamt, in: store)
        _ = try store.write(
            .write(MemoryPath("folder-2/deep/memory-6.md"), Array("- value 600\n".utf8)))

        let pack = try Self.merge("night", into: store)

        // The root, folder-2 and folder-2/deep; folder-1 is the dream's.
        #expect(try Self.packed("tree", in: pack, world) == 3)
        dreamt["folder-2/deep/memory-6.md"] = "- value 600\n"
        #expect(try Self.production(of: store) == dreamt)
        #expect(try world.git("fsck", "--strict").isEmpty)
    }

    @Test func `a program in somebody's proposal becomes a plain memory`() throws {
        let world = World()
        let store = try world.repository(["a.md": "- one\n", "b.md": "- two\n"])
        try world.dream("night", ["a.md": "- one\n", "b.md": "- three\n"], in: store)
        let outcome = try world.shell(
            """
            cd repository
            dream=refs/heads/memory/dream/night
            tree=$(git ls-tree "$dream" | sed '/b.md/s/100644/100755/' | git mktree)
            commit=$(git log -1 --format=%B "$dream" | git commit-tree "$tree" -p "$dream^")
            git -c core.hooksPath=/dev/null update-ref "$dream" "$commit"
            """)
        #expect(outcome.status == 0, "\(outcome.errors)")

        _ = try Self.merge("night", into: store)

        let merged = try world.git("ls-tree", "refs/heads/memory/production")
        #expect(merged.split(separator: "\n").allSatisfy { $0.hasPrefix("100644 ") })
        #expect(try Self.production(of: store)["b.md"] == "- three\n")
    }
}
