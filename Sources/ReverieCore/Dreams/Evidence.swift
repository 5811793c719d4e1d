/// Where an item of a dream comes from: places only, so that redaction of what stands there stays possible.
public struct Evidence: Sendable, Hashable, Codable {
    /// Why an engine wrote the item.
    public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
        /// Items that say the same became one.
        case folded
        /// An older value gave way to a newer one.
        case superseded
        /// A session says that what the item speaks of is gone.
        case pruned
        /// A session says that what the item speaks of has another name.
        case renamed
        /// Several sessions say or show it.
        case recurring
        /// The memory moved to a folder of its theme.
        case grouped
    }

    /// A stretch of a memory of the snapshot that the dream read.
    public struct Place: Sendable, Hashable, Codable {
        /// Path of the memory.
        public let path: String
        /// Offset of the first byte.
        public let start: Int
        /// Offset behind the last byte.
        public let end: Int

        /// Describes a place.
        public init(path: String, range: Range<Int>) {
            self.path = path
            start = range.lowerBound
            end = range.upperBound
        }
    }

    /// A stretch of a transcript.
    public struct Passage: Sendable, Hashable, Codable {
        /// The session.
        public let session: String
        /// The event's own name, or its number from 1 where it has none.
        public let event: String
        /// First line of the event in the transcript, from 1.
        public let first: Int
        /// Last line of it.
        public let last: Int

        /// Describes a passage.
        public init(session: String, event: String, first: Int, last: Int) {
            self.session = session
            self.event = event
            self.first = first
            self.last = last
        }
    }

    /// Why.
    public let rule: Rule
    /// The item in the dream; nil where nothing took the place of what went.
    public let item: Place?
    /// What it was made of, in the snapshot that the dream read.
    public let memories: [Place]
    /// What it was made of, in sessions.
    public let sessions: [Passage]

    /// Describes the origin of an item.
    public init(rule: Rule, item: Place?, memories: [Place] = [], sessions: [Passage] = []) {
        self.rule = rule
        self.item = item
        self.memories = memories
        self.sessions = sessions
    }
}
