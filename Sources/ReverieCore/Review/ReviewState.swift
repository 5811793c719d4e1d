public import Git

/// What people said and decided about one dream so far: the sum of the journal's events about it.
///
/// An event supersedes those that its author could know of. Events of two clones that knew nothing of each other
/// stand side by side; where they contradict each other nobody's clock decides.
public struct ReviewState: Sendable, Hashable {
    /// An event where it stands.
    public struct Said: Sendable, Hashable {
        /// The journal's entry.
        public let entryID: ObjectID
        /// Who.
        public let actor: Actor
        /// When, in seconds since 1970.
        public let clock: Int64
        /// Approval, request, rejection, withdrawal, comment or decisions.
        public let kind: JournalEntry.Kind
        /// What.
        public let event: ReviewEvent
    }

    /// A decision that stands.
    public struct Decided: Sendable, Hashable {
        /// What was decided.
        public let decision: ReviewEvent.Decision
        /// Who.
        public let actor: Actor
        /// When, in seconds since 1970.
        public let clock: Int64
        /// The journal's entry.
        public let entryID: ObjectID
    }

    /// Decisions that stand, by name of the change; those that contradict each other are not among them.
    public private(set) var decisions: [String: Decided] = [:]
    /// Decisions about one change that contradict each other, by name of the change.
    public private(set) var contradictions: [String: [Decided]] = [:]
    /// What each person thinks of the dream as a whole: the last approval, request or rejection, oldest first.
    public private(set) var stances: [Said] = []
    /// Everything that was said, oldest first.
    public private(set) var comments: [Said] = []
    /// Entries that nobody proved to be those of whom they name, where the rules ask for signatures.
    public let unproven: [ObjectID: SSHKeygen.Finding]
    /// Who opened the dream; nil when the journal does not know.
    public private(set) var launcher: Actor?

    /// Reads the events about a dream out of records, which come newest first and each before those it follows.
    ///
    /// What is unproven takes nothing back: not what others said, and not what the one said whose name it bears.
    init(
        _ records: [JournalRecord], of dream: String,
        unproven: [ObjectID: SSHKeygen.Finding] = [:]
    ) {
        let log = ReviewLog(records, of: dream)
        self.unproven = unproven
        launcher = log.launcher
        var byChange: [String: [Int]] = [:]
        var byPerson: [String: [Int]] = [:]
        for (index, said) in log.said.enumerated() {
            switch said.kind {
            case .decide:
                for decision in said.event.decisions {
                    byChange[decision.change, default: []].append(index)
                }
            case .approve, .requestChanges, .reject, .withdraw:
                byPerson[said.actor.email, default: []].append(index)
            default: break
            }
            if said.event.text != nil { comments.append(said) }
        }
        for (change, events) in byChange {
            let last = log.latest(of: events).compactMap { index -> Decided? in
                let said = log.said[index]
                return said.event.decisions.last { $0.change == change }
                    .map {
                        Decided(
                            decision: $0, actor: said.actor, clock: said.clock,
                            entryID: said.entryID)
                    }
            }
            guard let first = last.first else { continue }
            if Set(last.map(\.decision)).count > 1 {
                contradictions[change] = last
            } else if first.decision.verdict != .open {
                decisions[change] = last.last ?? first
            }
        }
        var standing: [Int] = []
        for (_, events) in byPerson {
            let doubtful = events.filter { unproven[log.said[$0].entryID] != nil }
            let proven = events.filter { !doubtful.contains($0) }
            let last = log.latest(of: proven)
            standing += log.unknown(to: proven, of: doubtful).filter {
                log.said[$0].kind != .withdraw
            }
            // Of two that did not know of each other, the one that holds the merge up stands.
            let chosen = last.first { log.said[$0].kind != .approve } ?? last.last
            if let chosen, log.said[chosen].kind != .withdraw { standing.append(chosen) }
        }
        stances = standing.sorted().map { log.said[$0] }
    }

    /// The decisions in an order and a form that is the same everywhere.
    var canonicalBytes: [UInt8] {
        var text = "reverie-decisions-1\n"
        for (change, decided) in decisions.sorted(by: { $0.key < $1.key }) {
            text += "\(change) \(decided.decision.verdict.rawValue)"
            text += decided.decision.edit.map { " \($0)\n" } ?? "\n"
        }
        for change in contradictions.keys.sorted() { text += "\(change) contradiction\n" }
        return Array(text.utf8)
    }

    /// Names of the changes about which two states differ.
    func differences(from other: ReviewState) -> [String] {
        let names = Set(decisions.keys).union(other.decisions.keys)
            .union(contradictions.keys).union(other.contradictions.keys)
        return names.filter {
            decisions[$0]?.decision != other.decisions[$0]?.decision
                || (contradictions[$0] == nil) != (other.contradictions[$0] == nil)
        }
        .sorted()
    }
}

/// The events about one dream, oldest first, and which of them follow which.
private struct ReviewLog {
    private(set) var said: [ReviewState.Said] = []
    private(set) var launcher: Actor?
    /// For each event those that its author knew of.
    private var known: [Set<Int>] = []

    init(_ records: [JournalRecord], of dream: String) {
        // What is known after an entry. Lines that share a set share its storage.
        var after: [ObjectID: Set<Int>] = [:]
        for record in records.reversed() {
            var before: Set<Int> = []
            for parent in record.parentIDs {
                guard let more = after[parent] else { continue }
                if before.isEmpty { before = more } else { before.formUnion(more) }
            }
            if record.entry.dream == dream, record.entry.kind == .dream {
                launcher = record.entry.actor
            }
            if record.entry.dream == dream, let event = record.entry.review {
                known.append(before)
                before.insert(said.count)
                said.append(
                    ReviewState.Said(
                        entryID: record.entryID, actor: record.entry.actor,
                        clock: record.entry.clock, kind: record.entry.kind, event: event))
            }
            after[record.entryID] = before
        }
    }

    /// Those of some events that none of the others follows, oldest first.
    func latest(of events: [Int]) -> [Int] { unknown(to: events, of: events) }

    /// Those of some events that none of the others follows, oldest first.
    func unknown(to followers: [Int], of events: [Int]) -> [Int] {
        let superseded = followers.reduce(into: Set<Int>()) { $0.formUnion(known[$1]) }
        return events.filter { !superseded.contains($0) }
    }
}
