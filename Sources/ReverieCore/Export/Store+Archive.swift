public import Git

/// A snapshot that was written out as one file.
public struct Archived: Sendable, Hashable {
    /// The snapshot.
    public let snapshotID: ObjectID
    /// Its tree.
    public let treeID: ObjectID
    /// Number of files.
    public let files: Int
    /// Size of the archive in bytes.
    public let bytes: Int
    /// SHA-256 of the archive, as 64 hexadecimal digits.
    public let digest: String
}

extension Store {
    /// Writes a snapshot as a compressed tape archive; equal stores give equal bytes.
    ///
    /// Names are in the order of their bytes, times are 0, owners are nobody. A file that stands there is
    /// replaced in one step. Throws ``CoreError/notAFile(path:)`` for what is no memory.
    public func archive(_ snapshot: Snapshot, to file: String) throws(CoreError) -> Archived {
        var writer: GzipWriter
        do { writer = try GzipWriter() } catch { throw .git(error) }
        var files = 0
        for (bytes, entry) in try repository.files(in: snapshot.treeID) {
            let path = try MemoryPath(bytes: bytes)
            guard entry.kind == .file || entry.kind == .executable else {
                throw .notAFile(path: path.description)
            }
            let content = try repository.content(of: entry.objectID)
            do throws(GitError) {
                try writer.add(TarFormat.entry(path: bytes, content: content))
            } catch { throw .git(error) }
            files += 1
        }
        let archive: [UInt8]
        do throws(GitError) {
            try writer.add(TarFormat.end)
            archive = try writer.finish()
            try FileSystem.replace(file, with: archive)
        } catch { throw .git(error) }
        return Archived(
            snapshotID: snapshot.snapshotID, treeID: snapshot.treeID, files: files,
            bytes: archive.count, digest: Digest.sha256(archive))
    }
}

/// The blocks of a tape archive (POSIX.1-2001, `pax` interchange format).
enum TarFormat {
    /// What ends an archive.
    static let end = [UInt8](repeating: 0, count: 1024)

    /// A file: its header, a longer one before it where the name asks for it, and the content.
    static func entry(path: [UInt8], content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        let isPlain = path.count <= 100 && path.allSatisfy { $0 < 0x80 }
        if !isPlain {
            let record = record(key: "path", value: path)
            bytes += header(name: Array("././@PaxHeader".utf8), size: record.count, kind: "x")
            bytes += padded(record)
        }
        bytes += header(
            name: isPlain ? path : Array(path.prefix(100)), size: content.count, kind: "0")
        return bytes + padded(content)
    }

    /// One record of an extended header; its length counts its own digits.
    private static func record(key: String, value: [UInt8]) -> [UInt8] {
        let rest = [0x20] + Array(key.utf8) + [0x3D] + value + [0x0A]
        var length = rest.count + 1
        while "\(length)".utf8.count + rest.count != length { length += 1 }
        return Array("\(length)".utf8) + rest
    }

    private static func header(name: [UInt8], size: Int, kind: Character) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ bytes: [UInt8], at offset: Int) {
            block.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        }
        func octal(_ value: Int, digits: Int) -> [UInt8] {
            let text = String(value, radix: 8)
            return Array((String(repeating: "0", count: digits - text.count) + text).utf8)
        }
        put(name, at: 0)
        put(octal(0o644, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(0, digits: 11), at: 136)
        put(Array(repeating: 0x20, count: 8), at: 148)
        put(Array(kind.utf8), at: 156)
        put(Array("ustar\0".utf8) + Array("00".utf8), at: 257)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6) + [0, 0x20], at: 148)
        return block
    }

    private static func padded(_ content: [UInt8]) -> [UInt8] {
        content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }
}
