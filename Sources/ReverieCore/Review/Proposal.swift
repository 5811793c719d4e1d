public import Git
internal import MemoryDiff

/// What of a dream shall be merged, as its decisions say.
public struct Proposal: Sendable {
    /// The store that the dream read.
    let baseTreeID: ObjectID
    /// The whole store that the dream proposes.
    let dreamTreeID: ObjectID
    /// The paths at which it differs from the snapshot that the dream read.
    public let differences: [PathDifference]
    /// Names of changes that are left out, in the order of the report.
    public let leftOut: [String]
    /// Names of changes in whose place other words stand, in the order of the report.
    public let edited: [String]
    /// Contents that are in no snapshot yet, by the blob's name.
    let contents: [ObjectID: [UInt8]]

    /// Whether it is the dream as it was proposed.
    public var isWhole: Bool { leftOut.isEmpty && edited.isEmpty }

    /// Whether the dream's own tree is what comes of it where nothing else changed: memories are plain files, and a
    /// tree that somebody else wrote may hold what is none.
    var isDream: Bool {
        isWhole && contents.isEmpty
            && differences.allSatisfy { $0.new.map { $0.kind == .file } ?? true }
    }
}

extension Store {
    /// What the changes of a dream are: the difference between the snapshot that it read and its head.
    public func changes(of dream: Dream) throws(CoreError) -> StoreComparison {
        try repository.comparison(from: baseTree(of: dream), to: dream.head.treeID)
    }

    func baseTree(of dream: Dream) throws(CoreError) -> ObjectID {
        guard let baseID = dream.baseID else { return .emptyTree }
        return try repository.snapshot(baseID).treeID
    }

    /// The whole of a dream.
    func wholeProposal(_ dream: Dream) throws(CoreError) -> Proposal {
        let baseTreeID = try baseTree(of: dream)
        return Proposal(
            baseTreeID: baseTreeID, dreamTreeID: dream.head.treeID,
            differences: try repository.differences(from: baseTreeID, to: dream.head.treeID),
            leftOut: [], edited: [], contents: [:])
    }

    /// The base with everything that is accepted and edited, byte for byte; undecided changes count as accepted.
    ///
    /// Throws ``CoreError/inseparable(path:changes:)`` where changes of one file cannot be decided apart.
    public func proposal(
        _ dream: Dream, deciding state: ReviewState, in comparison: StoreComparison
    ) throws(CoreError) -> Proposal {
        var decisions: [String: Selection.Decision] = [:]
        var leftOut: [String] = []
        var edited: [String] = []
        for change in comparison.report.changes {
            guard let decision = state.decisions[change.id]?.decision else { continue }
            switch decision.verdict {
            case .refuse:
                decisions[change.id] = .refuse
                leftOut.append(change.id)
            case .edit:
                guard let blobID = decision.edit else { continue }
                decisions[change.id] = .edit(try repository.content(of: blobID))
                edited.append(change.id)
            case .accept, .defer, .open: break
            }
        }
        guard !decisions.isEmpty else { return try wholeProposal(dream) }
        let baseTreeID = try baseTree(of: dream)
        let whole = try repository.differences(from: baseTreeID, to: dream.head.treeID)
        let parts: [Selection.Part]
        do throws(Selection.Inseparable) {
            parts = try Selection.parts(
                old: comparison.old, new: comparison.new, changes: comparison.report.changes,
                decisions: decisions)
        } catch { throw .inseparable(path: error.path, changes: error.changeIDs) }
        var byPath: [String: Selection.Part] = [:]
        for part in parts { byPath[part.path] = part }
        var contents: [ObjectID: [UInt8]] = [:]
        var differences: [PathDifference] = []
        for difference in whole {
            guard let part = byPath[String(decoding: difference.path, as: UTF8.self)] else {
                differences.append(difference)
                continue
            }
            var entry: TreeEntry?
            if let content = part.content, let model = difference.new ?? difference.old {
                let blobID = Repository.blobID(of: content)
                entry = TreeEntry(name: model.name, kind: model.kind, objectID: blobID)
                if blobID != difference.new?.objectID { contents[blobID] = content }
            }
            guard entry?.objectID != difference.old?.objectID else { continue }
            differences.append(
                PathDifference(path: difference.path, old: difference.old, new: entry))
        }
        return Proposal(
            baseTreeID: baseTreeID, dreamTreeID: dream.head.treeID, differences: differences,
            leftOut: leftOut,
            edited: edited, contents: contents)
    }

    /// What people said and decided about a dream.
    public func reviewState(of dream: Dream) throws(CoreError) -> ReviewState {
        ReviewState(try reviewRecords(of: dream.id), of: dream.id)
    }

    /// The journal from its newest entry back to where a dream was opened.
    func reviewRecords(of dream: String, from head: ObjectID? = nil) throws(CoreError)
        -> [JournalRecord]
    {
        let start: ObjectID?
        if let head { start = head } else { start = try journalHead() }
        var journal = try Journal(head: start, in: repository)
        var records: [JournalRecord] = []
        while let record = try journal.next() {
            records.append(record)
            if record.entry.dream == dream, record.entry.kind == .dream { break }
        }
        return records
    }
}
