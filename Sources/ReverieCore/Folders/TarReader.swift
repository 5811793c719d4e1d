internal import Git

/// Reads a compressed tape archive (POSIX.1-2001 `ustar` and `pax`, GNU long names): ordinary files only.
///
/// Nothing is unpacked to a disk, so that no entry can stand anywhere; entries that try are refused by name.
struct TarReader: ~Copyable {
    private let file: String
    private let limits: ArchiveLimits
    private var source: GzipReader
    private var entries = 0

    private static let blockSize = 512
    /// Largest extended header or long name, in bytes.
    private static let headerLimit = 1 << 16

    /// One file of an archive.
    struct Entry {
        let path: String
        let content: [UInt8]
    }

    init(_ file: String, limits: ArchiveLimits) throws(CoreError) {
        self.file = file
        self.limits = limits
        do { source = try GzipReader(path: file) } catch { throw .git(error) }
    }

    /// The next file; nil after the last.
    ///
    /// `isWanted` is asked before the content is read. Throws ``CoreError/invalidArchive(file:problem:)``.
    mutating func next(isWanted: (String) -> Bool) throws(CoreError) -> Entry? {
        var longPath: String?
        while true {
            let block = try read(Self.blockSize)
            guard !block.isEmpty else { return nil }
            guard block.count == Self.blockSize else { throw problem(.damaged) }
            // Two empty blocks end an archive; what stands behind them is padding.
            if block.allSatisfy({ $0 == 0 }) { return nil }
            let header = try Header(block, in: file)
            entries += 1
            guard entries <= limits.entries else {
                throw problem(.tooManyFiles(limit: limits.entries))
            }
            guard header.size <= limits.bytes else { throw problem(.tooLarge(limit: limits.bytes)) }
            let path = longPath ?? header.path
            switch header.kind {
            case UInt8(ascii: "0"), 0, UInt8(ascii: "7"):
                let path = try relative(path)
                if path.hasSuffix("/") {
                    try skip(header.size)
                } else if isWanted(path) {
                    guard header.size <= MemoryContent.byteLimit else {
                        throw .invalidContent(path: path, rule: .tooLarge(header.size))
                    }
                    return Entry(path: path, content: try content(header.size))
                } else {
                    try skip(header.size)
                }
            case UInt8(ascii: "5"):
                _ = try relative(path)
                try skip(header.size)
            case UInt8(ascii: "x"):
                longPath = try extendedPath(of: try content(short: header.size)) ?? longPath
                continue
            case UInt8(ascii: "g"):
                guard try extendedPath(of: try content(short: header.size)) == nil else {
                    throw problem(.unknownKind(path: path))
                }
                continue
            case UInt8(ascii: "L"):
                let bytes = try content(short: header.size).prefix { $0 != 0 }
                longPath = try text(bytes)
                continue
            case UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "K"):
                throw problem(.link(path: path))
            case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"):
                throw problem(.device(path: path))
            default: throw problem(.unknownKind(path: path))
            }
            longPath = nil
        }
    }

    private func problem(_ problem: ArchiveProblem) -> CoreError {
        .invalidArchive(file: file, problem: problem)
    }

    private mutating func read(_ count: Int) throws(CoreError) -> [UInt8] {
        let bytes: [UInt8]
        do { bytes = try source.read(count) } catch {
            if case .system("inflate", _, _) = error { throw problem(.damaged) }
            throw .git(error)
        }
        guard source.count <= limits.bytes else { throw problem(.tooLarge(limit: limits.bytes)) }
        return bytes
    }

    private mutating func content(_ size: Int) throws(CoreError) -> [UInt8] {
        var bytes = try read(Self.padded(size))
        guard bytes.count >= size else { throw problem(.damaged) }
        bytes.removeSubrange(size...)
        return bytes
    }

    private mutating func content(short size: Int) throws(CoreError) -> [UInt8] {
        guard size <= Self.headerLimit else { throw problem(.notAnArchive) }
        return try content(size)
    }

    private mutating func skip(_ size: Int) throws(CoreError) {
        var left = Self.padded(size)
        while left > 0 {
            let got = try read(min(left, 1 << 16)).count
            guard got > 0 else { throw problem(.damaged) }
            left -= got
        }
    }

    private static func padded(_ size: Int) -> Int {
        (size + blockSize - 1) / blockSize * blockSize
    }

    /// A path without the `./` that archivers put first; throws for one that leads elsewhere.
    private func relative(_ path: String) throws(CoreError) -> String {
        guard !path.hasPrefix("/") else { throw problem(.climbs(path: path)) }
        var segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !segments.contains("..") else { throw problem(.climbs(path: path)) }
        while segments.count > 1, segments.first == "." { segments.removeFirst() }
        return segments == ["."] ? "/" : segments.joined(separator: "/")
    }

    private func text(_ bytes: some Sequence<UInt8>) throws(CoreError) -> String {
        guard let text = String(validating: Array(bytes), as: UTF8.self) else {
            throw .invalidPath(
                path: String(decoding: Array(bytes), as: UTF8.self), rule: .notUTF8)
        }
        return text
    }

    /// The path in an extended header, whose records are `LENGTH KEY=VALUE\n`.
    private func extendedPath(of bytes: [UInt8]) throws(CoreError) -> String? {
        var rest = bytes[...]
        var path: String?
        while !rest.isEmpty {
            let digits = rest.prefix { $0 != 0x20 }
            guard digits.count <= 6, let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 1, length <= rest.count
            else { throw problem(.notAnArchive) }
            let record = rest.prefix(length)
            guard record.last == 0x0A else { throw problem(.notAnArchive) }
            let pair = record.dropFirst(digits.count + 1).dropLast()
            let key = pair.prefix { $0 != 0x3D }
            let value = pair.dropFirst(key.count + 1)
            switch String(decoding: key, as: UTF8.self) {
            case "path": path = try text(value)
            case "linkpath": throw problem(.link(path: try text(value)))
            // A size here would contradict the header, by which the blocks are counted.
            case "size": throw problem(.unknownKind(path: path ?? ""))
            default: break
            }
            rest = rest.dropFirst(length)
        }
        return path
    }
}

extension TarReader {
    /// The fields of a header block that matter here.
    struct Header {
        let path: String
        let size: Int
        let kind: UInt8

        init(_ block: [UInt8], in file: String) throws(CoreError) {
            let malformed = CoreError.invalidArchive(file: file, problem: .notAnArchive)
            guard let stated = Self.number(block[148..<156]) else { throw malformed }
            var sum = 0
            for (index, byte) in block.enumerated() {
                sum += (148..<156).contains(index) ? 0x20 : Int(byte)
            }
            guard sum == stated, let size = Self.number(block[124..<136]) else { throw malformed }
            let name = block[0..<100].prefix { $0 != 0 }
            let isPOSIX = block[257..<263].elementsEqual(Array("ustar\0".utf8))
            let prefix = isPOSIX ? block[345..<500].prefix { $0 != 0 } : []
            let bytes = prefix.isEmpty ? Array(name) : Array(prefix) + [0x2F] + name
            guard let path = String(validating: bytes, as: UTF8.self) else {
                throw .invalidPath(path: String(decoding: bytes, as: UTF8.self), rule: .notUTF8)
            }
            self.path = path
            self.size = size
            kind = block[156]
        }

        /// An octal number, or one of GNU's base 256; nil when it is neither.
        private static func number(_ field: ArraySlice<UInt8>) -> Int? {
            if let first = field.first, first & 0x80 != 0 {
                guard first == 0x80, field.dropFirst().dropLast(7).allSatisfy({ $0 == 0 }) else {
                    return nil
                }
                return field.suffix(7).reduce(0) { $0 << 8 | Int($1) }
            }
            let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
            guard digits.allSatisfy({ (0x30...0x37).contains($0) }), digits.count <= 12 else {
                return nil
            }
            return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
        }
    }
}
