public import Git

/// An earlier state of production, asked for in one of several ways.
public enum RevertTarget: Sendable, Hashable {
    /// What production was before the last merge that has not been taken back.
    case oneVersionBack
    /// Version N.
    case version(Int)
    /// What production was before move N.
    case fallback(Int)
    /// What production was at a moment, in seconds since 1970.
    case time(Int64)
    /// A snapshot that was production once.
    case snapshot(ObjectID)
}

/// What a revert would do.
public struct RevertPlan: Sendable {
    /// The snapshot whose store becomes production again.
    public let target: Snapshot
    /// Production now.
    public let production: Snapshot
    /// The operation whose effect production will show.
    public let effective: String?
    /// Direct writes since the target that go out of production (and stay restorable).
    public let writesSince: Int
    /// Dreams that were taken back since and are on hold; what they did becomes production again with the target.
    public var returning: [String] = []
}

/// What a revert did.
public struct Reverted: Sendable {
    /// The move; nil when production was like that already.
    public let moved: Moved?
    /// The plan that was carried out.
    public let plan: RevertPlan
}

extension Store {
    /// What a revert would do.
    ///
    /// Throws ``CoreError/nothingEarlier``, ``CoreError/neverProduction(_:)``,
    /// ``CoreError/beforeFirst(asked:first:)`` or ``CoreError/unknownSnapshot(_:)``.
    public func planRevert(to target: RevertTarget) throws(CoreError) -> RevertPlan {
        let production = try productionSnapshot()
        let (snapshotID, effective) = try resolve(target)
        let since = try entries(after: snapshotID)
        return RevertPlan(
            target: try repository.snapshot(snapshotID), production: production,
            effective: effective, writesSince: try writes(in: since, after: snapshotID),
            returning: Self.takenBack(in: since))
    }

    /// Takes production back: a new snapshot with exactly the old store, so that history only grows.
    ///
    /// `planned` is what the caller was shown; where the target means another snapshot by now,
    /// ``CoreError/productionMoved(expected:found:)`` is thrown and nothing changes.
    public func revert(
        to target: RevertTarget, reason: String?, planned: RevertPlan? = nil,
        overrides: [RequestedOverride] = []
    ) throws(CoreError) -> Reverted {
        let reason = try Provenance.checked(reason)
        return try withBallast { () throws(CoreError) in
            try named(
                carryOutRevert(
                    to: target, reason: reason, planned: planned, overrides: overrides))
        }
    }

    /// Does something that a full disk must not stop: gives up ballast as long as there is some.
    func withBallast<Result>(_ work: () throws(CoreError) -> Result) throws(CoreError) -> Result {
        repository.ballast.makeRoom()
        while true {
            do throws(CoreError) { return try work() } catch {
                guard error.isDiskFull, repository.ballast.release() else { throw error }
            }
        }
    }

    private func carryOutRevert(
        to target: RevertTarget, reason: String?, planned: RevertPlan?,
        overrides: [RequestedOverride]
    ) throws(CoreError) -> Reverted {
        try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let plan = try planRevert(to: target)
            let production = plan.production
            if let planned, planned.target.snapshotID != plan.target.snapshotID {
                throw .productionMoved(
                    expected: planned.production.snapshotID, found: production.snapshotID)
            }
            if plan.target.treeID == production.treeID, case .oneVersionBack = target {
                // The merge changed nothing that is left; the step back still has to count as one.
            } else if plan.target.treeID == production.treeID {
                return Reverted(moved: nil, plan: plan)
            }
            try refuseUnsaved(movingFrom: production.treeID, to: plan.target.treeID)
            var move = Move(
                kind: .revert, from: production.snapshotID, treeID: plan.target.treeID,
                subject: "\(name): revert to \(plan.target.snapshotID.short)")
            move.message = reason
            move.reason = reason
            move.target = plan.target.snapshotID
            move.effective = plan.effective
            move.overrides = overrides
            move.isPromised = try isPromised(plan.target.snapshotID)
            move.previous = try lastMove()?.entry.effective
            let moved = try carryOut(move, batch: newBatch(), writer: &writer)
            repository.ballast.refill(random: repository.surroundings.random)
            return Reverted(moved: follow(moved), plan: plan)
        }
    }

    /// Whether a snapshot went out of production so lately that a way back to it is promised, rules or not.
    private func isPromised(_ snapshotID: ObjectID) throws(CoreError) -> Bool {
        if try fallbackTags().suffix(Self.fallbacksKept).contains(where: {
            $0.objectID == snapshotID
        }) {
            return true
        }
        let head = try journalHead().map { id throws(CoreError) in
            try repository.journalRecord(id).entry
        }
        let now = JournalEntry.monotone(at: repository.surroundings.now(), after: head)
        let left = try journal {
            $0.entry.from == snapshotID && $0.entry.phase == .done
                && $0.entry.kind.movesProduction
        }
        .last?.entry
        guard let left, left.from == snapshotID else { return false }
        return now - left.monotone <= max(left.retention ?? 0, Self.standardRetention)
    }

    /// What was done, with what a promised way back lost; rules that cannot be asked say nothing.
    private func named(_ reverted: Reverted) -> Reverted {
        guard var moved = reverted.moved, moved.judged == nil, let policy = try? policy() else {
            return reverted
        }
        moved.judged = try? verdict(
            from: reverted.plan.production.treeID, to: reverted.plan.target.treeID, under: policy)
        return Reverted(moved: moved, plan: reverted.plan)
    }

    private func resolve(_ target: RevertTarget) throws(CoreError) -> (ObjectID, String?) {
        switch target {
        case .oneVersionBack:
            guard let operation = try effectiveOperation(),
                let entry = try entry(ofOperation: operation), let from = entry.from
            else { throw .nothingEarlier }
            return (from, entry.previous)
        case .version(let number):
            guard let id = try reference(references.version(number)) else {
                throw .unknownSnapshot("v\(number)")
            }
            return (id, try effective(at: id))
        case .fallback(let number):
            guard let id = try reference(references.fallback(number)) else {
                throw .unknownSnapshot("fallback/\(number)")
            }
            return (id, try effective(at: id))
        case .snapshot(let id): return (id, try effective(at: id))
        case .time(let seconds):
            guard let entry = try entry(at: seconds), let to = entry.to else {
                throw .beforeFirst(asked: seconds, first: try firstMove()?.clock ?? 0)
            }
            return (to, entry.effective)
        }
    }

    private func firstMove() throws(CoreError) -> JournalEntry? {
        try journal().last { $0.entry.kind.movesProduction && $0.entry.phase == .done }?.entry
    }

    /// The operation whose effect production showed when a snapshot was production.
    private func effective(at snapshotID: ObjectID) throws(CoreError) -> String? {
        func fits(_ record: JournalRecord) -> Bool {
            record.entry.kind.movesProduction && record.entry.phase == .done
                && (record.entry.to == snapshotID || record.entry.from == snapshotID)
        }
        guard let entry = try journal(until: fits).last, fits(entry) else {
            throw .neverProduction(snapshotID)
        }
        if entry.entry.to == snapshotID { return entry.entry.effective }
        return entry.entry.kind.makesVersion ? entry.entry.previous : entry.entry.effective
    }

    /// What was done since a snapshot was production, newest first.
    private func entries(after snapshotID: ObjectID) throws(CoreError) -> [JournalEntry] {
        try journal { $0.entry.phase == .done && $0.entry.to == snapshotID }.map(\.entry)
            .filter { $0.phase == .done && $0.to != snapshotID }
    }

    /// Number of direct writes among these entries; what an earlier revert to the same snapshot took out is out already.
    private func writes(in since: [JournalEntry], after snapshotID: ObjectID) throws(CoreError)
        -> Int
    {
        var count = 0
        for entry in since {
            if entry.target == snapshotID, try isWayBack(entry) { break }
            if entry.kind == .write { count += 1 }
        }
        return count
    }

    /// Whether an operation made production exactly what it was before, rather than take one thing back.
    func isWayBack(_ entry: JournalEntry) throws(CoreError) -> Bool {
        guard entry.kind == .revert, entry.dream == nil, let to = entry.to,
            let target = entry.target
        else { return false }
        return try repository.snapshot(to).treeID == repository.snapshot(target).treeID
    }

    /// Dreams that were there before these entries, which took them back and left them on hold.
    private static func takenBack(in since: [JournalEntry]) -> [String] {
        var takenBack: [String] = []
        var decided: Set<String> = []
        for entry in since {
            guard let dream = entry.dream else { continue }
            switch entry.kind {
            case .revert where decided.insert(dream).inserted: takenBack.append(dream)
            case .release: decided.insert(dream)
            case .merge: takenBack.removeAll { $0 == dream }
            default: break
            }
        }
        return takenBack.sorted()
    }
}
