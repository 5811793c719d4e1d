import Git
import MemoryDiff
import ReverieCore
import TestSupport
import Testing

@Suite struct ComparisonCacheTests {
    private static func files(_ count: Int) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: (0..<count).map {
                (
                    "folder-\($0 % 20)/memory-\($0).md",
                    "# Note \($0)\n- the value of \($0) is kept\n"
                )
            })
    }

    private static func kept(_ store: Store, _ kind: String = "memdiff-") throws -> [String] {
        let folder = store.repository.directory + "/reverie/cache"
        guard FileSystem.exists(folder) else { return [] }
        return try FileSystem.list(folder).map { String(decoding: $0.name, as: UTF8.self) }
            .filter { $0.hasPrefix(kind) }.map { folder + "/" + $0 }
    }

    @Test func `what an earlier command left behind never changes the answer`() throws {
        let world = World()
        let files = Self.files(1_200)
        let store = try world.repository(files)
        var dreamt = files
        dreamt["folder-3/memory-3.md"] = "# Note 3\n- the value of 3 is 4\n"
        dreamt["folder-4/memory-4.md"] = nil
        dreamt["new.md"] = "- the value of 8 is kept\n"
        try world.dream("night", dreamt, in: store)
        let old = try store.productionSnapshot().treeID
        let new = try store.snapshot(named: "night").treeID
        for path in try Self.kept(store) { try FileSystem.remove(path) }

        let cold = try store.repository.comparison(from: old, to: new)
        let path = try #require(try Self.kept(store).first)
        #expect(!cold.report.changes.isEmpty)
        func isSame() throws -> Bool {
            let again = try store.repository.comparison(from: old, to: new, onlyShown: true)
            return again.report == cold.report && again.old == cold.old && again.new == cold.new
        }
        #expect(try isSame())
        let bytes = try FileSystem.read(path)
        for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 25)) {
            var damaged = bytes
            damaged[place] ^= 1
            try FileSystem.write(damaged, to: path + ".new")
            try FileSystem.rename(path + ".new", to: path)
            #expect(try isSame(), "byte \(place)")
        }
        try FileSystem.remove(path)
        #expect(try isSame())
        let back = try store.repository.comparison(from: new, to: old, onlyShown: true)
        #expect(back.report != cold.report)
    }

    @Test func `what a move tells is what was told of the proposal, there and back`() throws {
        let world = World()
        let files = Self.files(1_200)
        let store = try world.repository(files)
        var dreamt = files
        dreamt["folder-3/memory-3.md"] = nil
        dreamt["folder-4/memory-4.md"] = "# Note 4\n- nobody needs this any more\n- or that\n"
        dreamt["new.md"] = "- the value of 8 is kept\n- a sentence of other words\n"
        try world.dream("night", dreamt, in: store)
        let old = try store.productionSnapshot().treeID
        let new = try store.snapshot(named: "night").treeID
        func counts(_ from: ObjectID, _ to: ObjectID) throws -> ChangeCounts {
            try store.repository.changeCounts(from: from, to: to)
        }
        for path in try Self.kept(store, "counts-") { try FileSystem.remove(path) }
        let forth = try store.repository.comparison(from: old, to: new).counts
        let back = try store.repository.comparison(from: new, to: old).counts
        for path in try Self.kept(store, "counts-") { try FileSystem.remove(path) }
        _ = try store.repository.comparison(from: old, to: new)
        #expect(forth.memories == 3 && !forth.items.isEmpty)
        #expect(try counts(old, new) == forth)
        #expect(try counts(new, old) == back)

        let path = try #require(try Self.kept(store, "counts-").first)
        let bytes = try FileSystem.read(path)
        let alone = try {
            try FileSystem.remove(path)
            return try counts(old, new)
        }()
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 1
            try FileSystem.write(damaged, to: path)
            #expect(try counts(old, new) == alone, "byte \(place)")
            try FileSystem.remove(path)
        }
    }

    @Test func `a small store leaves nothing behind`() throws {
        let world = World()
        let store = try world.repository(Self.files(40))
        try world.dream("night", Self.files(39), in: store)
        _ = try store.repository.comparison(
            from: store.productionSnapshot().treeID, to: store.snapshot(named: "night").treeID)
        #expect(try Self.kept(store).isEmpty)
    }
}
