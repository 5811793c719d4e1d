internal import Git

/// What a folder holds, as a store would.
public struct FolderContents: Sendable {
    /// One memory found in a folder.
    public struct File: Sendable, Hashable {
        /// Its path from the folder.
        public let path: MemoryPath
        /// Its content.
        public internal(set) var content: [UInt8]
    }

    /// The memories, by path.
    public var files: [File] = []
    /// Number of hidden files and folders that were passed over.
    public var hidden = 0
    /// Number of files and folders that ignore rules cover.
    public var ignored = 0
}

/// Reads folders of memories: ordinary files only, every one checked, nothing followed.
public struct FolderReader {
    private let folder: String
    private let isTracked: (String) -> Bool
    private let isIgnored: (String) -> Bool

    /// A reader for a folder.
    ///
    /// Hidden and ignored names are passed over, unless `isTracked` says that the store has them; both
    /// functions get a path from the folder.
    public init(
        _ folder: String, isTracked: @escaping (String) -> Bool = { _ in false },
        isIgnored: @escaping (String) -> Bool = { _ in false }
    ) {
        self.folder = folder
        self.isTracked = isTracked
        self.isIgnored = isIgnored
    }

    /// Reads everything, and again when a file changed meanwhile.
    ///
    /// Throws ``CoreError/notAFile(path:)``, ``CoreError/invalidPath(path:rule:)``,
    /// ``CoreError/invalidContent(path:rule:)`` for the first offender, and ``CoreError/folderBusy(path:)``
    /// when the folder never stood still.
    public func read() throws(CoreError) -> FolderContents {
        var busy = folder
        for _ in 0..<3 {
            var contents = FolderContents()
            var seen: [FileSystem.Status] = []
            try read(below: "", keepingContent: true, into: &contents, seen: &seen)
            let changed = zip(contents.files, seen).first { file, status in
                FileSystem.status(of: folder + "/" + file.path.description) != status
            }
            guard let (file, _) = changed else { return contents }
            busy = file.path.description
        }
        throw .folderBusy(path: busy)
    }

    /// Checks every file as ``read()`` does, holding one at a time, and answers how many memories there are.
    public func check() throws(CoreError) -> Int {
        var contents = FolderContents()
        var seen: [FileSystem.Status] = []
        try read(below: "", keepingContent: false, into: &contents, seen: &seen)
        return contents.files.count
    }

    private func read(
        below prefix: String, keepingContent: Bool, into contents: inout FolderContents,
        seen: inout [FileSystem.Status]
    ) throws(CoreError) {
        for (path, status) in try entries(below: prefix, counting: &contents) {
            switch status.kind {
            case .folder:
                try read(
                    below: path.description, keepingContent: keepingContent, into: &contents,
                    seen: &seen)
            case .file:
                let content = try Self.content(
                    of: folder + "/" + path.description, at: path, status: status)
                contents.files.append(
                    FolderContents.File(path: path, content: keepingContent ? content : []))
                seen.append(status)
            case .link, .other: throw .notAFile(path: path.description)
            }
        }
    }

    /// What stands directly below a folder and counts, with checked paths.
    func entries(below prefix: String, counting contents: inout FolderContents) throws(CoreError)
        -> [(MemoryPath, FileSystem.Status)]
    {
        var result: [(MemoryPath, FileSystem.Status)] = []
        let listed: [(name: [UInt8], status: FileSystem.Status)]
        do {
            listed = try FileSystem.list(prefix.isEmpty ? folder : folder + "/" + prefix)
        } catch { throw .git(error) }
        for (name, status) in listed {
            let path = prefix + (prefix.isEmpty ? "" : "/") + String(decoding: name, as: UTF8.self)
            if name.first == 0x2E && (name == Array(".git".utf8) || !isTracked(path)) {
                if name != Array(".git".utf8) { contents.hidden += 1 }
                continue
            }
            if isIgnored(status.kind == .folder ? path + "/" : path), !isTracked(path) {
                contents.ignored += 1
                continue
            }
            let bytes = Array(prefix.utf8) + (prefix.isEmpty ? [] : [0x2F]) + name
            result.append((try MemoryPath(bytes: bytes), status))
        }
        return result
    }

    static func content(of file: String, at path: MemoryPath, status: FileSystem.Status)
        throws(CoreError) -> [UInt8]
    {
        guard status.size <= MemoryContent.byteLimit else {
            throw .invalidContent(path: path.description, rule: .tooLarge(status.size))
        }
        let content: [UInt8]
        do { content = try FileSystem.read(file, limit: 1 << 24) } catch { throw .git(error) }
        try MemoryContent.check(content, at: path)
        return content
    }
}
