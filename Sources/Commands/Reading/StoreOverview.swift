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

    let store: Store
    let moments: Moments
    let tool: String
    let production: Snapshot
    let memories: Int
    /// The last version, and how many direct writes followed it.
    let version: HistoryEntry?
    let lastMove: JournalEntry?
    /// Paths of unsaved edits; nothing without a work tree.
    let unsaved: [String]?
    /// Why the work tree could not be read.
    let workTreeProblem: CoreError?
    let openDreams: [Dream]
    let fallbacks: [Store.Fallback]
    let yesterday: Yesterday
    let interrupted: JournalEntry?
    let leaseHolder: String?
    let isRemoteCopy: Bool

    init(_ store: Store, moments: Moments, tool: String) throws(CoreError) {
        self.store = store
        self.moments = moments
        self.tool = tool
        production = try store.productionSnapshot()
        memories = try store.repository.files(in: production.treeID).count
        version = try store.history(withWrites: false, limit: 1).first
        lastMove = try store.lastMove()?.entry
        var problem: CoreError?
        do throws(CoreError) { unsaved = try store.unsavedPaths() } catch {
            problem = error
            unsaved = nil
        }
        workTreeProblem = problem
        openDreams = try store.dreams().filter { $0.state == .open }
        fallbacks = try store.fallbacks()
        yesterday = try Self.yesterday(of: store, at: moments.now - 86_400)
        interrupted = try store.interrupted()
        leaseHolder = store.repository.leaseHolder()
        isRemoteCopy = try store.isRemoteCopy()
    }

    private static func yesterday(of store: Store, at moment: Int64) throws(CoreError)
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
        lastMove?.to == nil || lastMove?.to == production.snapshotID
            || interrupted?.to == production.snapshotID
    }
}
