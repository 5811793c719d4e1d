@_spi(_Unicode) internal import Swift

/// A rule of what a memory's path may be.
public enum PathRule: String, Sendable, Hashable, CaseIterable {
    /// Not valid UTF-8.
    case notUTF8
    /// Empty, or an empty segment, or a leading or trailing slash.
    case emptySegment
    /// `.` or `..` as a segment.
    case dotSegment
    /// More than 20 segments.
    case tooDeep
    /// More than 1,024 bytes, or a segment of more than 255.
    case tooLong
    /// A control character, a format character or a line separator.
    case controlCharacter
    /// Not in Unicode's composed form (NFC).
    case notComposed
    /// A name that git, on some system, takes for its own.
    case gitName
}

/// The path of a memory inside its store: no leading slash, segments joined by slashes.
public struct MemoryPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The text.
    public let description: String

    /// Largest number of segments.
    public static let segmentLimit = 20
    /// Largest size, in bytes, of a path as the hosted service counts it: with its leading slash.
    public static let byteLimit = 1024
    /// Largest size, in bytes, of one segment; what file systems hold.
    static let segmentByteLimit = 255

    /// Accepts a path under the rules; one leading slash, the hosted service's form, is taken off.
    ///
    /// Throws ``CoreError/invalidPath(path:rule:)``.
    public init(_ text: String) throws(CoreError) {
        let path = text.hasPrefix("/") ? String(text.dropFirst()) : text
        if let rule = Self.brokenRule(path) { throw .invalidPath(path: text, rule: rule) }
        description = path
    }

    /// Accepts a path as bytes.
    public init(bytes: [UInt8]) throws(CoreError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .invalidPath(path: String(decoding: bytes, as: UTF8.self), rule: .notUTF8)
        }
        try self.init(text)
    }

    /// The first rule that a path breaks; nil when it breaks none.
    public static func brokenRule(_ path: String) -> PathRule? {
        guard path.utf8.count + 1 <= byteLimit else { return .tooLong }
        let segments = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard !segments.contains(where: \.isEmpty) else { return .emptySegment }
        guard segments.count <= segmentLimit else { return .tooDeep }
        for scalar in path.unicodeScalars where isForbidden(scalar) { return .controlCharacter }
        for segment in segments {
            if segment.count > segmentByteLimit { return .tooLong }
            if segment.elementsEqual([0x2E]) || segment.elementsEqual([0x2E, 0x2E]) {
                return .dotSegment
            }
            if isGitName(Array(segment)) { return .gitName }
        }
        guard path.utf8.allSatisfy({ $0 < 0x80 }) || isComposed(path) else { return .notComposed }
        return nil
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value < 0x20 }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return false
        }
    }

    private static func isComposed(_ path: String) -> Bool {
        path.unicodeScalars.elementsEqual(path._nfc)
    }

    /// `.git` and what NTFS and HFS+ take for it, and the files that configure git from within a tree.
    private static func isGitName(_ segment: [UInt8]) -> Bool {
        let folded = segment.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        if folded.starts(with: Array(".git".utf8)) { return true }
        let short = Array("git~".utf8)
        if folded.starts(with: short), folded.count > 4, (0x30...0x39).contains(folded[4]) {
            return true
        }
        return folded.contains(0x5C)
            && folded.split(separator: 0x5C).contains { isGitName(Array($0)) }
    }

    /// Orders by bytes, as git does.
    public static func < (left: MemoryPath, right: MemoryPath) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }

    var bytes: [UInt8] { Array(description.utf8) }
}

/// A rule of what a memory's content may be.
public enum ContentRule: Sendable, Hashable {
    /// Not valid UTF-8.
    case notUTF8
    /// More than 102,400 bytes; the size found.
    case tooLarge(Int)
}

/// The rules of what a memory's content may be.
public enum MemoryContent {
    /// Largest size, in bytes.
    public static let byteLimit = 102_400

    /// Throws ``CoreError/invalidContent(path:rule:)`` for content that no memory may have.
    public static func check(_ content: [UInt8], at path: MemoryPath) throws(CoreError) {
        guard content.count <= byteLimit else {
            throw .invalidContent(path: path.description, rule: .tooLarge(content.count))
        }
        guard String(validating: content, as: UTF8.self) != nil else {
            throw .invalidContent(path: path.description, rule: .notUTF8)
        }
    }
}
