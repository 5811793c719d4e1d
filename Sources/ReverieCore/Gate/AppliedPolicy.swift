public import Git
public import Guardrails

/// The rules that judge a store's moves, and where they come from.
public struct AppliedPolicy: Sendable, Hashable {
    /// The rules.
    public let policy: Policy
    /// The commit of the policy branch; nil where there is no branch and the built-in rules apply.
    public let commitID: ObjectID?

    /// Rules of another origin, to ask what they would say.
    public init(policy: Policy, commitID: ObjectID? = nil) {
        self.policy = policy
        self.commitID = commitID
    }
}

extension Store {
    /// Name of the file on the policy branch.
    public static let policyFile = "policy.yaml"
    /// Largest policy that is read, in bytes.
    static let policyLimit = 1 << 20

    /// The newest commit of the policy branch; nil when there is none.
    public func policyID() throws(CoreError) -> ObjectID? { try reference(references.policy) }

    /// The rules at the tip of the policy branch, never those that a proposal brings.
    ///
    /// Throws ``CoreError/policyBroken(commit:mistakes:)`` and ``CoreError/policyMissing(commit:)``: rules that
    /// cannot be read allow nothing.
    public func policy() throws(CoreError) -> AppliedPolicy {
        guard let commitID = try policyID() else {
            return AppliedPolicy(policy: .builtIn, commitID: nil)
        }
        let text = try policyText(at: commitID)
        do throws(PolicyError) {
            let policy = try PolicyParser.policy(from: text)
            return AppliedPolicy(policy: policy, commitID: commitID)
        } catch { throw .policyBroken(commit: commitID, mistakes: error.mistakes) }
    }

    /// The bytes of the policy file at a commit of the policy branch.
    public func policyText(at commitID: ObjectID) throws(CoreError) -> [UInt8] {
        let treeID = try repository.snapshot(commitID).treeID
        guard let entry = try repository.entry(at: Self.policyFile, in: treeID),
            entry.kind == .file || entry.kind == .executable
        else { throw .policyMissing(commit: commitID) }
        do { return try repository.git.blob(entry.objectID, limit: Self.policyLimit) } catch {
            throw .git(error)
        }
    }

    /// What a move made now promises, in seconds; a promised way back does not wait for rules that cannot be read.
    func grantedRetention(isPromised: Bool) throws(CoreError) -> Int64 {
        do throws(CoreError) {
            return Int64(try policy().policy.retentionDays) * 86_400
        } catch {
            guard isPromised else { throw error }
            return Self.standardRetention
        }
    }
}
