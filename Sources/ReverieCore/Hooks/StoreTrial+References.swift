internal import Git
internal import Guardrails

extension StoreTrial {
    /// The rules only go forward, can be read, and the journal says who changed them.
    mutating func judgePolicy() throws(CoreError) {
        let name = store.references.policy
        guard policyAfter != policyBefore else { return }
        guard let after = policyAfter else { return refuse(name, .policyDeleted) }
        guard (try? repository.snapshot(after)) != nil else {
            return refuse(name, .unreadable(after))
        }
        if let before = policyBefore, try !history(of: after, includes: before) {
            return refuse(name, .policyBackwards)
        }
        let new: Policy
        do throws(CoreError) { new = try store.policy(at: after).policy } catch {
            switch error {
            case .policyBroken(_, let mistakes): return refuse(name, .policyBroken(mistakes))
            case .policyMissing: return refuse(name, .policyMissing)
            default: throw error
            }
        }
        let change = gained.last {
            $0.entry.kind == .policy && $0.entry.phase == .done && $0.entry.policy == after
        }
        guard let record = change else { return refuse(name, .policyWithoutJournal) }
        let entry = record.entry
        // Rules that cannot be read allow nothing here; who mends them does so where they stand.
        guard let rules = try? store.policy(at: policyBefore) else { return }
        guard try store.isProven(record, under: rules) else {
            return refuse(name, .policyUnsigned(entry: record.entryID))
        }
        let old = rules.policy
        let isRelaxed = !Policy.relaxations(from: old, to: new).isEmpty
        // Who chooses the signers chooses who may say what.
        let signers = try (before: store.signers(at: policyBefore), after: store.signers(at: after))
        guard isRelaxed || signers.before != signers.after else { return }
        let owners = Set(old.guardrails.flatMap(\.owners) + old.approvals.approvers).sorted()
        let isOwner = (try? entry.actor.owner(of: Store.policyFile, among: owners)) != nil
        if entry.actor.kind != .person || !isOwner { refuse(name, .policyRelaxed(owners: owners)) }
    }

    mutating func judgeVersion(_ number: Int, _ change: Proposed) throws(CoreError) {
        guard change.old == nil, let new = change.new else {
            return refuse(change.name, .tagChanged)
        }
        let moves = try moves()
        let expected = number <= moves.count ? moves[number - 1].to : nil
        if new != expected { refuse(change.name, .tagNotInJournal(expected: expected)) }
    }

    mutating func judgeFallback(_ number: Int, _ change: Proposed) throws(CoreError) {
        let moves = try moves()
        let move = number <= moves.count ? moves[number - 1] : nil
        if let new = change.new {
            guard change.old == nil else { return refuse(change.name, .tagChanged) }
            if move?.from != new {
                refuse(change.name, .tagNotInJournal(expected: move?.from))
            }
        } else if let old = change.old {
            let isAmongLast = number > moves.count - Store.fallbacksKept
            let isExpired = try isExpired(old, since: move)
            if isAmongLast || !isExpired {
                refuse(change.name, .promiseEnded)
            }
        }
    }

    mutating func judgeClosed(_ change: Proposed) throws(CoreError) {
        if let new = change.new {
            guard change.old == nil else { return refuse(change.name, .tagChanged) }
            return try judgeProposal(new, at: change.name)
        }
        guard let old = change.old else { return }
        var journal = try Journal(head: journalAfter, in: repository)
        var closing: JournalEntry?
        while closing == nil, let entry = try journal.next()?.entry {
            if entry.kind == .close, entry.to == old { closing = entry }
        }
        if !(try isExpired(old, since: closing)) { refuse(change.name, .promiseEnded) }
    }

    /// Whether the journal ends a promise, after its time.
    private func isExpired(_ snapshotID: ObjectID, since entry: JournalEntry?) throws(CoreError)
        -> Bool
    {
        guard let entry else { return false }
        let least = max(entry.retention ?? 0, Store.standardRetention)
        var journal = try Journal(head: journalAfter, in: repository)
        while let found = try journal.next()?.entry {
            if found.kind == .expire, found.target == snapshotID {
                return found.monotone - entry.monotone >= least
            }
        }
        return false
    }

    /// A proposal may say anything, as long as it consists of memories.
    mutating func judgeProposal(_ head: ObjectID, at name: String) throws(CoreError) {
        guard let snapshot = try? repository.snapshot(head) else {
            return refuse(name, .unreadable(head))
        }
        var base = ObjectID.emptyTree
        if let production = productionBefore { base = try repository.snapshot(production).treeID }
        try judgeContents(from: base, to: snapshot.treeID, at: name)
    }

    /// What a tree gains must be memories (paths, kinds of files, contents).
    mutating func judgeContents(from base: ObjectID, to result: ObjectID, at name: String)
        throws(CoreError)
    {
        let differences: [PathDifference]
        do { differences = try repository.git.differences(from: base, to: result) } catch {
            guard case .unreadable(let objectID) = error else { throw .git(error) }
            return refuse(name, .unreadable(objectID))
        }
        for difference in differences {
            guard let entry = difference.new else { continue }
            let shown = String(decoding: difference.path, as: UTF8.self)
            do throws(CoreError) {
                let path = try MemoryPath(bytes: difference.path)
                guard entry.kind == .file else {
                    refuse(name, .notAFile(shown))
                    continue
                }
                let content = try memory(entry.objectID, at: path)
                try MemoryContent.check(content, at: path)
            } catch {
                switch error {
                case .invalidPath(_, let rule): refuse(name, .path(shown, rule))
                case .invalidContent(_, let rule): refuse(name, .content(shown, rule))
                case .git(.unreadable(let objectID)): refuse(name, .unreadable(objectID))
                default: throw error
                }
            }
            if refusals.count >= Self.refusalLimit { return }
        }
    }

    /// Most refusals that are collected; a person fixes the first few and tries again.
    private static let refusalLimit = 50

    /// The content of a memory, whose size is looked at before it is read.
    private func memory(_ blobID: ObjectID, at path: MemoryPath) throws(CoreError) -> [UInt8] {
        do {
            if let header = try repository.git.header(of: blobID),
                header.size <= MemoryContent.byteLimit
            {
                return try repository.git.blob(blobID)
            }
        } catch { throw .git(error) }
        guard let size = try? repository.git.header(of: blobID)?.size else {
            throw .git(.unreadable(object: blobID))
        }
        throw .invalidContent(path: path.description, rule: .tooLarge(size))
    }
}

extension Store {
    /// The rules at a commit of the policy branch; the built-in ones where there is none.
    func policy(at commitID: ObjectID?) throws(CoreError) -> AppliedPolicy {
        guard let commitID else { return AppliedPolicy(policy: .builtIn, commitID: nil) }
        let text = try policyText(at: commitID)
        do throws(PolicyError) {
            return AppliedPolicy(
                policy: try PolicyParser.policy(from: text), commitID: commitID)
        } catch { throw .policyBroken(commit: commitID, mistakes: error.mistakes) }
    }
}
