/// One thing that happened in a session.
public struct TranscriptEvent: Sendable, Hashable {
    /// Who speaks.
    public enum Speaker: String, Sendable, Hashable, CaseIterable {
        /// The person, whose word about their own wishes counts.
        case user
        /// The agent.
        case agent
        /// A tool: what it was asked and what it answered, which may stem from anybody.
        case tool
        /// The system around the agent.
        case system
    }

    /// What is said.
    public enum Part: Sendable, Hashable {
        /// Text.
        case text(String)
        /// A call of a tool: its name and what it was told, on one line.
        case call(tool: String, words: String)
        /// What a tool answered, and whether it says that it failed.
        case answer(String, failed: Bool)
    }

    /// Its own name; nil where it has none.
    public let id: String?
    /// Its number, from 1.
    public let number: Int
    /// The lines of the transcript that it takes, from 1.
    public let lines: ClosedRange<Int>
    /// Who speaks.
    public let speaker: Speaker
    /// What is said, in order.
    public let parts: [Part]

    /// Describes an event.
    public init(
        id: String?, number: Int, lines: ClosedRange<Int>, speaker: Speaker, parts: [Part]
    ) {
        self.id = id
        self.number = number
        self.lines = lines
        self.speaker = speaker
        self.parts = parts
    }
}

/// The forms in which transcripts are written.
public enum TranscriptForm: String, Sendable, Hashable, CaseIterable {
    /// Events of the hosted service, one a line.
    case hostedEvents = "hosted-events"
    /// What Claude Code keeps of a session, one record a line.
    case claudeCode = "claude-code"
    /// Messages of roles, one a line or in one document.
    case messages
    /// Text in which lines say who speaks.
    case markdown
}

/// What a transcript is, as a whole.
public struct TranscriptSummary: Sendable, Hashable {
    /// The form.
    public var form: TranscriptForm
    /// The name that it gives itself.
    public var name: String?
    /// Number of events.
    public var events = 0
    /// Types of events that are not known here, with how often they occur; they are kept and passed over.
    public var unknownTypes: [String: Int] = [:]
}
