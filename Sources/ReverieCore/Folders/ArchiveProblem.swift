/// Why an archive or a listing is not read as a store.
public enum ArchiveProblem: Sendable, Hashable {
    /// Compressed content that is damaged, or ends too early.
    case damaged
    /// A block that is no header of a tape archive.
    case notAnArchive
    /// An entry that leads out of the archive, or to the root of a file system.
    case climbs(path: String)
    /// A symbolic or hard link.
    case link(path: String)
    /// A device, a pipe or another thing that is no file.
    case device(path: String)
    /// A kind of entry that is not read, such as a sparse file.
    case unknownKind(path: String)
    /// Two entries of one path.
    case duplicate(path: String)
    /// More files than any store may have; the limit.
    case tooManyFiles(limit: Int)
    /// More content than any store may have; the limit in bytes.
    case tooLarge(limit: Int)
    /// A listing that is not JSON, or not of entries; the number of the line or of the entry, from 1.
    case malformedEntry(number: Int)
    /// An entry of a listing without content.
    case noContent(path: String)
}

/// How much one archive or listing may hold.
public struct ArchiveLimits: Sendable, Hashable {
    /// Largest number of entries, folders included.
    public var entries = 200_000
    /// Largest number of bytes that an archive unpacks to.
    public var bytes = 1 << 30

    /// The limits for everybody.
    public init() {}
}
