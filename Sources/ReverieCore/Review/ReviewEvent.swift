internal import FoundationEssentials
public import Git

/// What somebody said or decided about a dream, as the journal keeps it.
public struct ReviewEvent: Sendable, Hashable {
    /// What was decided about one change.
    public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
        /// The dream's side shall stand.
        case accept
        /// The base's side shall stand.
        case refuse
        /// Other words shall stand in place of the dream's.
        case edit
        /// Somebody has to look again; the dream is not merged before.
        case `defer`
        /// An earlier decision is taken back.
        case open
    }

    /// One decision.
    public struct Decision: Sendable, Hashable {
        /// Name of the change in the report of the dream; see ``MemoryDiff/Change/id``.
        public let change: String
        /// What was decided.
        public let verdict: Verdict
        /// The words that shall stand, for an edit.
        public let edit: ObjectID?

        /// Describes a decision.
        public init(change: String, verdict: Verdict, edit: ObjectID? = nil) {
            self.change = change
            self.verdict = verdict
            self.edit = edit
        }
    }

    /// What an approval was given for; another one of any of these, and it is outdated.
    public struct Binding: Sendable, Hashable {
        /// The snapshot that the dream read; nil where it has none.
        public let fork: ObjectID?
        /// Production at that time.
        public let production: ObjectID
        /// SHA-256 of the decisions that stood.
        public let decisions: String
        /// The commit of the policy; nil: the built-in one.
        public let policy: ObjectID?
        /// SHA-256 of what the check found in the dream's changes; nil where they could not be merged.
        public let check: String?
    }

    /// The head of the dream that was looked at.
    public let head: ObjectID
    /// What somebody said.
    public var text: String?
    /// The changes that a comment is about; the dream as a whole when empty.
    public var changes: [String] = []
    /// The decisions, by name of the change.
    public var decisions: [Decision] = []
    /// What an approval was given for.
    public var binding: Binding?

    /// An event about a dream's head.
    public init(head: ObjectID) { self.head = head }

    /// Longest comment, in bytes.
    public static let textLimit = 16_384
    /// Most decisions in one event.
    public static let decisionLimit = 20_000
}

/// The form of an event in the line of a journal entry: decisions by verdict, since there may be many.
struct ReviewLine: Codable {
    struct Binding: Codable {
        var fork: String?
        var production: String
        var decisions: String
        var policy: String?
        var check: String?
    }

    var head: String
    var text: String?
    var changes: [String]?
    var accept: [String]?
    var refuse: [String]?
    var `defer`: [String]?
    var open: [String]?
    var edit: [String: String]?
    var binding: Binding?

    init(_ event: ReviewEvent) {
        func names(_ verdict: ReviewEvent.Verdict) -> [String]? {
            let names = event.decisions.filter { $0.verdict == verdict }.map(\.change)
            return names.isEmpty ? nil : names
        }
        head = event.head.description
        text = event.text
        changes = event.changes.isEmpty ? nil : event.changes
        accept = names(.accept)
        refuse = names(.refuse)
        `defer` = names(.defer)
        open = names(.open)
        let edits = event.decisions.compactMap { decision in
            decision.edit.map { (decision.change, $0.description) }
        }
        edit = edits.isEmpty ? nil : Dictionary(edits) { first, _ in first }
        binding = event.binding.map {
            Binding(
                fork: $0.fork?.description, production: $0.production.description,
                decisions: $0.decisions, policy: $0.policy?.description, check: $0.check)
        }
    }

    /// The event; nil when a name in the line is none.
    var event: ReviewEvent? {
        guard let headID = ObjectID(head) else { return nil }
        var event = ReviewEvent(head: headID)
        event.text = text
        event.changes = changes ?? []
        let lists: [(ReviewEvent.Verdict, [String]?)] = [
            (.accept, accept), (.refuse, refuse), (.defer, `defer`), (.open, open),
        ]
        for (verdict, names) in lists {
            event.decisions += (names ?? []).map {
                ReviewEvent.Decision(change: $0, verdict: verdict)
            }
        }
        for (change, blob) in (edit ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let blobID = ObjectID(blob) else { return nil }
            event.decisions.append(
                ReviewEvent.Decision(change: change, verdict: .edit, edit: blobID))
        }
        event.decisions.sort { $0.change < $1.change }
        if let binding {
            guard let production = ObjectID(binding.production),
                (binding.fork ?? binding.production).isObjectID,
                (binding.policy ?? binding.production).isObjectID
            else { return nil }
            event.binding = ReviewEvent.Binding(
                fork: binding.fork.flatMap { ObjectID($0) }, production: production,
                decisions: binding.decisions, policy: binding.policy.flatMap { ObjectID($0) },
                check: binding.check)
        }
        return event
    }
}

extension String {
    fileprivate var isObjectID: Bool { ObjectID(self) != nil }
}
