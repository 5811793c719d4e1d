public import Git

/// Why a fallback stays, or that it may go.
public enum RetentionVerdict: Sendable, Hashable {
    /// Its time is over.
    case expires
    /// Its time runs for so many more credited seconds.
    case running(Int64)
    /// It is one of the last three.
    case amongLast
    /// Somebody asked to keep it.
    case held(reason: String?)
    /// The journal does not say when it was superseded, so nobody can say that its time is over.
    case unknownAge
}

/// Something that retention keeps, and what becomes of it.
public struct Retained: Sendable, Hashable {
    /// Full name of the tag that keeps it.
    public let reference: String
    /// The snapshot.
    public let snapshotID: ObjectID
    /// Time that surely passed since it was superseded or closed, in seconds.
    public let age: Int64?
    /// What becomes of it.
    public let verdict: RetentionVerdict
}

/// What maintenance did.
public struct Maintained: Sendable, Hashable {
    /// All that retention keeps or kept.
    public let retained: [Retained]
    /// Whether anything was carried out, or only looked at.
    public let isDryRun: Bool
}

extension Store {
    /// Time beyond the retention granted that must pass before a promise ends, in seconds: one day.
    static let expiryMargin: Int64 = 86_400

    /// What maintenance would let go, and why the rest stays.
    public func retentionPlan() throws(CoreError) -> [Retained] {
        let records = try journal().map(\.entry).filter { $0.phase == .done }
        let head = try journalHead().map { id throws(CoreError) in
            try repository.journalRecord(id).entry
        }
        let now = JournalEntry.monotone(at: repository.surroundings.now(), after: head)
        let held = Self.holds(records)
        // Longer rules hold for what is there already, shorter ones only for what comes.
        let promised = max(try grantedRetention(isPromised: false), Self.standardRetention)
        let versions = Dictionary(try versions().map { ($0.number, $0.objectID) }) { first, _ in
            first
        }
        var superseding: [ObjectID: JournalEntry] = [:]
        for entry in records where entry.kind.makesVersion {
            if let to = entry.to { superseding[to] = entry }
        }
        let tags = try fallbackTags()
        let last = Set(tags.suffix(Self.fallbacksKept).map(\.number))
        var result = tags.map { number, snapshotID in
            let hold = held[snapshotID] ?? versions[number - 1].flatMap { held[$0] }
            let move = versions[number].flatMap { superseding[$0] }
            return retained(
                references.fallback(number), snapshotID, since: move, now: now, promised: promised,
                hold: hold,
                isAmongLast: last.contains(number))
        }
        for (id, snapshotID) in try closedDreams() {
            let closing = records.first { $0.kind == .close && $0.to == snapshotID }
            result.append(
                retained(
                    references.closed(id), snapshotID, since: closing, now: now, promised: promised,
                    hold: held[snapshotID], isAmongLast: false))
        }
        return result
    }

    private func retained(
        _ reference: String, _ snapshotID: ObjectID, since entry: JournalEntry?, now: Int64,
        promised: Int64, hold: String??, isAmongLast: Bool
    ) -> Retained {
        let age = entry.map { now - $0.monotone }
        let verdict: RetentionVerdict
        if let hold {
            verdict = .held(reason: hold)
        } else if isAmongLast {
            verdict = .amongLast
        } else if let entry, let age {
            let left =
                max(entry.retention ?? 0, promised) + Self.expiryMargin - age
            verdict = left > 0 ? .running(left) : .expires
        } else {
            verdict = .unknownAge
        }
        return Retained(
            reference: reference, snapshotID: snapshotID, age: age, verdict: verdict)
    }

    /// The snapshots that somebody asked to keep, with the reason; entries newest first.
    private static func holds(_ entries: [JournalEntry]) -> [ObjectID: String?] {
        var holds: [ObjectID: String?] = [:]
        for entry in entries.reversed() {
            guard let target = entry.target else { continue }
            if entry.kind == .hold { holds.updateValue(entry.reason, forKey: target) }
            if entry.kind == .release { holds.removeValue(forKey: target) }
        }
        return holds
    }

    private func closedDreams() throws(CoreError) -> [(String, ObjectID)] {
        do {
            return try repository.git.references(withPrefix: references.closed)
                .map { (String($0.name.dropFirst(references.closed.count)), $0.objectID) }
        } catch { throw .git(error) }
    }

    /// Keeps a snapshot, and what was production with it, however old it gets; or ends that.
    public func hold(_ snapshotID: ObjectID, isReleased: Bool, reason: String?) throws(CoreError) {
        let reason = try Provenance.checked(reason)
        _ = try repository.snapshot(snapshotID)
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            try record(isReleased ? .release : .hold, writer: &writer) { entry in
                entry.target = snapshotID
                entry.reason = reason
            }
        }
    }

    /// Ends promises whose time is over, packs objects and references, and fills the ballast.
    ///
    /// Never removes an object that a reference or the journal needs; what is unreachable goes into a pack
    /// of its own and stays. Each run is an entry of the journal, so that time is credited in idle stores.
    public func maintain(dryRun: Bool) throws(CoreError) -> Maintained {
        if dryRun { return Maintained(retained: try retentionPlan(), isDryRun: true) }
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            try record(.maintain, writer: &writer) { _ in }
            let plan = try retentionPlan()
            for item in plan where item.verdict == .expires {
                let change = ReferenceChange(item.reference, from: item.snapshotID, to: nil)
                try record(.expire, writer: &writer, with: [change]) { entry in
                    entry.target = item.snapshotID
                }
            }
            try writer.packEverything()
            repository.ballast.refill(random: repository.surroundings.random)
            return Maintained(retained: plan, isDryRun: false)
        }
    }
}
