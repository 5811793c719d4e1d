import Git
import Testing

@Suite struct ObjectTests {
    let ada = Signature(name: "Ada", email: "ada@example.org", seconds: 1_700_000_000, offset: 90)

    @Test func `a batch becomes one pack that git accepts to the letter`() throws {
        let repository = try BareRepository()
        var batch = try ObjectBatch()
        let blobID = try batch.add(.blob, Array("hello\n".utf8))
        let treeID = try batch.addTree([
            TreeEntry(name: Array("a.md".utf8), kind: .file, objectID: blobID)
        ])
        let commitID = try batch.addCommit(
            tree: treeID, parents: [], author: ada, committer: ada, message: "first\n")
        try repository.install(batch)
        try repository.git("update-ref", "refs/heads/main", commitID.description)
        #expect(try repository.git("fsck", "--strict") == "")
        #expect(try repository.git("cat-file", "-p", "main:a.md") == "hello\n")
        #expect(try repository.git("count-objects", "-v").contains("packs: 1"))
        #expect(
            try repository.git("log", "--format=%an <%ae> %ad", "--date=raw", "main")
                == "Ada <ada@example.org> 1700000000 +0130\n")
    }

    @Test func `a pack holds what the batch was given, also what exists but is unreachable`() throws
    {
        let repository = try BareRepository()
        for _ in 0..<2 {
            var batch = try ObjectBatch()
            try batch.add(.blob, Array("same\n".utf8))
            try repository.install(batch)
            try repository.git("prune-packed")
        }
        let blobID = Repository.blobID(of: Array("same\n".utf8))
        let opened = try repository.open()
        let content = try opened.blob(blobID)
        #expect(content == Array("same\n".utf8))
    }

    @Test func `tree edits give the tree that git gives`() throws {
        let repository = try BareRepository()
        let paths = ["a", "a.b", "a/x", "b/c/d", "b/c.d", "z"].filter { $0 != "a" }
        var batch = try ObjectBatch()
        let blobID = try batch.add(.blob, Array("x".utf8))
        let edits = paths.map { PathEdit(path: Array($0.utf8), blobID: blobID) }
        let opened = try repository.open()
        let treeID = try opened.tree(byApplying: edits, to: .emptyTree, into: &batch)
        try repository.install(batch)
        for path in paths {
            try repository.git(
                "update-index", "--add", "--cacheinfo", "100644,\(blobID),\(path)")
        }
        #expect(try repository.git("write-tree") == "\(treeID)\n")
    }

    @Test func `taking the last file of a folder takes the folder`() throws {
        let repository = try BareRepository()
        var batch = try ObjectBatch()
        let blobID = try batch.add(.blob, Array("x".utf8))
        let opened = try repository.open()
        let treeID = try opened.tree(
            byApplying: [PathEdit(path: Array("a/b/c".utf8), blobID: blobID)], to: .emptyTree,
            into: &batch)
        try repository.install(batch)
        opened.refresh()
        let emptied = try opened.tree(
            byApplying: [PathEdit(path: Array("a/b/c".utf8), blobID: nil)], to: treeID,
            into: &batch)
        #expect(emptied == .emptyTree)
    }

    @Test func `a path through a file is refused`() throws {
        let repository = try BareRepository()
        var batch = try ObjectBatch()
        let blobID = try batch.add(.blob, Array("x".utf8))
        let opened = try repository.open()
        let treeID = try opened.tree(
            byApplying: [PathEdit(path: Array("a".utf8), blobID: blobID)], to: .emptyTree,
            into: &batch)
        try repository.install(batch)
        opened.refresh()
        var refused = false
        do {
            _ = try opened.tree(
                byApplying: [PathEdit(path: Array("a/b".utf8), blobID: blobID)], to: treeID,
                into: &batch)
        } catch { refused = error == .invalidName("a") }
        #expect(refused)
    }

    @Test func `differences are those of git diff-tree`() throws {
        let repository = try BareRepository()
        var batch = try ObjectBatch()
        let one = try batch.add(.blob, Array("1".utf8))
        let two = try batch.add(.blob, Array("2".utf8))
        let opened = try repository.open()
        func tree(_ files: [String: ObjectID], _ batch: inout ObjectBatch) throws -> ObjectID {
            try opened.tree(
                byApplying: files.map { PathEdit(path: Array($0.key.utf8), blobID: $0.value) },
                to: .emptyTree, into: &batch)
        }
        let old = try tree(["a": one, "d/e": one, "d/f": one, "x/y/z": one, "s": one], &batch)
        let new = try tree(["a": two, "d/e": one, "x/y/z2": one, "s/t": one], &batch)
        try repository.install(batch)
        opened.refresh()
        let differences = try opened.differences(from: old, to: new)
        let said = try repository.git("diff-tree", "-r", "--name-only", "\(old)", "\(new)")
        #expect(
            differences.map { String(decoding: $0.path, as: UTF8.self) }
                == said.split(separator: "\n").map(String.init).sorted())
    }

    @Test func `an altered object is never read as if it were whole`() throws {
        let repository = try BareRepository()
        let blobID = try repository.git("hash-object", "-w", "--stdin")
        _ = blobID
        var batch = try ObjectBatch()
        let content = (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let objectID = try batch.add(.blob, content)
        try repository.install(batch)
        let folder = repository.folder + "/objects/pack"
        let name = try #require(
            FileSystem.list(folder).map { String(decoding: $0.name, as: UTF8.self) }
                .first { $0.hasSuffix(".pack") })
        var bytes = try FileSystem.read(folder + "/" + name)
        bytes[40] ^= 0x40
        try FileSystem.write(bytes, to: folder + "/broken", mode: 0o444)
        try FileSystem.rename(folder + "/broken", to: folder + "/" + name)
        let opened = try repository.open()
        var answer: [UInt8]?
        do { answer = try opened.blob(objectID) } catch { answer = nil }
        #expect(answer == nil)
    }

    @Test func `signatures cannot break a commit's header`() throws {
        let hostile = Signature(
            name: "A\nauthor B <b@b> 0 +0000", email: "x>\ncommitter", seconds: 1, offset: -330)
        var batch = try ObjectBatch()
        let commitID = try batch.addCommit(
            tree: .emptyTree, parents: [], author: hostile, committer: hostile, message: "m\n")
        try batch.add(.tree, [])
        let repository = try BareRepository()
        try repository.install(batch)
        try repository.git("update-ref", "refs/heads/main", "\(commitID)")
        #expect(try repository.git("fsck", "--strict") == "")
        let opened = try repository.open()
        let commit = try opened.commit(commitID)
        #expect(commit.author.name == "Aauthor B b@b 0 +0000")
    }
}
