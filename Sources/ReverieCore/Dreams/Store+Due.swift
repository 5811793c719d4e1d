public import Git
public import Guardrails

/// Whether the next dream is due, and by what.
public struct DreamDue: Sendable, Hashable {
    /// Sessions that neither production nor an open dream has behind it.
    public let waiting: Int
    /// When the newest dream was opened, in seconds since 1970; nil before the first.
    public let lastDream: Int64?
    /// When production moved last, in seconds since 1970; nil for a store without a move.
    public let lastMove: Int64?
    /// Whether the policy asks for a dream now.
    public let isDue: Bool
    /// Whether the policy says at all when dreams are due.
    public let isRuled: Bool
}

extension Store {
    /// Whether the next dream is due under a policy; an open dream counts as having happened.
    public func dreamDue(under due: Due) throws(CoreError) -> DreamDue {
        var cursor = try dreamCursor()
        for dream in try dreams() where dream.state == .open {
            cursor = max(cursor, dream.provenance?.cursor ?? 0)
        }
        let waiting = try sessions().count { $0.number > cursor }
        let entries = try journal().map(\.entry).filter { $0.phase == .done }
        let lastDream = entries.first { $0.kind == .dream }?.clock
        let lastMove = entries.first { $0.kind.movesProduction }?.clock
        let now = repository.surroundings.now()
        let begin = lastDream ?? entries.last?.clock ?? now
        let isAsked =
            due.sessions.map { waiting >= $0 } ?? false
            || (due.hours.map { now - begin >= Int64($0) * 3600 } ?? false)
        let isIdle = due.idleMinutes.map { now - (lastMove ?? 0) >= Int64($0) * 60 } ?? true
        return DreamDue(
            waiting: waiting, lastDream: lastDream, lastMove: lastMove, isDue: isAsked && isIdle,
            isRuled: due.sessions != nil || due.hours != nil)
    }

    /// The right to dream when it is due, held by one process at a time; nil when another one dreams.
    public func takeDreamLease() throws(CoreError) -> Lease? {
        do throws(GitError) {
            try FileSystem.createFolder(repository.privateFolder)
            return try Lease.take(
                at: repository.privateFolder + "/dream-\(name)", note: repository.surroundings.note)
        } catch { throw .git(error) }
    }
}
