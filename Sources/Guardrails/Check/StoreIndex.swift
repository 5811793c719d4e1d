/// Memories that a move leaves as they are, prepared for checks of what it changes.
public struct StoreIndex: Sendable {
    /// The profiles, sorted by path.
    let profiles: [MemoryProfile]

    /// Makes an index; the order of the profiles does not matter.
    public init(_ profiles: some Sequence<MemoryProfile>) {
        self.profiles = profiles.sorted { $0.path < $1.path }
    }

    /// The index without the memories at some paths.
    public func removing(_ paths: Set<String>) -> StoreIndex {
        StoreIndex(profiles.filter { !paths.contains($0.path) })
    }
}
