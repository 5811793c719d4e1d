public import Git

/// A change of one memory, asked for directly.
public enum DirectEdit: Sendable, Hashable {
    /// The memory shall have this content.
    case write(MemoryPath, [UInt8])
    /// The memory shall go.
    case remove(MemoryPath)
    /// The memory shall stand at another path.
    case move(from: MemoryPath, to: MemoryPath)

    var paths: [MemoryPath] {
        switch self {
        case .write(let path, _), .remove(let path): [path]
        case .move(let from, let to): [from, to]
        }
    }
}

/// What a direct write did.
public struct Written: Sendable {
    /// The move; nil when the store was like that already.
    public let moved: Moved?
    /// The tree before.
    public let before: ObjectID
    /// The tree after.
    public let after: ObjectID
    /// Hidden files that were passed over.
    public var hidden = 0
    /// Ignored files that were passed over.
    public var ignored = 0
}

extension Store {
    /// Changes one memory of production.
    ///
    /// `expected` is the SHA-256 of the content that the caller believes to be there (64 hexadecimal digits),
    /// tested under the lease. Throws ``CoreError/expectationMissed(path:expected:found:)``.
    public func write(
        _ edit: DirectEdit, expecting expected: String? = nil, sessions: [String] = [],
        message: String? = nil, overrides: [RequestedOverride] = []
    ) throws(CoreError) -> Written {
        if case .write(let path, let content) = edit { try MemoryContent.check(content, at: path) }
        let message = try Provenance.checked(message)
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let production = try productionSnapshot()
            var batch = try newBatch()
            let edits = try pathEdits(
                edit, in: production.treeID, expecting: expected, batch: &batch)
            return try record(
                edits, on: production, subject: subject(of: edit), message: message,
                sessions: sessions, overrides: overrides, batch: batch, writer: &writer)
        }
    }

    private func subject(of edit: DirectEdit) -> String {
        switch edit {
        case .write(let path, _): "\(name): write \(path)"
        case .remove(let path): "\(name): remove \(path)"
        case .move(let from, let to): "\(name): move \(from) to \(to)"
        }
    }

    private func pathEdits(
        _ edit: DirectEdit, in treeID: ObjectID, expecting expected: String?,
        batch: inout ObjectBatch
    ) throws(CoreError) -> [PathEdit] {
        let path = edit.paths[0]
        let content = try repository.memory(at: path, in: treeID)
        if let expected {
            let found = content.map { Digest.sha256($0) }
            guard found == expected.lowercased() else {
                throw .expectationMissed(
                    path: path.description, expected: expected, found: found)
            }
        }
        switch edit {
        case .write(_, let content):
            return [PathEdit(path: path.bytes, blobID: try add(content, to: &batch))]
        case .remove:
            guard content != nil else { throw .noMemory(path: path.description) }
            return [PathEdit(path: path.bytes, blobID: nil)]
        case .move(_, let target):
            guard let content else { throw .noMemory(path: path.description) }
            guard try repository.entry(at: target.description, in: treeID) == nil else {
                throw .memoryExists(path: target.description)
            }
            return [
                PathEdit(path: path.bytes, blobID: nil),
                PathEdit(path: target.bytes, blobID: try add(content, to: &batch)),
            ]
        }
    }

    func add(_ content: [UInt8], to batch: inout ObjectBatch) throws(CoreError) -> ObjectID {
        do { return try batch.add(.blob, content) } catch { throw .git(error) }
    }

    func tree(
        byApplying edits: [PathEdit], to treeID: ObjectID, batch: inout ObjectBatch
    ) throws(CoreError) -> ObjectID {
        do { return try repository.git.tree(byApplying: edits, to: treeID, into: &batch) } catch {
            if case .invalidName(let name) = error { throw .pathCollision(path: name) }
            throw .git(error)
        }
    }

    private func record(
        _ edits: [PathEdit], on production: Snapshot, subject: String, message: String?,
        sessions: [String], overrides: [RequestedOverride], batch: consuming ObjectBatch,
        writer: inout Writer
    ) throws(CoreError) -> Written {
        let treeID = try tree(byApplying: edits, to: production.treeID, batch: &batch)
        guard treeID != production.treeID else {
            return Written(moved: nil, before: treeID, after: treeID)
        }
        try refuseUnsaved(edits)
        var move = Move(
            kind: .write, from: production.snapshotID, treeID: treeID, subject: subject)
        move.message = message
        move.sessions = sessions
        move.overrides = overrides
        move.effective = try effectiveOperation()
        let moved = try carryOut(move, batch: batch, writer: &writer)
        return Written(moved: follow(moved), before: production.treeID, after: treeID)
    }

    /// Snapshots a folder to production; without a folder, the work tree's edits.
    public func commit(
        folder: String?, message: String?, sessions: [String],
        overrides: [RequestedOverride] = []
    ) throws(CoreError) -> Written {
        let message = try Provenance.checked(message)
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let production = try productionSnapshot()
            var batch = try newBatch()
            let subject = "\(name): snapshot"
            var contents: FolderContents
            let edits: [PathEdit]
            if let folder {
                contents = try readFolder(folder, over: production.treeID)
                guard !contents.files.isEmpty else { throw .emptyImport(folder: folder) }
                edits = try replacing(production.treeID, with: &contents, batch: &batch)
            } else {
                (edits, contents) = try workTreeEdits(over: production, batch: &batch)
            }
            var written = try record(
                edits, on: production, subject: subject, message: message, sessions: sessions,
                overrides: overrides, batch: batch, writer: &writer)
            written.hidden = contents.hidden
            written.ignored = contents.ignored
            return written
        }
    }

    private func workTreeEdits(over production: Snapshot, batch: inout ObjectBatch)
        throws(CoreError) -> ([PathEdit], FolderContents)
    {
        guard let workTree = try workTree() else { throw .noWorkTree }
        let (found, contents) = try workTree.edits()
        var behind: [String] = []
        var edits: [PathEdit] = []
        for (path, edit, written) in found {
            let present = try repository.entry(at: path.description, in: production.treeID)
            let blobID: ObjectID?
            switch edit {
            case .content(let content): blobID = try add(content, to: &batch)
            case .removed: blobID = nil
            }
            if present?.objectID != written && present?.objectID != blobID {
                behind.append(path.description)
            }
            edits.append(PathEdit(path: path.bytes, blobID: blobID))
        }
        guard behind.isEmpty else { throw .workTreeBehind(paths: behind) }
        return (edits, contents)
    }

    /// Reads a folder that shall become the store; what the store has is read even where it is hidden.
    func readFolder(_ folder: String, over treeID: ObjectID) throws(CoreError) -> FolderContents {
        let tracked = try hiddenPaths(in: treeID)
        return try FolderReader(folder, isTracked: { tracked.contains($0) }).read()
    }

    /// The hidden paths that a store has, and the folders above them.
    func hiddenPaths(in treeID: ObjectID) throws(CoreError) -> Set<String> {
        var tracked: Set<String> = []
        for (path, _) in try repository.files(in: treeID) where path.contains(0x2E) {
            var text = String(decoding: path, as: UTF8.self)
            guard text.hasPrefix(".") || text.contains("/.") else { continue }
            tracked.insert(text)
            while let cut = text.lastIndex(of: "/") {
                text = String(text[..<cut])
                tracked.insert(text)
            }
        }
        return tracked
    }

    /// The edits that make a tree exactly what a folder holds; only what differs is added to the batch.
    ///
    /// The files are taken out of `contents`, each as soon as the batch has it: no store stands in memory twice.
    func replacing(
        _ treeID: ObjectID, with contents: inout FolderContents, batch: inout ObjectBatch
    ) throws(CoreError) -> [PathEdit] {
        var present: [[UInt8]: ObjectID] = [:]
        for (path, entry) in try repository.files(in: treeID) { present[path] = entry.objectID }
        var edits: [PathEdit] = []
        edits.reserveCapacity(contents.files.count)
        for index in contents.files.indices {
            let path = contents.files[index].path.bytes
            let content = contents.files[index].content
            contents.files[index].content = []
            let old = present.removeValue(forKey: path)
            if let old, old == Repository.blobID(of: content) { continue }
            edits.append(PathEdit(path: path, blobID: try add(content, to: &batch)))
        }
        contents.files = []
        edits += present.keys.map { PathEdit(path: $0, blobID: nil) }
        return edits.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }
}
