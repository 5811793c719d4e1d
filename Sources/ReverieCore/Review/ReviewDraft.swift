internal import FoundationEssentials
internal import Git
internal import MemoryDiff

/// Decisions of one reviewer on this machine that are not in the journal yet.
///
/// A line for each decision, on disk before the next key is read: a session that dies loses nothing, and the next
/// one goes on with it. Lines that a crash cut off are passed over.
public struct ReviewDraft {
    private struct Line: Codable {
        var head: String
        var change: String
        var verdict: String
        var words: String?
    }

    private let path: String
    /// The folder that it lies in.
    public let folder: String
    private let head: String

    init(_ dream: Dream, of store: Store) {
        folder = store.repository.privateFolder + "/drafts/\(store.name)"
        path = folder + "/" + dream.id
        head = dream.head.snapshotID.description
    }

    /// The decisions, the last one about each change, in the order in which they were made.
    public func decisions() -> [RequestedDecision] {
        guard let bytes = try? FileSystem.read(path, limit: 1 << 26) else { return [] }
        let decoder = JSONDecoder()
        var found: [RequestedDecision] = []
        for text in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let line = try? decoder.decode(Line.self, from: Data(text)),
                let verdict = ReviewEvent.Verdict(rawValue: line.verdict)
            else { continue }
            found.append(
                RequestedDecision(line.change, verdict, words: line.words.map { Array($0.utf8) }))
        }
        var last: [String: Int] = [:]
        for (index, decision) in found.enumerated() { last[decision.change] = index }
        return found.enumerated().filter { last[$1.change] == $0 }.map(\.element)
    }

    /// Adds a decision.
    public func add(_ decision: RequestedDecision) throws(CoreError) {
        let line = Line(
            head: head, change: decision.change, verdict: decision.verdict.rawValue,
            words: decision.words.map { String(decoding: $0, as: UTF8.self) })
        let text = try JSONLine.encode(line) + "\n"
        do throws(GitError) {
            try FileSystem.createFolder(folder)
            try FileSystem.append(Array(text.utf8), to: path)
        } catch { throw .git(error) }
    }

    /// A file of this machine alone in which a reviewer may write words for a change.
    public func wordsFile(for change: String) -> String { folder + "/words-\(change).md" }

    /// Forgets the decisions, because the journal has them.
    public func remove() throws(CoreError) {
        guard FileSystem.exists(path) else { return }
        do { try FileSystem.remove(path) } catch { throw .git(error) }
    }
}

extension Store {
    /// Where decisions about a dream are kept until they are in the journal.
    public func draft(of dream: Dream) -> ReviewDraft { ReviewDraft(dream, of: self) }

    /// Puts the decisions that were drafted here into the journal, as one event; answers how many there were.
    ///
    /// Decisions about changes that the dream no longer has are dropped.
    @discardableResult
    public func submitDraft(of dream: Dream) throws(CoreError) -> Int {
        let draft = draft(of: dream)
        let present = Set(try changes(of: dream).report.changes.map(\.id))
        let decisions = draft.decisions().filter { present.contains($0.change) }
        if !decisions.isEmpty { try decide(dream: dream.id, decisions) }
        try draft.remove()
        return decisions.count
    }
}
