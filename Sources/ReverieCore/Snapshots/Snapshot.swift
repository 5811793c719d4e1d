public import Git

/// A whole store at one moment: a commit whose tree is the store and nothing else.
public struct Snapshot: Sendable, Hashable {
    /// The commit.
    public let snapshotID: ObjectID
    /// The tree; equal stores have equal trees.
    public let treeID: ObjectID
    /// The snapshots it follows.
    public let parentIDs: [ObjectID]
    /// Who made it.
    public let author: Signature
    /// First line of its message.
    public let subject: String
    /// What the author says about it, without subject and provenance; empty when that is nothing.
    public let message: String
    /// How it came to be; nil for a commit that Reverie did not make.
    public let provenance: Provenance?

    init(_ commit: Commit) {
        snapshotID = commit.commitID
        treeID = commit.treeID
        parentIDs = commit.parentIDs
        author = commit.author
        var lines = commit.message.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = lines.first, line.isEmpty { lines.removeFirst() }
        subject = lines.popFirst().map(String.init) ?? ""
        provenance = Provenance.parse(message: commit.message)
        while let line = lines.last, line.isEmpty { lines.removeLast() }
        if provenance != nil { lines.removeLast() }
        while let line = lines.first, line.isEmpty { lines.removeFirst() }
        while let line = lines.last, line.isEmpty { lines.removeLast() }
        message = lines.joined(separator: "\n")
    }
}
