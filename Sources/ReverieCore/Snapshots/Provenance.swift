internal import FoundationEssentials
internal import Git

/// What must travel with a snapshot, how it came to be; the last line of the commit's message.
public struct Provenance: Sendable, Hashable, Codable {
    /// Version of the format.
    public var format = Provenance.formatVersion
    /// The operation that made the snapshot.
    public var operation: String
    /// What that operation was.
    public var kind: JournalEntry.Kind
    /// The dream that proposed it.
    public var dream: String?
    /// The snapshot that a dream read, as 40 hexadecimal digits.
    public var base: String?
    /// The sessions it stems from.
    public var sessions: [String]?
    /// The model that a dream used.
    public var model: String?
    /// What the dream was told.
    public var instructions: String?
    /// The program that produced it, such as `import`.
    public var engine: String?
    /// The number of the newest session that production has behind it once this dream is merged.
    public var cursor: Int?
    /// Where the items that the dream changed come from: places and rules, no text.
    public var evidence: [Evidence]?
    /// The canaries whose sessions the dream read.
    public var canaries: CanaryTrial?
    /// The hosted service's own names for what a dream was made of.
    public var hosted: HostedOrigin?
    /// The operation whose effect production shows with this snapshot.
    public var effective: String?

    static let formatVersion = 1
    static let trailerKey = "Reverie: "

    /// The commit message: a subject, what the author says, and the provenance as its last line.
    package func message(subject: String, body: String?) throws(CoreError) -> String {
        var text = subject + "\n\n"
        if let body, !body.isEmpty { text += body + "\n\n" }
        return text + Self.trailerKey + (try JSONLine.encode(self)) + "\n"
    }

    /// Reads the provenance off a commit message; nil when it carries none.
    package static func parse(message: String) -> Provenance? {
        guard let line = message.split(separator: "\n").last, line.hasPrefix(trailerKey) else {
            return nil
        }
        let data = Data(line.dropFirst(trailerKey.count).utf8)
        guard let found = try? JSONDecoder().decode(Provenance.self, from: data),
            found.format <= formatVersion
        else { return nil }
        return found
    }

    /// Text that a person gave, made safe for a commit message and for whoever prints one.
    ///
    /// Throws ``CoreError/invalidMessage`` for control and format characters, which could act on a terminal,
    /// and for a line that would pass for provenance.
    static func checked(_ text: String?) throws(CoreError) -> String? {
        guard let text else { return nil }
        for scalar in text.unicodeScalars where scalar != "\n" && scalar != "\t" {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                throw CoreError.invalidMessage
            default: break
            }
        }
        for line in text.split(separator: "\n") where line.hasPrefix(trailerKey) {
            throw CoreError.invalidMessage
        }
        guard text.utf8.count <= 1 << 16 else { throw CoreError.invalidMessage }
        return text
    }
}
