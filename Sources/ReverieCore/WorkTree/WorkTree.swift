internal import Git

/// The files of a store in a work tree, and what was last written to each of them.
///
/// A file is compared with what the index says was written there, not with production: so a file that is
/// merely old is never taken for an edit.
struct WorkTree {
    /// Absolute path of the folder.
    let folder: String
    /// The git directory whose index describes the folder.
    let gitDirectory: String
    private let repository: MemoryRepository
    /// Path of the folder from the top of git's work tree, with a trailing slash; empty for the top itself.
    private let prefix: String

    /// How a file differs from what was last written there.
    enum Edit: Hashable {
        /// Other content, or a new file.
        case content([UInt8])
        /// The file is gone.
        case removed
    }

    init(folder: String, gitDirectory: String, repository: MemoryRepository) {
        self.folder = folder
        let top = (repository.workTree ?? "") + "/"
        let below = folder + "/"
        prefix = below.hasPrefix(top) ? String(below.dropFirst(top.count)) : ""
        self.gitDirectory = gitDirectory
        self.repository = repository
    }

    private typealias Entries = [String: WorkTreeIndex.Entry]

    private func index() throws(CoreError) -> (entries: Entries, written: Int64) {
        // Taken before reading: an index that is replaced meanwhile only makes more files be looked at.
        let written = FileSystem.status(of: gitDirectory + "/index")?.seconds ?? 0
        do throws(GitError) {
            let index = try WorkTreeIndex(gitDirectory: gitDirectory)
            var entries: Entries = [:]
            for entry in index.entries() {
                entries[String(decoding: entry.path, as: UTF8.self)] = entry
            }
            return (entries, written)
        } catch { throw .git(error) }
    }

    /// All edits since files were last written, by path, with what the index has there.
    func edits() throws(CoreError) -> (
        edits: [(path: MemoryPath, edit: Edit, written: ObjectID?)], contents: FolderContents
    ) {
        let (entries, written) = try index()
        let tracked = trackedFolders(entries)
        let reader = FolderReader(
            folder, isTracked: { entries[$0] != nil || tracked.contains($0) },
            isIgnored: { repository.git.isIgnored(prefix + $0) })
        var contents = FolderContents()
        var found: [(path: MemoryPath, edit: Edit, written: ObjectID?)] = []
        var present: Set<String> = []
        var folders = [""]
        while let prefix = folders.popLast() {
            for (path, status) in try reader.entries(below: prefix, counting: &contents) {
                switch status.kind {
                case .folder: folders.append(path.description)
                case .link, .other: throw .notAFile(path: path.description)
                case .file:
                    present.insert(path.description)
                    let entry = entries[path.description]
                    if let entry, entry.isSurelyUnchanged(status, indexWritten: written) {
                        continue
                    }
                    let content = try FolderReader.content(
                        of: folder + "/" + path.description, at: path, status: status)
                    if Repository.blobID(of: content) != entry?.blobID {
                        found.append((path, .content(content), entry?.blobID))
                    }
                }
            }
        }
        for (path, entry) in entries where !present.contains(path) {
            found.append((try MemoryPath(path), .removed, entry.blobID))
        }
        return (found.sorted { $0.path < $1.path }, contents)
    }

    private func trackedFolders(_ entries: Entries) -> Set<String> {
        var folders: Set<String> = []
        for path in entries.keys where path.contains("/.") || path.hasPrefix(".") {
            var above = path
            while let cut = above.lastIndex(of: "/") {
                above = String(above[..<cut])
                guard folders.insert(above).inserted else { break }
            }
        }
        return folders
    }

    /// Paths among the given ones whose files hold what no snapshot has.
    func unsaved(among differences: [PathDifference]) throws(CoreError) -> [String] {
        let (entries, written) = try index()
        var unsaved: [String] = []
        for difference in differences {
            let path = String(decoding: difference.path, as: UTF8.self)
            let file = folder + "/" + path
            let entry = entries[path]
            guard let status = FileSystem.status(of: file) else {
                if entry != nil, difference.new != nil { unsaved.append(path) }
                continue
            }
            if let entry, entry.isSurelyUnchanged(status, indexWritten: written) { continue }
            var content: [UInt8]?
            if status.kind == .file {
                do { content = try FileSystem.read(file, limit: 1 << 26) } catch {
                    content = nil
                }
            }
            let blobID = content.map { Repository.blobID(of: $0) }
            // What is there already, or was there before, is in a snapshot.
            let known = [entry?.blobID, difference.new?.objectID]
            if blobID == nil || !known.contains(blobID) { unsaved.append(path) }
        }
        return unsaved
    }

    /// Notes in the index that these files hold what production has; they are not written.
    func note(_ blobs: [(path: MemoryPath, blobID: ObjectID?)]) throws(CoreError) {
        do throws(GitError) {
            let index = try WorkTreeIndex(gitDirectory: gitDirectory)
            for (path, blobID) in blobs {
                let status = FileSystem.status(of: folder + "/" + path.description)
                if let blobID, let status {
                    try index.set(path: path.description, blobID: blobID, status: status)
                } else {
                    try index.remove(path: path.description)
                }
            }
            try index.write()
        } catch { throw .git(error) }
    }

    /// Makes the files what a tree says, as far as they are not that already, and notes it in the index.
    ///
    /// Files that hold unsaved memory are left alone and named in ``CoreError/unsavedMemory(paths:)``, after
    /// everything else was written.
    func update(to treeID: ObjectID) throws(CoreError) {
        let (entries, _) = try index()
        var wanted: [String: ObjectID] = [:]
        for (path, entry) in try repository.files(in: treeID) where entry.kind == .file {
            wanted[String(decoding: path, as: UTF8.self)] = entry.objectID
        }
        var differences: [PathDifference] = []
        for path in Set(entries.keys).union(wanted.keys).sorted() {
            guard entries[path]?.blobID != wanted[path] else { continue }
            differences.append(
                PathDifference(
                    path: Array(path.utf8), old: entries[path].map { Self.file($0.blobID) },
                    new: wanted[path].map(Self.file)))
        }
        try write(differences)
    }

    private static func file(_ blobID: ObjectID) -> TreeEntry {
        TreeEntry(name: [], kind: .file, objectID: blobID)
    }

    /// Brings the files at which two trees differ up to date.
    func write(_ differences: [PathDifference]) throws(CoreError) {
        let unsaved = Set(try unsaved(among: differences))
        var noted: [(path: MemoryPath, blobID: ObjectID?)] = []
        do {
            for difference in differences where difference.new == nil {
                let path = try MemoryPath(bytes: difference.path)
                guard !unsaved.contains(path.description) else { continue }
                try remove(path)
                noted.append((path, nil))
            }
            for difference in differences {
                guard let entry = difference.new, entry.kind == .file else { continue }
                let path = try MemoryPath(bytes: difference.path)
                guard !unsaved.contains(path.description) else { continue }
                let content = try repository.content(of: entry.objectID)
                try put(content, at: path)
                noted.append((path, entry.objectID))
            }
        } catch {
            try note(noted)
            throw error
        }
        try note(noted)
        guard unsaved.isEmpty else { throw .unsavedMemory(paths: unsaved.sorted()) }
    }

    private func put(_ content: [UInt8], at path: MemoryPath) throws(CoreError) {
        // What stands there already keeps its times and modes, as when a folder is adopted.
        let file = folder + "/" + path.description
        if let present = try? FileSystem.read(file, limit: content.count), present == content {
            return
        }
        do throws(GitError) {
            try FileSystem.put(content, at: path.description, in: folder)
        } catch { throw .git(error) }
    }

    private func remove(_ path: MemoryPath) throws(CoreError) {
        do throws(GitError) {
            try FileSystem.take(away: path.description, in: folder)
        } catch { throw .git(error) }
    }
}
