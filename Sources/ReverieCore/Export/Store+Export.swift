public import Git

/// A snapshot that was written out as plain files.
public struct Exported: Sendable, Hashable {
    /// The snapshot.
    public let snapshotID: ObjectID
    /// Its tree; also the name of the folder that holds the files.
    public let treeID: ObjectID
    /// Number of files.
    public let files: Int
    /// Whether the files were there already and only the link moved, if anything did.
    public let wasPresent: Bool
}

extension Store {
    /// Writes a snapshot to `FOLDER/<tree id>/` and points the link `FOLDER/current` at it, in one step.
    ///
    /// Who resolves the link once sees one snapshot, however often it is swapped meanwhile; the export before
    /// this one stays for those who are still reading. Throws ``CoreError/unholdableNames(_:)`` where the
    /// file system would take two of the names for one.
    public func export(_ snapshot: Snapshot, to folder: String) throws(CoreError) -> Exported {
        let name = snapshot.treeID.description
        let files = try exportable(snapshot, to: folder)
        let target = folder + "/" + name
        let wasPresent = try isIntact(files, in: target)
        if !wasPresent {
            let draft = folder + "/.\(name).partial"
            do throws(GitError) {
                try FileSystem.removeTree(draft)
                try FileSystem.createFolder(draft)
            } catch { throw .git(error) }
            for file in files {
                let content = try repository.content(of: file.blobID)
                do throws(GitError) {
                    try FileSystem.put(content, at: file.path.description, in: draft)
                } catch { throw .git(error) }
            }
            guard try isIntact(files, in: draft) else { throw .notReadBack(snapshot.treeID) }
            do throws(GitError) {
                try FileSystem.flushEverything()
                try FileSystem.removeTree(target)
                try FileSystem.rename(draft, to: target)
            } catch { throw .git(error) }
        }
        try point(folder, at: name)
        return Exported(
            snapshotID: snapshot.snapshotID, treeID: snapshot.treeID, files: files.count,
            wasPresent: wasPresent)
    }

    private typealias File = (path: MemoryPath, blobID: ObjectID)

    private func exportable(_ snapshot: Snapshot, to folder: String) throws(CoreError) -> [File] {
        var files: [File] = []
        for (bytes, entry) in try repository.files(in: snapshot.treeID) {
            let path = try MemoryPath(bytes: bytes)
            guard entry.kind == .file || entry.kind == .executable else {
                throw .notAFile(path: path.description)
            }
            files.append((path, entry.objectID))
        }
        do throws(GitError) {
            try FileSystem.createFolder(folder)
            guard try FileSystem.confusesCase(in: folder) else { return files }
        } catch { throw .git(error) }
        let confused = CaseConfusion.names(in: files.map(\.path))
        guard confused.isEmpty else { throw .unholdableNames(confused) }
        return files
    }

    /// Whether a folder holds exactly these files.
    private func isIntact(_ files: [File], in folder: String) throws(CoreError) -> Bool {
        guard FileSystem.isFolder(folder) else { return false }
        for file in files {
            guard
                let content = try? FileSystem.read(
                    folder + "/" + file.path.description, limit: 1 << 28),
                Repository.blobID(of: content) == file.blobID
            else { return false }
        }
        var count = 0
        var pending = [folder]
        while let next = pending.popLast() {
            guard let listed = try? FileSystem.list(next) else { return false }
            for (name, status) in listed {
                if status.kind == .folder {
                    pending.append(next + "/" + String(decoding: name, as: UTF8.self))
                } else {
                    count += 1
                }
            }
        }
        return count == files.count
    }

    /// Moves the link, and takes away exports that are neither the new one nor the one before it.
    private func point(_ folder: String, at name: String) throws(CoreError) {
        let link = folder + "/current"
        let before = FileSystem.linkTarget(link)
        do throws(GitError) {
            if before != name { try FileSystem.replaceLink(link, to: name) }
            guard before != name else { return }
            for (bytes, status) in try FileSystem.list(folder) where status.kind == .folder {
                let other = String(decoding: bytes, as: UTF8.self)
                let isExport = ObjectID(other) != nil || other.hasSuffix(".partial")
                guard isExport, other != name, other != before else { continue }
                try FileSystem.removeTree(folder + "/" + other)
            }
        } catch { throw .git(error) }
    }
}

/// Names that a file system which ignores case, or the composed form of letters, takes for one.
enum CaseConfusion {
    static func names(in paths: [MemoryPath]) -> [String] {
        var seen: [String: String] = [:]
        var confused: Set<String> = []
        for path in paths {
            var prefix = ""
            for segment in path.description.split(separator: "/") {
                prefix += (prefix.isEmpty ? "" : "/") + segment
                if isDevice(segment) { confused.insert(path.description) }
                let folded = prefix.lowercased()
                if let other = seen[folded], !other.utf8.elementsEqual(prefix.utf8) {
                    confused.insert(prefix)
                    confused.insert(other)
                }
                seen[folded] = prefix
            }
        }
        return confused.sorted()
    }

    private static func isDevice(_ segment: Substring) -> Bool {
        let stem = segment.split(separator: ".", omittingEmptySubsequences: false)[0].lowercased()
        if ["con", "prn", "aux", "nul"].contains(stem) { return true }
        let digits = stem.dropFirst(3)
        return (stem.hasPrefix("com") || stem.hasPrefix("lpt")) && digits.count == 1
            && digits.allSatisfy { ("1"..."9").contains($0) }
    }
}
