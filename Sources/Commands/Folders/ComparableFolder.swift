import MemoryDiff
import Render

/// Reads the memories of a plain folder: regular text files, no links followed, hidden names left out.
struct ComparableFolder {
    /// What was left out, and why.
    struct Skipped: Hashable {
        var hidden = 0
        var links = 0
        var notText = 0
        var tooLarge = 0
        var badNames = 0
        var special = 0

        /// What a reader should know; nothing when all was read.
        func note(_ side: String) -> Message? {
            let counts: [(Int, String)] = [
                (hidden, "hidden"), (links, "symbolic links"), (notText, "not text"),
                (tooLarge, "too large"), (badNames, "names that are not UTF-8"),
                (special, "not files"),
            ]
            let parts = counts.filter { $0.0 > 0 }.map { "\($0.1): \($0.0)" }
            if parts.isEmpty { return nil }
            return "left out of '\(side)': \(parts.joined(separator: ", "))"
        }
    }

    /// Largest file that is read, in bytes.
    static let fileLimit = 16 << 20
    /// Largest sum of files that is read, in bytes.
    static let totalLimit = 1 << 30
    /// Deepest folder that is entered.
    static let depthLimit = 64

    private(set) var memories: [Memory] = []
    private(set) var skipped = Skipped()
    private var total = 0
    private let shown: String

    /// Reads everything below a folder that is open.
    ///
    /// Throws a failure of kind `unavailable` when something cannot be read, `invalid` when it is too much.
    init(_ folder: borrowing Platform.OpenFile, shown: String) throws(Failure) {
        self.shown = shown
        try read(folder, prefix: "", depth: 0)
        memories.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private mutating func read(
        _ folder: borrowing Platform.OpenFile, prefix: String, depth: Int
    ) throws(Failure) {
        let names: [[CChar]]
        do throws(Platform.Code) {
            names = try folder.names()
        } catch {
            throw .unavailable("cannot read folder '\(place(prefix))': \(error.words)")
        }
        for name in names {
            let bytes = name.dropLast().map { UInt8(bitPattern: $0) }
            if bytes == Array(".".utf8) || bytes == Array("..".utf8) { continue }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                skipped.badNames += 1
                continue
            }
            if text.hasPrefix(".") {
                skipped.hidden += 1
            } else {
                try read(entry: name, of: folder, path: prefix + text, depth: depth)
            }
        }
    }

    private mutating func read(
        entry name: [CChar], of folder: borrowing Platform.OpenFile, path: String, depth: Int
    ) throws(Failure) {
        let file: Platform.OpenFile
        do throws(Platform.Code) {
            file = try folder.open(entry: name)
        } catch {
            if error.isSymbolicLink {
                skipped.links += 1
            } else if error.isNoFile {
                skipped.special += 1
            } else {
                throw .unavailable("cannot open '\(place(path))': \(error.words)")
            }
            return
        }
        switch file.kind {
        case .folder:
            guard depth < Self.depthLimit else {
                throw .invalid("folder '\(place(path))' is deeper than \(Self.depthLimit)")
            }
            try read(file, prefix: path + "/", depth: depth + 1)
        case .regular:
            try add(file, path: path)
        case .other:
            skipped.special += 1
        }
    }

    private mutating func add(
        _ file: borrowing Platform.OpenFile, path: String
    ) throws(Failure) {
        guard let content = try Self.content(of: file, shown: place(path)) else {
            skipped.tooLarge += 1
            return
        }
        if content.contains(0) {
            skipped.notText += 1
            return
        }
        total += content.count
        guard total <= Self.totalLimit else {
            throw .invalid("'\(shown)' holds more than \(Self.totalLimit) bytes")
        }
        memories.append(Memory(path: path, content: content))
    }

    /// The content of an open file; nothing when it is too large.
    static func content(
        of file: borrowing Platform.OpenFile, shown: String
    ) throws(Failure) -> [UInt8]? {
        do throws(Platform.Code) {
            return try file.content(limit: fileLimit)
        } catch {
            throw .unavailable("cannot read '\(shown)': \(error.words)")
        }
    }

    private func place(_ path: String) -> String {
        path.isEmpty ? shown : Context.join(shown, path)
    }
}
