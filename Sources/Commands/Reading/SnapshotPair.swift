import Git
import MemoryDiff
import ReverieCore

/// What of two trees goes into a comparison.
enum SnapshotPair {
    /// The memories of both trees.
    ///
    /// Whole stores, for the head counts whole stores and a term is lost only where it stands nowhere any more.
    static func memories(
        of repository: MemoryRepository, from old: ObjectID, to new: ObjectID
    ) throws(CoreError) -> (old: [Memory], new: [Memory]) {
        let olds = try repository.memories(in: old)
        return (olds, old == new ? olds : try repository.memories(in: new))
    }
}
