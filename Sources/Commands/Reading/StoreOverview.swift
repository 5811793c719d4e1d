import Git
import Render
import ReverieCore

/// Where a store stands.
struct StoreOverview {
    /// What became of the store of a day ago.
    enum Yesterday {
        /// There was none.
        case none
        /// It is production.
        case current
        /// It is in production's history; no version was made since.
        case history(ObjectID)
        /// A move superseded it, and it stays restorable until then at least.
        case superseded(ObjectID, until: Int64)
    }

    /// What the journal tells.
    struct Past {
        /// The last version, and how many direct writes followed it.
        let version: HistoryEntry?
        let lastMove: JournalEntry?
        let openDreams: [Dream]
        let fallbacks: [Store.Fallback]
        let yesterday: Yesterday
        let interrupted: JournalEntry?

        init(_ store: Store, now: Int64) throws(CoreError) {
            version = try store.history(withWrites: false, limit: 1).first
            lastMove = try store.lastMove()?.entry
            openDreams = try store.dreams().filter { $0.state == .open }
            fallbacks = try store.fallbacks()
            yesterday = try StoreOverview.yesterday(of: store, at: now - 86_400)
            interrupted = try store.interrupted()
        }
    }

    let store: Store
    let moments: Moments
    let tool: String
    let production: Snapshot
    let memories: Int
    /// Paths of unsaved edits; nothing without a work tree.
    let unsaved: [String]?
    /// Why the work tree could not be read.
    let workTreeProblem: CoreError?
    /// Nothing where the journal cannot be read.
    let past: Past?
    /// Why the journal could not be read.
    let journalProblem: Message?
    let leaseHolder: String?
    let isRemoteCopy: Bool

    init(_ store: Store, moments: Moments, in context: Context) throws(CoreError) {
        self.store = store
        self.moments = moments
        tool = context.program.name
        production = try store.productionSnapshot()
        memories = try store.repository.files(in: production.treeID).count
        (unsaved, workTreeProblem) = Self.trying { () throws(CoreError) in
            try store.unsavedPaths()
        }
        let problem: CoreError?
        (past, problem) = Self.trying { () throws(CoreError) in
            try Past(store, now: moments.now)
        }
        journalProblem = problem.map { Failure($0, in: context).message }
        leaseHolder = store.repository.leaseHolder()
        isRemoteCopy = try store.isRemoteCopy()
    }

    private static func trying<Part>(_ read: () throws(CoreError) -> Part?) -> (Part?, CoreError?) {
        do throws(CoreError) { return (try read(), nil) } catch { return (nil, error) }
    }

    fileprivate static func yesterday(of store: Store, at moment: Int64) throws(CoreError)
        -> Yesterday
    {
        guard let then = try store.entry(at: moment), let id = then.to else { return .none }
        if try store.production() == id { return .current }
        let since = try store.journal { $0.entry.operation == then.operation }
        let versions = since.map(\.entry).filter {
            $0.phase == .done && $0.kind.makesVersion && $0.operation != then.operation
        }
        guard let move = versions.last else { return .history(id) }
        return .superseded(id, until: move.clock + (move.retention ?? Store.standardRetention))
    }

    /// Whether production is where the journal says.
    var isAsJournalled: Bool {
        guard let past else { return false }
        return [nil, production.snapshotID].contains(past.lastMove?.to)
            || past.interrupted?.to == production.snapshotID
    }
}
