internal import Git
internal import MemoryDiff

/// One decision as somebody makes it.
public struct RequestedDecision: Sendable, Hashable {
    /// Name of the change, or how it starts.
    public let change: String
    /// What is decided.
    public let verdict: ReviewEvent.Verdict
    /// The words that shall stand, for an edit.
    public let words: [UInt8]?

    /// Decides about a change.
    public init(_ change: String, _ verdict: ReviewEvent.Verdict, words: [UInt8]? = nil) {
        self.change = change
        self.verdict = verdict
        self.words = words
    }
}

extension Store {
    /// Says something about a dream, or about some of its changes.
    ///
    /// Throws ``CoreError/invalidMessage`` for words with control characters or too many of them.
    public func comment(dream id: String, _ text: String, changes: [String] = [])
        throws(CoreError)
    {
        let text = try Self.checkedComment(text)
        try say(.comment, id) { dream, event throws(CoreError) in
            event.text = text
            if !changes.isEmpty {
                let names = try self.changes(of: dream).report.changes.map(\.id)
                event.changes = try changes.map { change throws(CoreError) in
                    try Self.change(change, among: names, of: id)
                }
            }
        }
    }

    /// Agrees to a dream as it is now, with the decisions that stand now.
    ///
    /// Throws ``CoreError/notAPerson(_:)``, and ``CoreError/conflicts(_:production:)`` where there is nothing
    /// that could be merged.
    public func approve(dream id: String, _ text: String? = nil) throws(CoreError) {
        let actor = repository.surroundings.actor
        guard actor.kind == .person else { throw .notAPerson(actor.kind) }
        let text = try text.map(Self.checkedComment)
        try say(.approve, id) { dream, event throws(CoreError) in
            event.text = text
            event.binding = try Reviewing(store: self, dream: dream).binding()
        }
    }

    /// Wants the dream changed, or not at all, or takes back what the same person said before.
    public func object(
        _ kind: JournalEntry.Kind, dream id: String, _ text: String?
    ) throws(CoreError) {
        let text = try text.map(Self.checkedComment)
        try say(kind, id) { _, event throws(CoreError) in event.text = text }
    }

    /// Decides about changes of a dream, as one event; answers the changes' full names in the order of the decisions.
    ///
    /// Words of an edit are kept on the branch `review/<id>` and not in the journal. Throws
    /// ``CoreError/unknownChange(_:dream:)`` and ``CoreError/ambiguousChange(_:candidates:)``.
    @discardableResult
    public func decide(dream id: String, _ requests: [RequestedDecision]) throws(CoreError)
        -> [String]
    {
        guard requests.count <= ReviewEvent.decisionLimit else { throw .invalidMessage }
        return try decide(dream: id) { names throws(CoreError) in
            try requests.map { request throws(CoreError) in
                RequestedDecision(
                    try Self.change(request.change, among: names, of: id), request.verdict,
                    words: request.words)
            }
        }
    }

    private func decide(
        dream id: String, _ choose: ([String]) throws(CoreError) -> [RequestedDecision]
    ) throws(CoreError) -> [String] {
        let names = try changes(of: dream(id)).report.changes.map(\.id)
        let chosen = try choose(names)
        for decision in chosen {
            guard let words = decision.words else { continue }
            guard words.count <= MemoryContent.byteLimit,
                String(validating: words, as: UTF8.self) != nil
            else { throw .invalidContent(path: decision.change, rule: .notUTF8) }
        }
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            try requireSigningKey()
            let dream = try openDream(id)
            var batch = try newBatch()
            var edits: [PathEdit] = []
            var event = ReviewEvent(head: dream.head.snapshotID)
            for decision in chosen {
                var blobID: ObjectID?
                if decision.verdict == .edit {
                    let blob = try add(decision.words ?? [], to: &batch)
                    edits.append(
                        PathEdit(path: Array("edits/\(decision.change)".utf8), blobID: blob))
                    blobID = blob
                }
                event.decisions.append(
                    ReviewEvent.Decision(
                        change: decision.change, verdict: decision.verdict, edit: blobID))
            }
            var moves: [ReferenceChange] = []
            if !edits.isEmpty {
                moves.append(try keep(edits, of: dream, in: &batch))
            }
            try record(.decide, event, of: dream, batch: batch, moves, writer: &writer)
        }
        return chosen.map(\.change)
    }

    /// Puts words of reviewers where no clean-up takes them: on a branch of their own.
    private func keep(
        _ edits: [PathEdit], of dream: Dream, in batch: inout ObjectBatch
    ) throws(CoreError) -> ReferenceChange {
        let branch = references.review(dream.id)
        let before = try local(branch)
        let treeID = try before.map { id throws(CoreError) in
            try repository.snapshot(id).treeID
        }
        let tree = try tree(byApplying: edits, to: treeID ?? .emptyTree, batch: &batch)
        let signature = signature()
        let commitID: ObjectID
        do throws(GitError) {
            commitID = try batch.addCommit(
                tree: tree, parents: before.map { [$0] } ?? [], author: signature,
                committer: signature, message: "\(name): words for dream \(dream.id)\n")
        } catch { throw .git(error) }
        return ReferenceChange(branch, from: before, to: commitID)
    }

    private func say(
        _ kind: JournalEntry.Kind, _ id: String,
        fill: (Dream, inout ReviewEvent) throws(CoreError) -> Void
    ) throws(CoreError) {
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            if kind != .comment { try requireSigningKey() }
            let dream = try openDream(id)
            var event = ReviewEvent(head: dream.head.snapshotID)
            try fill(dream, &event)
            try record(kind, event, of: dream, batch: newBatch(), [], writer: &writer)
        }
    }

    private func record(
        _ kind: JournalEntry.Kind, _ event: ReviewEvent, of dream: Dream,
        batch: consuming ObjectBatch, _ moves: [ReferenceChange], writer: inout Writer
    ) throws(CoreError) {
        let headID = try local(references.journal)
        let head = try headID.map { id throws(CoreError) in
            try repository.journalRecord(id).entry
        }
        var entry = entry(kind, .done, operation: newOperation(), after: head)
        entry.dream = dream.id
        entry.review = event
        let entryID = try addEntry(entry, after: headID, to: &batch)
        let pack = try writer.install(batch, operation: entry.operation)
        try writer.move(moves + [ReferenceChange(references.journal, from: headID, to: entryID)])
        writer.finish(pack)
    }

    private func openDream(_ id: String) throws(CoreError) -> Dream {
        let dream = try dream(id)
        guard dream.state != .merged else { throw .notOpen(dream: id, dream.state) }
        return dream
    }

    /// The one name that a text means.
    static func change(_ text: String, among names: [String], of dream: String)
        throws(CoreError) -> String
    {
        if names.contains(text) { return text }
        let found = names.filter { !text.isEmpty && $0.hasPrefix(text) }
        guard let only = found.first else { throw .unknownChange(text, dream: dream) }
        guard found.count == 1 else { throw .ambiguousChange(text, candidates: found) }
        return only
    }

    private static func checkedComment(_ text: String) throws(CoreError) -> String {
        guard text.utf8.count <= ReviewEvent.textLimit,
            let checked = try Provenance.checked(text),
            checked.contains(where: { !$0.isWhitespace })
        else { throw .invalidMessage }
        return checked
    }
}
