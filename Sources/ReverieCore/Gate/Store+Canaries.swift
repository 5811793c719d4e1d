public import Git
internal import Guardrails
internal import MemoryDiff

/// What is known of the canaries that a dream read.
public struct CanaryTrial: Sendable, Hashable, Codable {
    /// Names of the canaries whose sessions it read.
    public let read: [String]
    /// The commit that holds the store as the engine wrote it, as 40 hexadecimal digits; nil: the dream itself.
    public var output: String?

    /// Describes a trial.
    public init(read: [String], output: String? = nil) {
        self.read = read
        self.output = output
    }
}

extension Store {
    /// What the policy's canaries make of a dream that a move merges.
    ///
    /// Looks at the store as the engine wrote it, which stands below the dream's head, and at what the move would
    /// carry into production: `old` are the memories that it changes, `new` the same afterwards.
    func canaryViolations(
        ofDream head: Snapshot, from old: [Memory], to new: [Memory], by check: Check
    ) throws(CoreError) -> [Violation] {
        guard !check.policy.canaries.isEmpty else { return [] }
        let trial = try canaryTrial(ofDream: head)
        let output = try trial.map { trial throws(CoreError) in
            try repository.memories(in: trial.treeID)
        }
        return check.canaryViolations(
            read: trial?.read ?? [], output: output ?? [], from: old, to: new)
    }

    /// The canaries that a dream read and the tree that the engine wrote; nil where it read none.
    ///
    /// A dream that names a store of another dream as its engine's has read none.
    public func canaryTrial(ofDream head: Snapshot) throws(CoreError) -> (
        read: Set<String>, treeID: ObjectID
    )? {
        guard let provenance = try origin(of: head).provenance, let trial = provenance.canaries
        else { return nil }
        let read = Set(trial.read)
        guard let output = trial.output else { return (read, head.treeID) }
        guard let snapshot = ObjectID(output).flatMap({ try? repository.snapshot($0) }),
            snapshot.provenance?.operation == provenance.operation
        else { return nil }
        return (read, snapshot.treeID)
    }
}
