/// A dream at the hosted service that is under way: what was asked for, and how far it is.
///
/// Noted durably before each step that the service would do twice if it were asked twice.
public struct DreamJob: Codable, Sendable, Hashable {
    /// What becomes of the store that the dream reads.
    public enum Behavior: String, Codable, Sendable, Hashable {
        /// The result is a store of its own.
        case createNew = "create_new"
        /// The result takes its place.
        case updateExisting = "update_existing"
    }

    /// The newest dreams of the service before this one was asked for.
    public struct Mark: Codable, Sendable, Hashable {
        /// When the newest of them was made, in the service's words; nil when there was none.
        var time: String?
        /// They.
        var dreams: [String]
    }

    /// A session that was made at the service for a canary of the policy.
    public struct CanarySession: Codable, Sendable, Hashable {
        /// The canary.
        public internal(set) var canary: String
        /// The service's name for the session; nil until it is there.
        var session: String?
        /// Whether it holds what the canary says.
        var isFilled = false
    }

    /// How far it is.
    public enum Phase: String, Sendable, Hashable, CaseIterable {
        /// The hosted store is not known yet.
        case findStore = "find-store"
        /// The hosted store is not yet equal to the snapshot, or the canaries are not yet there.
        case prepare
        /// The dream is not asked for yet, or its name was lost.
        case start
        /// The dream is under way, or over and not yet taken.
        case wait
    }

    static let formatVersion = 1

    var format = DreamJob.formatVersion
    /// Its name here.
    public let id: String
    /// The snapshot that it reads, as 40 hexadecimal digits.
    public internal(set) var base: String
    /// What becomes of the store that it reads.
    public let behavior: Behavior
    /// The model.
    public let model: String
    /// What the dream is told.
    public let instructions: String?
    /// The sessions that it reads, by their names here.
    public let sessions: [String]
    /// The same, by their names at the service.
    public let hostedSessions: [String]
    /// The number of the newest session that production has behind it once the dream is merged.
    public let cursor: Int
    /// The agent and the environment of the service in which canary sessions are made; nil: none are.
    let agent: String?
    let environment: String?
    /// Canaries that travel along.
    public internal(set) var canaries: [CanarySession]
    /// The hosted store that it reads.
    public internal(set) var store: String?
    var mark: Mark?
    /// The service's name for it.
    public internal(set) var dream: String?

    /// Describes a dream that is to be asked for.
    public init(
        id: String, base: String, behavior: Behavior, model: String, instructions: String?,
        sessions: [String], hostedSessions: [String], cursor: Int, store: String?,
        canaries: [String] = [], agent: String? = nil, environment: String? = nil
    ) {
        self.id = id
        self.base = base
        self.behavior = behavior
        self.model = model
        self.instructions = instructions
        self.sessions = sessions
        self.hostedSessions = hostedSessions
        self.cursor = cursor
        self.store = store
        self.agent = agent
        self.environment = environment
        self.canaries = canaries.map { CanarySession(canary: $0, session: nil) }
    }

    /// How far it is.
    public var phase: Phase {
        if dream != nil { return .wait }
        if mark != nil { return .start }
        return store == nil ? .findStore : .prepare
    }

    /// Whether it has no session to read, which the service does not take.
    public var readsNothing: Bool { hostedSessions.isEmpty && canaries.isEmpty }

    /// Whether the service may be writing to a hosted store for it.
    func rewrites(_ hosted: String) -> Bool {
        behavior == .updateExisting && store == hosted && mark != nil
    }

    /// All sessions at the service, those of the canaries included, sorted as the service shows them.
    var readSessions: [String] {
        (hostedSessions + canaries.compactMap(\.session)).sorted()
    }

    /// Whether a dream of the service is what this one asks for.
    func fits(_ object: DreamObject) -> Bool {
        guard object.model.id == model, object.instructions == instructions,
            object.outputBehavior?.type ?? Behavior.createNew.rawValue == behavior.rawValue,
            let mark, !mark.dreams.contains(object.id)
        else { return false }
        let stores = object.inputs.compactMap(\.memoryStoreId)
        let sessions = object.inputs.compactMap(\.sessionIds).flatMap { $0 }.sorted()
        return stores == [store] && sessions == readSessions
    }
}
