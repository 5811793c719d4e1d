internal import FoundationEssentials
internal import Git

/// What became of a transcript that was to be kept.
public struct AddedSession: Sendable, Hashable {
    /// The session.
    public let session: Session
    /// Whether it was there already.
    public let wasPresent: Bool
}

extension Store {
    /// Keeps transcripts on the branch of the sessions, each once, in one step.
    ///
    /// Their bytes are not changed. The journal names the sessions by their keyed digests alone.
    public func addSessions(_ new: [NewSession]) throws(CoreError) -> [AddedSession] {
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let headID = try local(references.sessions)
            let treeID = try headID.map { id throws(CoreError) in
                try repository.snapshot(id).treeID
            }
            let operation = newOperation()
            var batch = try newBatch(
                waitingIn: writer.packs.waitingFolder(operation: operation))
            var edits: [PathEdit] = []
            let key = try sessionKey(in: treeID, batch: &batch, edits: &edits)
            var known: [String: Session] = [:]
            for session in try sessions() { known[session.id] = session }
            var number = known.values.map(\.number).max() ?? 0
            let now = repository.surroundings.now()
            var added: [AddedSession] = []
            var ids: [String] = []
            for new in new {
                let id = key.id(of: new.digest)
                if let session = known[id] {
                    added.append(AddedSession(session: session, wasPresent: true))
                    continue
                }
                number += 1
                let partIDs = try addParts(of: new, to: &batch)
                let paths = SessionLayout.transcript(id, parts: partIDs.count)
                let record = SessionRecord(
                    format: partIDs.count > 1 ? 2 : 1, number: number,
                    name: new.name.flatMap(Self.sessionName), form: new.form, events: new.events,
                    bytes: new.digest.size, added: now)
                let line = Array((try JSONLine.encode(record) + "\n").utf8)
                edits += zip(paths, partIDs).map { PathEdit(path: $0, blobID: $1) }
                edits.append(
                    PathEdit(path: SessionLayout.record(id), blobID: try add(line, to: &batch)))
                let session = Session(id, record, partIDs)
                known[id] = session
                ids.append(id)
                added.append(AddedSession(session: session, wasPresent: false))
            }
            guard !ids.isEmpty else { return added }
            try keep(
                ids, edits, on: headID, treeID, operation: operation, batch: batch, writer: &writer)
            return added
        }
    }

    /// Adds the parts of a transcript, each as soon as it has been read.
    private func addParts(of new: NewSession, to batch: inout ObjectBatch) throws(CoreError)
        -> [ObjectID]
    {
        let meter = TranscriptMeter()
        let next = try new.bytes.measured(by: meter).pieces()
        var partIDs: [ObjectID] = []
        var part: [UInt8] = []
        while let piece = try next() {
            var rest = piece[...]
            while !rest.isEmpty {
                let taken = rest.prefix(SessionLayout.partSize - part.count)
                part += taken
                rest = rest.dropFirst(taken.count)
                guard part.count == SessionLayout.partSize else { continue }
                partIDs.append(try add(part, to: &batch))
                part.removeAll(keepingCapacity: true)
            }
        }
        if !part.isEmpty || partIDs.isEmpty { partIDs.append(try add(part, to: &batch)) }
        guard meter.digest() == new.digest else {
            throw .transcriptChanged(name: new.name)
        }
        return partIDs
    }

    private func keep(
        _ ids: [String], _ edits: [PathEdit], on headID: ObjectID?, _ treeID: ObjectID?,
        operation: String, batch: consuming ObjectBatch, writer: inout Writer
    ) throws(CoreError) {
        let newTreeID = try tree(byApplying: edits, to: treeID ?? .emptyTree, batch: &batch)
        let provenance = Provenance(operation: operation, kind: .session, sessions: ids)
        let message = try provenance.message(
            subject: "\(name): add \(ids.count) \(ids.count == 1 ? "session" : "sessions")",
            body: nil)
        let signature = signature()
        let commitID: ObjectID
        do throws(GitError) {
            commitID = try batch.addCommit(
                tree: newTreeID, parents: headID.map { [$0] } ?? [], author: signature,
                committer: signature, message: message)
        } catch { throw .git(error) }
        let journalID = try journalHead()
        let before = try journalID.map { id throws(CoreError) in
            try repository.journalRecord(id).entry
        }
        var entry = entry(.session, .done, operation: operation, after: before)
        entry.sessions = ids
        let entryID = try addEntry(entry, after: journalID, to: &batch)
        let pack = try writer.install(batch, operation: operation)
        try writer.move([
            ReferenceChange(references.sessions, from: headID, to: commitID),
            ReferenceChange(references.journal, from: journalID, to: entryID),
        ])
        writer.finish(pack)
    }

    /// The secret by which sessions are named; made with the first of them.
    private func sessionKey(
        in treeID: ObjectID?, batch: inout ObjectBatch, edits: inout [PathEdit]
    ) throws(CoreError) -> SessionKey {
        if let treeID, let entry = try repository.entry(at: SessionLayout.key, in: treeID) {
            return SessionKey(bytes: try repository.content(of: entry.objectID))
        }
        var bytes: [UInt8] = []
        while bytes.count < SessionKey.size {
            let random = repository.surroundings.random()
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: random >> (8 * $0)) }
        }
        edits.append(
            PathEdit(path: Array(SessionLayout.key.utf8), blobID: try add(bytes, to: &batch)))
        return SessionKey(bytes: bytes)
    }

    /// The sessions that the store keeps, in the order in which they were added.
    public func sessions() throws(CoreError) -> [Session] {
        guard let headID = try reference(references.sessions) else { return [] }
        let treeID = try repository.snapshot(headID).treeID
        var records: [String: SessionRecord] = [:]
        var parts: [String: [ObjectID]] = [:]
        for (path, entry) in try repository.files(in: treeID) {
            let path = String(decoding: path, as: UTF8.self)
            if path.hasPrefix(SessionLayout.transcripts) {
                // Files come in the order of their paths, and so do the parts of one transcript.
                let name = path.dropFirst(SessionLayout.transcripts.count)
                    .split(separator: "/", maxSplits: 1).first
                parts[String(name ?? ""), default: []].append(entry.objectID)
            } else if path.hasPrefix(SessionLayout.records), path.hasSuffix(".json") {
                let id = String(path.dropFirst(SessionLayout.records.count).dropLast(5))
                let data = Data(try repository.content(of: entry.objectID))
                guard let record = try? JSONDecoder().decode(SessionRecord.self, from: data) else {
                    continue
                }
                guard record.format <= SessionRecord.formatVersion else {
                    throw .newerFormat(what: "list of sessions", version: record.format)
                }
                records[id] = record
            }
        }
        return records.compactMap { id, record in
            parts[id].map { Session(id, record, $0) }
        }
        .sorted { ($0.number, $0.id) < ($1.number, $1.id) }
    }

    /// The transcript of a session, as it was added.
    public func transcript(of session: Session) -> TranscriptBytes {
        let repository = repository
        return TranscriptBytes { () throws(CoreError) in
            var left = session.partIDs[...]
            return { () throws(CoreError) in
                guard let partID = left.popFirst() else { return nil }
                do throws(GitError) {
                    return try repository.git.blob(partID, limit: NewSession.byteLimit)
                } catch { throw .git(error) }
            }
        }
    }

    /// A name that can stand in a list and in a command; nil for another one.
    private static func sessionName(_ name: String) -> String? {
        StoreReferences.isDreamID(name) ? name : nil
    }
}

extension Session {
    fileprivate init(_ id: String, _ record: SessionRecord, _ partIDs: [ObjectID]) {
        self.init(
            id: id, name: record.name, form: record.form, events: record.events,
            bytes: record.bytes, added: record.added, number: record.number, partIDs: partIDs)
    }
}
