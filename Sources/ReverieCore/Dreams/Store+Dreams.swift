public import Git
public import MemoryDiff

/// Where a proposal comes from, as far as it is known.
public struct DreamSource: Sendable, Hashable {
    /// The program that made it, such as `import`.
    public var engine: String
    /// The sessions it read.
    public var sessions: [String] = []
    /// The model it used.
    public var model: String?
    /// What it was told.
    public var instructions: String?
    /// The number of the newest session that production has behind it once the dream is merged.
    public var cursor: Int?
    /// Where the items that it changed come from.
    public var evidence: [Evidence] = []
    /// Names of the canaries whose sessions the engine read; nil when it read none.
    public var canaries: [String]?
    /// The store as the engine wrote it, where what came of canaries was left out of the proposal.
    public var output: [Memory]?
    /// The hosted service's own names for what it was made of.
    public var hosted: HostedOrigin?

    /// Describes a source.
    public init(
        engine: String, sessions: [String] = [], model: String? = nil, instructions: String? = nil
    ) {
        self.engine = engine
        self.sessions = sessions
        self.model = model
        self.instructions = instructions
    }
}

/// A proposal of a whole new store.
public struct Dream: Sendable, Hashable {
    /// What became of a proposal.
    public enum State: String, Sendable, Hashable {
        /// It waits for somebody to decide.
        case open
        /// Production shows it.
        case merged
        /// It was merged, and production went back behind it; nothing merges it again by itself.
        case reverted
        /// It was taken back by name; nobody merges it until somebody releases it.
        case onHold = "on hold"
    }

    /// Its name.
    public let id: String
    /// The proposed store.
    public let head: Snapshot
    /// The snapshot that it read; nil when it has nothing to do with the store's history.
    public let baseID: ObjectID?
    /// What became of it.
    public let state: State
    /// How it came to be.
    public let provenance: Provenance?
    /// Seconds since 1970.
    public let made: Int64
}

extension Store {
    /// Opens a proposal: a branch of its own that starts at the snapshot it read.
    ///
    /// `folder` is one, or a file that ``StoreFile`` reads; `from` is that snapshot (production when nil). Throws ``CoreError/emptyImport(folder:)``,
    /// ``CoreError/nothingProposed`` or ``CoreError/dreamExists(_:)``.
    public func importDream(
        folder: String, from base: ObjectID?, id: String?, source: DreamSource
    ) throws(CoreError) -> Dream {
        let baseID: ObjectID
        if let base { baseID = base } else { baseID = try productionSnapshot().snapshotID }
        let base = try repository.snapshot(baseID)
        return try propose(
            try proposedContents(of: folder, over: base), from: base, id: id, source: source)
    }

    /// Opens a proposal that holds exactly these memories.
    ///
    /// Throws as ``importDream(folder:from:id:source:)`` does, and for paths and contents that no memory has.
    public func propose(
        _ memories: [Memory], from base: Snapshot, id: String?, source: DreamSource
    ) throws(CoreError) -> Dream {
        try propose(try contents(of: memories), from: base, id: id, source: source)
    }

    /// Opens a proposal that holds exactly these files.
    func propose(
        _ contents: consuming FolderContents, from base: Snapshot, id: String?,
        source: DreamSource
    ) throws(CoreError) -> Dream {
        for text in [source.engine, source.model].compactMap({ $0 }) + source.sessions
            + (source.hosted?.names ?? [])
        {
            _ = try Provenance.checked(text)
        }
        let output = try source.output.map { memories throws(CoreError) in
            try self.contents(of: memories)
        }
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            var batch = try newBatch()
            let edits = try replacing(base.treeID, with: &contents, batch: &batch)
            let treeID = try tree(byApplying: edits, to: base.treeID, batch: &batch)
            guard treeID != base.treeID else { throw .nothingProposed }
            let id = if let id { id } else { try newDreamID() }
            let branch = references.dream(id)
            guard Repository.isValidReferenceName(branch), StoreReferences.isDreamID(id) else {
                throw .invalidDreamID(id)
            }
            guard try local(branch) == nil else { throw .dreamExists(id) }

            let operation = newOperation()
            var provenance = Provenance(
                operation: operation, kind: .dream, dream: id,
                base: base.snapshotID.description,
                sessions: source.sessions.isEmpty ? nil : source.sessions, model: source.model,
                instructions: source.instructions, engine: source.engine, cursor: source.cursor,
                evidence: source.evidence.isEmpty ? nil : source.evidence,
                hosted: source.hosted)
            let signature = signature()
            var parentID = base.snapshotID
            if let read = source.canaries {
                provenance.canaries = CanaryTrial(read: read)
                if let output {
                    parentID = try addOutput(
                        output, from: base, of: operation, dream: id, to: &batch)
                    provenance.canaries?.output = parentID.description
                }
            }
            let message = try provenance.message(subject: "\(name): dream \(id)", body: nil)
            let headID: ObjectID
            do throws(GitError) {
                headID = try batch.addCommit(
                    tree: treeID, parents: [parentID], author: signature,
                    committer: signature, message: message)
            } catch { throw .git(error) }
            let journalID = try journalHead()
            let before = try journalID.map { id throws(CoreError) in
                try repository.journalRecord(id).entry
            }
            var entry = entry(.dream, .done, operation: operation, after: before)
            entry.from = base.snapshotID
            entry.to = headID
            entry.dream = id
            let entryID = try addEntry(entry, after: journalID, to: &batch)
            let pack = try writer.install(batch, operation: operation)
            try writer.move([
                ReferenceChange(branch, from: nil, to: headID),
                ReferenceChange(references.journal, from: journalID, to: entryID),
            ])
            writer.finish(pack)
            return try dream(id)
        }
    }

    /// A proposal by its name.
    public func dream(_ id: String) throws(CoreError) -> Dream {
        guard StoreReferences.isDreamID(id), let headID = try reference(references.dream(id))
        else { throw .unknownDream(id) }
        return try dream(id, headID: headID, states: dreamStates(of: id))
    }

    /// All proposals, oldest first.
    public func dreams() throws(CoreError) -> [Dream] {
        let prefix = references.dreams
        let remotePrefix = StoreReferences.remote(prefix) ?? prefix
        var heads: [String: ObjectID] = [:]
        do throws(GitError) {
            for reference in try repository.git.references(withPrefix: remotePrefix) {
                heads[String(reference.name.dropFirst(remotePrefix.count))] = reference.objectID
            }
            for reference in try repository.git.references(withPrefix: prefix) {
                heads[String(reference.name.dropFirst(prefix.count))] = reference.objectID
            }
        } catch { throw .git(error) }
        let states = try dreamStates()
        var dreams: [Dream] = []
        for (id, headID) in heads {
            dreams.append(try dream(id, headID: headID, states: states))
        }
        return dreams.sorted { ($0.made, $0.id) < ($1.made, $1.id) }
    }

    func dream(_ id: String, headID: ObjectID, states: [String: Dream.State])
        throws(CoreError) -> Dream
    {
        let head = try repository.snapshot(headID)
        let (baseID, provenance) = try origin(of: head)
        return Dream(
            id: id, head: head, baseID: baseID, state: states[id] ?? .open,
            provenance: provenance, made: head.author.seconds)
    }

    /// The snapshot that a proposal read: noted by the proposal, or else where its history leaves production's.
    func origin(of head: Snapshot) throws(CoreError) -> (baseID: ObjectID?, provenance: Provenance?)
    {
        var current = head
        for _ in 0..<1000 {
            if let provenance = current.provenance, provenance.kind == .dream,
                let base = provenance.base.flatMap({ ObjectID($0) })
            {
                return (base, provenance)
            }
            guard let parent = current.parentIDs.first else { break }
            current = try repository.snapshot(parent)
        }
        guard let production = try production() else { return (nil, nil) }
        do { return (try repository.git.mergeBase(production, head.snapshotID), nil) } catch {
            throw .git(error)
        }
    }

    /// What became of the dreams that the journal knows; of one alone when it is named.
    ///
    /// Reads from the newest entry back to where the (named) dream was opened.
    private func dreamStates(of only: String? = nil) throws(CoreError) -> [String: Dream.State] {
        var states: [String: Dream.State] = [:]
        var journal = try Journal(head: journalHead(), in: repository)
        // The operation that is effective as of the entry being read.
        var effective: String?
        var isHeadSeen = false
        // The snapshot that production went back to; what was taken back after it is in production again.
        var wentBackTo: ObjectID?
        while let entry = try journal.next()?.entry {
            guard entry.phase == .done else { continue }
            if entry.kind.movesProduction, !isHeadSeen {
                effective = entry.effective
                isHeadSeen = true
            }
            let isEffective = isHeadSeen && entry.operation == effective
            if isEffective, entry.kind.movesProduction { effective = entry.previous }
            if entry.kind.movesProduction {
                if entry.to == wentBackTo { wentBackTo = nil }
                if wentBackTo == nil, try isWayBack(entry) { wentBackTo = entry.target }
            }
            guard let dream = entry.dream, only == nil || dream == only else { continue }
            if entry.kind == .dream {
                if states[dream] == nil { states[dream] = .open }
                if only != nil { break }
            } else if states[dream] == nil {
                switch entry.kind {
                case .merge: states[dream] = isEffective ? .merged : .reverted
                case .revert where wentBackTo == nil: states[dream] = .onHold
                case .release: states[dream] = .reverted
                default: break
                }
            }
        }
        return states
    }
}

extension StoreReferences {
    /// Whether a text can name a dream: letters, digits, `.`, `_`, `-`; at most 100 bytes.
    static func isDreamID(_ text: String) -> Bool {
        guard (1...100).contains(text.utf8.count), text.utf8.first != 0x2D else { return false }
        return text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || [0x2D, 0x2E, 0x5F].contains($0)
        }
    }
}

/// A day of the calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
struct Day {
    let text: String

    init(seconds: Int64, zone minutes: Int) {
        let local = seconds + Int64(minutes) * 60
        let days = (local >= 0 ? local : local - 86_399) / 86_400 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func padded(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        text = "\(year)-\(padded(month))-\(padded(day))"
    }
}
