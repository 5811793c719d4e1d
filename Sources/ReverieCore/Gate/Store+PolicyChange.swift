public import Git
public import Guardrails

/// A change of a store's rules.
public struct PolicyChange: Sendable, Hashable {
    /// The commit of the rules before; nil: the built-in ones.
    public let from: ObjectID?
    /// The commit of the new rules; nil when they are what applies already, or for a question.
    public let to: ObjectID?
    /// Everything in which the new rules demand less, the highest risk that a change can have.
    public let relaxations: [PolicyRelaxation]

    /// The rules stay as they are.
    public static let none = PolicyChange(from: nil, to: nil, relaxations: [])
}

extension Store {
    /// What a new policy would demand less, without writing anything.
    ///
    /// Throws ``PolicyError`` when the text is no policy; rules that cannot be read count as the built-in ones.
    public func planPolicy(_ text: [UInt8]) throws(PolicyError) -> [PolicyRelaxation] {
        let new = try PolicyParser.policy(from: text)
        return Policy.relaxations(from: (try? policy())?.policy ?? .builtIn, to: new)
    }

    /// Makes a text the store's rules: a commit on the policy branch, forward only, with an entry in the journal.
    ///
    /// A policy that demands less needs an owner of the old one, where it names any. Throws
    /// ``CoreError/policyInvalid(_:)``, ``CoreError/notAnOwner(id:owners:actor:)``,
    /// ``CoreError/notAPerson(_:)`` and ``CoreError/overrideWithoutReason(id:)``.
    public func setPolicy(_ text: [UInt8], reason: String) throws(CoreError) -> PolicyChange {
        guard let reason = try Provenance.checked(reason),
            reason.contains(where: { !$0.isWhitespace })
        else { throw .overrideWithoutReason(id: Self.policyFile) }
        let new: Policy
        do { new = try PolicyParser.policy(from: text) } catch {
            throw .policyInvalid(error.mistakes)
        }
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let before = try local(references.policy)
            if let before, let present = try? policyText(at: before), present == text {
                return PolicyChange(from: before, to: nil, relaxations: [])
            }
            // Rules that cannot be read named nobody: the last ones that could be read decide.
            let old = try lastReadablePolicy(from: before)
            let relaxations = Policy.relaxations(from: old, to: new)
            if !relaxations.isEmpty { try mayRelax(old) }
            var batch = try newBatch()
            try requireSigningKey()
            if new.approvals.areSigned {
                if try signers(at: before) == nil { throw .signersMissing }
                guard repository.surroundings.signingKey != nil else { throw .signatureRequired }
            }
            let commitID = try addPolicy(
                [Self.policyFile: text], after: before, reason: reason, to: &batch)
            try recordPolicy(
                commitID, after: before, reason: reason, batch: batch, writer: &writer)
            return PolicyChange(from: before, to: commitID, relaxations: relaxations)
        }
    }

    /// Makes a list of allowed signers the one by which signatures are judged: a commit beside the policy.
    ///
    /// Needs an owner, where the rules name any: who chooses the signers chooses who may say what. Throws
    /// ``CoreError/invalidSigners(line:)`` and what ``setPolicy(_:reason:)`` throws.
    public func setSigners(_ text: [UInt8], reason: String) throws(CoreError) -> PolicyChange {
        guard let reason = try Provenance.checked(reason),
            reason.contains(where: { !$0.isWhitespace })
        else { throw .overrideWithoutReason(id: Self.signersFile) }
        try Self.checkSigners(text)
        return try repository.write { (writer: inout Writer) throws(CoreError) in
            try settle(&writer)
            let before = try local(references.policy)
            guard try signers(at: before) != text else {
                return PolicyChange(from: before, to: nil, relaxations: [])
            }
            try mayRelax(lastReadablePolicy(from: before))
            try requireSigningKey()
            var files = [Self.signersFile: text]
            if before == nil { files[Self.policyFile] = Array(Policy.template.utf8) }
            var batch = try newBatch()
            let commitID = try addPolicy(files, after: before, reason: reason, to: &batch)
            try recordPolicy(
                commitID, after: before, reason: reason, batch: batch, writer: &writer)
            return PolicyChange(from: before, to: commitID, relaxations: [])
        }
    }

    /// Each line is a comment, or names who, a kind of key and a key.
    private static func checkSigners(_ text: [UInt8]) throws(CoreError) {
        guard text.count <= signersLimit, let list = String(validating: text, as: UTF8.self) else {
            throw .invalidSigners(line: 1)
        }
        let lines = list.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard let first = line.first(where: { !$0.isWhitespace }), first != "#" else {
                continue
            }
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 3, words.dropFirst().contains(where: { $0.contains("-") }) else {
                throw .invalidSigners(line: index + 1)
            }
        }
    }

    private func recordPolicy(
        _ commitID: ObjectID, after before: ObjectID?, reason: String,
        batch: consuming ObjectBatch, writer: inout Writer
    ) throws(CoreError) {
        let headID = try local(references.journal)
        let head = try headID.map { id throws(CoreError) in
            try repository.journalRecord(id).entry
        }
        var entry = entry(.policy, .done, operation: newOperation(), after: head)
        entry.reason = reason
        entry.policy = commitID
        let entryID = try addEntry(entry, after: headID, to: &batch)
        let pack = try writer.install(batch, operation: entry.operation)
        try writer.move([
            ReferenceChange(references.policy, from: before, to: commitID),
            ReferenceChange(references.journal, from: headID, to: entryID),
        ])
        writer.finish(pack)
    }

    /// Adds a commit of the policy branch on which these files are new; others stay as they are.
    private func addPolicy(
        _ files: [String: [UInt8]], after parent: ObjectID?, reason: String,
        to batch: inout ObjectBatch
    ) throws(CoreError) -> ObjectID {
        let signature = signature()
        var edits: [PathEdit] = []
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            edits.append(PathEdit(path: Array(name.utf8), blobID: try add(text, to: &batch)))
        }
        let before = try parent.map { id throws(CoreError) in try repository.snapshot(id).treeID }
        let treeID = try tree(byApplying: edits, to: before ?? .emptyTree, batch: &batch)
        do throws(GitError) {
            return try batch.addCommit(
                tree: treeID, parents: parent.map { [$0] } ?? [], author: signature,
                committer: signature, message: "\(name): policy\n\n\(reason)\n")
        } catch { throw .git(error) }
    }

    private func lastReadablePolicy(from commitID: ObjectID?) throws(CoreError) -> Policy {
        var current = commitID
        while let id = current {
            if let text = try? policyText(at: id),
                let policy = try? PolicyParser.policy(from: text)
            {
                return policy
            }
            current = try repository.snapshot(id).parentIDs.first
        }
        return .builtIn
    }

    private func mayRelax(_ old: Policy) throws(CoreError) {
        let actor = repository.surroundings.actor
        guard actor.kind == .person else { throw .notAPerson(actor.kind) }
        let owners = Set(old.guardrails.flatMap(\.owners) + old.approvals.approvers).sorted()
        _ = try actor.owner(of: Self.policyFile, among: owners)
    }

    /// Conflicts, or the verdict, that merging a dream would meet; writes nothing.
    public func judgeMerge(dream id: String, under policy: AppliedPolicy) throws(CoreError)
        -> Judged
    {
        let dream = try dream(id)
        let production = try productionSnapshot()
        var batch = try newBatch()
        let merged = try mergedTree(
            decidedProposal(dream), into: production, resolutions: [:], batch: &batch)
        return try verdict(
            from: production.treeID, to: merged.tree, in: batch, under: policy,
            merging: dream.head)
    }
}
