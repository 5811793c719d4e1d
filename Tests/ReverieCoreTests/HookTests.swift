import Git
import ReverieCore
import TestSupport
import Testing

@Suite struct HookTests {
    private let none = String(repeating: "0", count: 40)

    @Test func `what git hands to a hook is read, and anything else is not`() throws {
        let id = String(repeating: "a", count: 40)
        let changes = ReferenceTransaction.changes(
            from: "\(none) \(id) refs/heads/x\n\(id) \(none) refs/tags/y z\n")
        #expect(
            changes == [
                ReferenceChange("refs/heads/x", from: nil, to: ObjectID(id)),
                ReferenceChange("refs/tags/y z", from: ObjectID(id), to: nil),
            ])
        for text in ["x", "\(id) \(id)", "\(id.dropLast()) \(id) refs/heads/x", "\(id)\t\(id)\tx"] {
            #expect(ReferenceTransaction.changes(from: text) == nil, "\(text)")
        }
        #expect(ReferenceTransaction.changes(from: "") == [])
    }

    @Test func `packing a reference passes, deleting a packed one does not`() throws {
        let world = World()
        let store = try world.repository(["a.md": "- one\n"])
        try world.git("pack-refs", "--all")
        let name = store.references.production
        let production = try store.production()
        let deletion = ReferenceChange(name, from: production, to: nil)
        func isLeftOver() throws -> Bool {
            try ReferenceTransaction.substantial([deletion], in: store.repository).isEmpty
        }
        // The file is gone already: nothing but packed-refs holds the reference.
        #expect(try !isLeftOver())
        try world.write("repository/" + name, "\(production?.description ?? "")\n")
        #expect(try isLeftOver())
        // Git holds this lock for as long as it deletes.
        try world.write("repository/packed-refs.lock", "")
        #expect(try !isLeftOver())
        try FileSystem.remove(world.path("repository/packed-refs.lock"))
        try world.write("repository/" + name, none + "\n")
        #expect(try !isLeftOver())
    }

    @Test func `the judge lets pass what changes nothing`() throws {
        let world = World()
        let store = try world.repository(["a.md": "- one\n"])
        let judge = PushJudge(store.repository)
        let production = try store.production()
        #expect(
            try judge.refusals(for: [
                ReferenceChange(store.references.production, from: nil, to: production),
                ReferenceChange("refs/heads/main", from: production, to: nil),
                ReferenceChange("refs/heads/deploy/production", from: nil, to: nil),
            ]) == [])
        #expect(
            try judge.refusals(for: [
                ReferenceChange(store.references.production, from: production, to: nil)
            ]).map(\.reason) == [.productionDeleted])
    }
}
