public import Git

/// A transcript that the store keeps: what one session of an agent said and did.
public struct Session: Sendable, Hashable {
    /// Its name here: `s-` and 16 digits of a digest of the content, keyed per repository.
    public let id: String
    /// The name that the transcript gives itself, or its file had; nil where that is none that can be used.
    public let name: String?
    /// The form in which it was written.
    public let form: String
    /// Number of its events.
    public let events: Int
    /// Size in bytes.
    public let bytes: Int
    /// When it was added, in seconds since 1970.
    public let added: Int64
    /// Its number in the order in which sessions were added, from 1.
    public let number: Int
    /// The parts of the transcript, in order; a short one has one part.
    public let partIDs: [ObjectID]
}

/// A transcript that shall be kept.
public struct NewSession {
    /// The transcript, as it was found.
    public let bytes: TranscriptBytes
    /// What it holds, as whoever read it found; it is not kept where it holds something else by now.
    public let digest: TranscriptDigest
    /// The name that it gives itself, or its file has.
    public let name: String?
    /// The form in which it is written.
    public let form: String
    /// Number of its events.
    public let events: Int

    /// Describes a transcript.
    public init(
        _ bytes: TranscriptBytes, digest: TranscriptDigest, name: String?, form: String, events: Int
    ) {
        self.bytes = bytes
        self.digest = digest
        self.name = name
        self.form = form
        self.events = events
    }

    /// Largest size of a transcript, in bytes.
    public static let byteLimit = 1 << 28
}

/// Which sessions a dream shall read.
public enum SessionSelection: Sendable, Hashable {
    /// Those that no dream in production has read, oldest first.
    case sinceLastDream
    /// The newest ones.
    case last(Int)
    /// These.
    case named([String])

    /// Largest number of sessions that one dream reads.
    public static let limit = 100
}

/// The sessions that a dream reads.
public struct SelectedSessions: Sendable, Hashable {
    /// They, oldest first.
    public let sessions: [Session]
    /// Number of sessions that fit the selection and are left for the next dream.
    public let waiting: Int
    /// The number of the newest session that a dream of these has behind it.
    public let cursor: Int
}
