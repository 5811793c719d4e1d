internal import Git
internal import MemoryDiff
internal import ReverieCore

/// The private folder of one run of a program.
struct Workplace {
    let folder: String
    var store: String { folder + "/store" }
    var transcripts: String { folder + "/transcripts" }
    var output: String { folder + "/output" }
    private var temporary: String { folder + "/tmp" }
    private var instructions: String { folder + "/instructions.txt" }

    /// Names in the private folder, by which everything else is known as written outside.
    private static let names: Set<String> = [
        "store", "transcripts", "output", "tmp", "instructions.txt",
    ]

    init(in parent: String) throws(EngineError) {
        var template = Array((parent + "/reverie-dream-XXXXXX").utf8).map { CChar(bitPattern: $0) }
        template.append(0)
        guard mkdtemp(&template) != nil else {
            throw .system(call: "mkdir", path: parent, code: errno)
        }
        folder = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What tells the program where things are.
    var variables: [String] {
        [
            "REVERIE_STORE=" + store, "REVERIE_TRANSCRIPTS=" + transcripts,
            "REVERIE_OUTPUT=" + output, "REVERIE_INSTRUCTIONS=" + instructions,
            "TMPDIR=" + temporary,
        ]
    }

    /// Writes what the program shall read.
    func fill(with material: DreamMaterial) throws(EngineError) {
        do throws(GitError) {
            for folder in [store, transcripts, output, temporary] {
                try FileSystem.createFolder(folder)
            }
        } catch { throw EngineError(error) }
        for memory in material.memories {
            try put(memory.content, at: store + "/" + memory.path)
        }
        try put(Array((material.instructions ?? "").utf8), at: instructions)
        for transcript in material.transcripts {
            try put(
                at: transcripts + "/" + transcript.fileName, try transcript.bytes.reading())
        }
    }

    private func put(_ content: [UInt8], at path: String) throws(EngineError) {
        var left: [UInt8]? = content
        try put(at: path) { () throws(EngineError) in
            defer { left = nil }
            return left
        }
    }

    /// Writes the pieces of a new file.
    private func put(at path: String, _ next: () throws(EngineError) -> [UInt8]?)
        throws(EngineError)
    {
        do throws(GitError) {
            if let cut = path.lastIndex(of: "/") {
                try FileSystem.createFolder(String(path[..<cut]))
            }
        } catch { throw EngineError(error) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o400)
        guard descriptor >= 0 else { throw .system(call: "open", path: path, code: errno) }
        defer { close(descriptor) }
        while let piece = try next() {
            var written = 0
            while written < piece.count {
                let count = piece.withUnsafeBytes {
                    write(descriptor, $0.baseAddress.map { $0 + written }, piece.count - written)
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw .system(call: "write", path: path, code: errno) }
                written += count
            }
        }
    }

    /// Counts what stands in the output folder, no further than the limits.
    func measure(_ limits: CommandEngine.Limits) throws(EngineError) {
        var bytes = 0
        var files = 0
        var pending = [output, temporary]
        while let folder = pending.popLast() {
            // A folder that goes, or is closed, while it is looked at holds nothing that counts.
            guard let listed = try? FileSystem.list(folder) else { continue }
            for (name, status) in listed {
                files += 1
                bytes += status.size
                guard bytes <= limits.outputBytes else {
                    throw .outputTooLarge(limit: limits.outputBytes)
                }
                guard files <= limits.outputFiles else {
                    throw .tooManyFiles(limit: limits.outputFiles)
                }
                if status.kind == .folder {
                    pending.append(folder + "/" + String(decoding: name, as: UTF8.self))
                }
            }
        }
    }

    /// Throws ``EngineError/wroteOutside(path:)`` where what the program was given to read is not what it was.
    func checkInputs(of material: DreamMaterial) throws(EngineError) {
        let expected = Dictionary(material.memories.map { ($0.path, $0.content) }) { one, _ in one }
        let names = Set(material.transcripts.map(\.fileName))
        for path in try paths(in: folder) {
            let segments = path.split(separator: "/", maxSplits: 1).map(String.init)
            switch (segments.first, segments.dropFirst().first) {
            case ("output", _), ("tmp", _), ("instructions.txt", nil): continue
            case ("store", let path?):
                let content = try? FileSystem.read(store + "/" + path)
                guard let wanted = expected[path], content == wanted else {
                    throw .wroteOutside(path: "store/" + path)
                }
            case ("transcripts", let path?):
                guard names.contains(path) else { throw .wroteOutside(path: "transcripts/" + path) }
            default: throw .wroteOutside(path: path)
            }
        }
        let present = expected.keys.sorted().first {
            FileSystem.size(of: store + "/" + $0) == nil
        }
        if let present { throw .wroteOutside(path: "store/" + present) }
        for transcript in material.transcripts {
            let path = transcripts + "/" + transcript.fileName
            guard let size = FileSystem.size(of: path),
                let found = try? TranscriptBytes(file: path, size: size).digest(),
                found == (try transcript.bytes.digest())
            else { throw .wroteOutside(path: "transcripts/" + transcript.fileName) }
        }
    }

    /// Everything but folders, by path from the private folder; what stands in the program's own folders is left out.
    private func paths(in folder: String) throws(EngineError) -> [String] {
        var found: [String] = []
        var pending = [""]
        while let prefix = pending.popLast() {
            let listed: [(name: [UInt8], status: FileSystem.Status)]
            do throws(GitError) { listed = try FileSystem.list(folder + "/" + prefix) } catch {
                throw EngineError(error)
            }
            for (name, status) in listed {
                let path = prefix + String(decoding: name, as: UTF8.self)
                if status.kind == .folder, path != "output", path != "tmp" {
                    if prefix.isEmpty, !Self.names.contains(path) { found.append(path) }
                    pending.append(path + "/")
                } else {
                    found.append(path)
                }
            }
        }
        return found.sorted()
    }

    /// Takes the folder away, closed folders in it included.
    func remove() {
        var pending = [folder]
        while let next = pending.popLast() {
            chmod(next, 0o700)
            guard let listed = try? FileSystem.list(next) else { continue }
            for (name, status) in listed where status.kind == .folder {
                pending.append(next + "/" + String(decoding: name, as: UTF8.self))
            }
        }
        try? FileSystem.removeTree(folder)
    }
}

extension EngineError {
    init(_ error: GitError) {
        if case .system(let call, let path, let code) = error {
            self = .system(call: call, path: path, code: code)
        } else {
            self = .core(.git(error))
        }
    }
}
