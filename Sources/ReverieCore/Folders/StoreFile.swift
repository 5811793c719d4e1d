internal import FoundationEssentials
internal import Git

/// Reads stores that stand in one file: a compressed tape archive, or JSON of paths and contents.
public enum StoreFile {
    /// Whether a name says that the file is one that is read here.
    public static func isOne(_ name: String) -> Bool { Form(name) != nil }

    private enum Form {
        case archive, json, jsonLines

        init?(_ name: String) {
            let name = name.lowercased()
            if name.hasSuffix(".tar.gz") || name.hasSuffix(".tgz") {
                self = .archive
            } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
                self = .jsonLines
            } else if name.hasSuffix(".json") {
                self = .json
            } else {
                return nil
            }
        }
    }

    /// What the file holds, as a store would.
    ///
    /// Hidden names are passed over in an archive as in a folder, unless `isTracked` says that the store has
    /// them. Throws ``CoreError/invalidArchive(file:problem:)``, ``CoreError/invalidPath(path:rule:)`` or
    /// ``CoreError/invalidContent(path:rule:)``.
    public static func read(
        _ file: String, limits: ArchiveLimits = ArchiveLimits(),
        isTracked: (String) -> Bool = { _ in false }
    ) throws(CoreError) -> FolderContents {
        switch Form(file) {
        case .archive, nil: try archive(file, limits: limits, isTracked: isTracked)
        case .json: try listing(file, limits: limits, byLine: false)
        case .jsonLines: try listing(file, limits: limits, byLine: true)
        }
    }

    private static func archive(
        _ file: String, limits: ArchiveLimits, isTracked: (String) -> Bool
    ) throws(CoreError) -> FolderContents {
        var reader = try TarReader(file, limits: limits)
        var contents = FolderContents()
        var seen: Set<String> = []
        var hidden = 0
        func isWanted(_ path: String) -> Bool {
            let isHidden = path.hasPrefix(".") || path.contains("/.")
            guard isHidden, !isTracked(path) else { return true }
            hidden += 1
            return false
        }
        while let entry = try reader.next(isWanted: isWanted) {
            try add(entry.path, entry.content, of: file, seen: &seen, to: &contents)
        }
        contents.hidden = hidden
        return sorted(contents)
    }

    private static func add(
        _ path: String, _ content: [UInt8], of file: String, seen: inout Set<String>,
        to contents: inout FolderContents
    ) throws(CoreError) {
        let memoryPath = try MemoryPath(path)
        try MemoryContent.check(content, at: memoryPath)
        guard seen.insert(memoryPath.description).inserted else {
            throw .invalidArchive(file: file, problem: .duplicate(path: path))
        }
        contents.files.append(FolderContents.File(path: memoryPath, content: content))
    }

    private static func sorted(_ contents: FolderContents) -> FolderContents {
        var contents = contents
        contents.files.sort { $0.path < $1.path }
        return contents
    }

    /// An entry of a listing: of an export, or of the hosted service's pages.
    private struct Entry: Decodable {
        let type: String?
        let path: String
        let content: String?
    }

    private struct Page: Decodable {
        let data: [Entry]?
        let memories: [Entry]?
    }

    private static func listing(_ file: String, limits: ArchiveLimits, byLine: Bool)
        throws(CoreError) -> FolderContents
    {
        guard FileSystem.size(of: file) ?? 0 <= limits.bytes else {
            throw .invalidArchive(file: file, problem: .tooLarge(limit: limits.bytes))
        }
        let bytes: [UInt8]
        do { bytes = try FileSystem.read(file, limit: limits.bytes) } catch { throw .git(error) }
        let entries = try byLine ? lines(of: bytes, in: file) : document(of: bytes, in: file)
        guard entries.count <= limits.entries else {
            throw .invalidArchive(file: file, problem: .tooManyFiles(limit: limits.entries))
        }
        var contents = FolderContents()
        var seen: Set<String> = []
        for entry in entries where entry.type != "memory_prefix" {
            guard let content = entry.content else {
                throw .invalidArchive(file: file, problem: .noContent(path: entry.path))
            }
            try add(entry.path, Array(content.utf8), of: file, seen: &seen, to: &contents)
        }
        return sorted(contents)
    }

    private static func lines(of bytes: [UInt8], in file: String) throws(CoreError) -> [Entry] {
        var entries: [Entry] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)) else {
                throw .invalidArchive(file: file, problem: .malformedEntry(number: index + 1))
            }
            entries.append(entry)
        }
        return entries
    }

    private static func document(of bytes: [UInt8], in file: String) throws(CoreError) -> [Entry] {
        let data = Data(bytes)
        if let entries = try? JSONDecoder().decode([Entry].self, from: data) { return entries }
        if let page = try? JSONDecoder().decode(Page.self, from: data),
            let entries = page.data ?? page.memories
        {
            return entries
        }
        throw .invalidArchive(file: file, problem: .malformedEntry(number: 1))
    }
}
