public import Git
internal import Guardrails

extension Store {
    /// Name of the list of allowed signers beside the policy, in the form that `ssh-keygen(1)` describes.
    public static let signersFile = "allowed_signers"
    /// Largest list that is read, in bytes.
    static let signersLimit = 1 << 18

    /// The list of allowed signers at a commit of the policy branch; nil when there is none.
    public func signers(at policyID: ObjectID?) throws(CoreError) -> [UInt8]? {
        guard let policyID else { return nil }
        let treeID = try repository.snapshot(policyID).treeID
        guard let entry = try repository.entry(at: Self.signersFile, in: treeID),
            entry.kind == .file || entry.kind == .executable
        else { return nil }
        do { return try repository.git.blob(entry.objectID, limit: Self.signersLimit) } catch {
            throw .git(error)
        }
    }

    /// What the signature of an entry is worth for the one whom the entry names as its author.
    ///
    /// The list always comes from the policy branch, never from a proposal; without one every key is unknown.
    func signature(of entryID: ObjectID, by actor: Actor, at clock: Int64, signers: [UInt8]?)
        throws(CoreError) -> SSHKeygen.Finding
    {
        let signed: SignedCommit?
        do { signed = try repository.git.signedCommit(entryID) } catch { throw .git(error) }
        guard let signed else { return .missing }
        guard let program = repository.surroundings.signatureProgram else { return .unchecked }
        return program.check(signed, of: actor.email, signers: signers ?? [], at: clock)
    }

    /// Whether an entry is signed by whom it names, where the rules ask for that; true where they do not.
    func isProven(_ record: JournalRecord, under rules: AppliedPolicy) throws(CoreError) -> Bool {
        guard rules.policy.approvals.areSigned else { return true }
        return try signature(
            of: record.entryID, by: record.entry.actor, at: record.entry.clock,
            signers: signers(at: rules.commitID)) == .good
    }

    /// Throws ``CoreError/signatureRequired`` where the rules ask for signatures and nobody could make one.
    func requireSigningKey() throws(CoreError) {
        guard repository.surroundings.signingKey == nil else { return }
        guard try policy().policy.approvals.areSigned else { return }
        throw .signatureRequired
    }

    /// Looks at the signatures of a journal, oldest entry first, each under the rules that held when it was written.
    ///
    /// The list of signers is the newest one: who leaves gets a `valid-before`, so that what they signed stays proven.
    func checkSignatures(_ check: inout JournalCheck) throws(CoreError) {
        var journal = try Journal(head: check.head, in: repository)
        var records: [JournalRecord] = []
        while let record = try journal.next() { records.append(record) }
        let signers = try signers(at: policyID())
        var areAsked = false
        for record in records.reversed() {
            let entry = record.entry
            // A change of the rules is judged by those before it.
            let isAsked = areAsked && entry.kind.saysSomething(overriding: !entry.overrides.isEmpty)
            if entry.kind == .policy, entry.phase == .done {
                areAsked = (try? policy(at: entry.policy))?.policy.approvals.areSigned ?? areAsked
            }
            let finding = try signature(
                of: record.entryID, by: entry.actor, at: entry.clock, signers: signers)
            if finding != .missing { check.signed += 1 }
            switch finding {
            case .good:
                check.proven += 1
                continue
            case .missing where !isAsked: continue
            // An altered entry is one wherever it stands.
            case .bad: break
            case _ where !isAsked:
                check.unproven.append(
                    JournalCheck.Problem(entryID: record.entryID, problem: .signature(finding)))
                continue
            default: break
            }
            check.problems.append(
                JournalCheck.Problem(entryID: record.entryID, problem: .signature(finding)))
        }
    }
}

extension JournalEntry.Kind {
    /// Whether an entry carries a person's word, which is worth no more than its signature.
    func saysSomething(overriding: Bool) -> Bool {
        switch self {
        case .comment, .requestChanges, .approve, .reject, .withdraw, .decide, .policy: true
        default: overriding
        }
    }
}
