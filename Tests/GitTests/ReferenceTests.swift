import Git
import Testing

@Suite struct ReferenceTests {
    private func commits(_ count: Int, in repository: BareRepository) throws -> [ObjectID] {
        var batch = try ObjectBatch()
        try batch.add(.tree, [])
        var ids: [ObjectID] = []
        for number in 0..<count {
            let ada = Signature(name: "Ada", email: "a@b", seconds: Int64(number), offset: 0)
            ids.append(
                try batch.addCommit(
                    tree: .emptyTree, parents: [], author: ada, committer: ada, message: "m"))
        }
        try repository.install(batch)
        return ids
    }

    @Test func `several transactions go through one session`() throws {
        let repository = try BareRepository()
        let ids = try commits(3, in: repository)
        let opened = try repository.open()
        let lease = try repository.lease()
        var session = ReferenceSession(
            program: repository.program, gitDirectory: repository.folder, holding: lease)
        try session.apply([ReferenceChange("refs/heads/a", from: nil, to: ids[0])], in: opened)
        try session.apply(
            [
                ReferenceChange("refs/heads/a", from: ids[0], to: ids[1]),
                ReferenceChange("refs/tags/t", from: nil, to: ids[2]),
            ], in: opened)
        try session.apply([ReferenceChange("refs/tags/t", from: ids[2], to: nil)], in: opened)
        let found = try opened.references(withPrefix: "refs/")
        #expect(found.map(\.name) == ["refs/heads/a"])
        #expect(found.map(\.objectID) == [ids[1]])
    }

    @Test func `an answer of git that never comes is not waited for, and what was done is known`()
        throws
    {
        let repository = try BareRepository()
        let ids = try commits(1, in: repository)
        let opened = try repository.open()
        let lease = try repository.lease()
        let mute = repository.folder + "/reverie/mute/git"
        try FileSystem.createFolder(repository.folder + "/reverie/mute")
        let script = "#!/bin/sh\n'\(repository.program.path)' \"$@\" | sed '/commit: ok/d'\n"
        try FileSystem.write(Array(script.utf8), to: mute, mode: 0o755)
        let program = try #require(
            GitProgram.find(
                inSearchPath: repository.folder + "/reverie/mute:/usr/bin:/bin", home: nil))
        var session = ReferenceSession(
            program: program, gitDirectory: repository.folder, holding: lease)
        try session.apply([ReferenceChange("refs/heads/a", from: nil, to: ids[0])], in: opened)
        #expect(try opened.reference("refs/heads/a") == ids[0])
    }

    @Test func `a reference that moved is reported with what it is now, and the session goes on`()
        throws
    {
        let repository = try BareRepository()
        let ids = try commits(2, in: repository)
        let opened = try repository.open()
        let lease = try repository.lease()
        var session = ReferenceSession(
            program: repository.program, gitDirectory: repository.folder, holding: lease)
        try session.apply([ReferenceChange("refs/heads/a", from: nil, to: ids[0])], in: opened)
        var error: GitError?
        do {
            try session.apply(
                [ReferenceChange("refs/heads/a", from: ids[1], to: ids[0])], in: opened)
        } catch let caught { error = caught }
        #expect(error == .referenceMoved(name: "refs/heads/a", expected: ids[1], found: ids[0]))
        try session.apply([ReferenceChange("refs/heads/a", from: ids[0], to: ids[1])], in: opened)
        let moved = try opened.reference("refs/heads/a")
        #expect(moved == ids[1])
    }

    @Test func `a lock that a killed process left is removed only when it is old`() throws {
        let repository = try BareRepository()
        _ = try commits(1, in: repository)
        let lock = repository.folder + "/refs/heads/a.lock"
        try FileSystem.write([], to: lock)
        let lease = try repository.lease()
        let young = try StaleLocks.remove(
            forReference: "refs/heads/a", in: repository.folder, age: 60, holding: lease)
        #expect(!young)
        let old = try StaleLocks.remove(
            forReference: "refs/heads/a", in: repository.folder, age: 0, holding: lease)
        #expect(old)
        #expect(!FileSystem.exists(lock))
    }

    @Test func `only one at a time holds the lease`() throws {
        let repository = try BareRepository()
        let path = repository.folder + "/reverie/lease"
        do {
            let first = try repository.lease()
            let second = try Lease.take(at: path, note: "second")
            let isFree = second != nil
            #expect(!isFree)
            #expect(Lease.isHeld(at: path))
            #expect(Lease.holder(at: path)?.note == "test")
            _ = consume first
        }
        #expect(!Lease.isHeld(at: path))
    }

    @Test func `a repository with SHA-256 objects is refused with its form`() throws {
        let repository = try BareRepository()
        let folder = repository.folder + "/sha256"
        try repository.program.run(
            ["init", "-q", "--bare", "--object-format=sha256", folder], gitDirectory: nil)
        var error: GitError?
        do { _ = try Repository(path: folder, discovery: .exact) } catch let caught {
            error = caught
        }
        guard case .unsupportedFormat(let path, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == folder)
    }

    @Test func `SHA-256 of the standard's example`() {
        #expect(
            Digest.sha256(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
