internal import Git
public import MemoryDiff
public import ReverieCore

extension ServiceClient {
    /// Everything that a hosted store holds: what the repository has under the same digest is not fetched.
    ///
    /// `progress` hears how many of how many contents were fetched. Throws
    /// ``HostedError/storeKeepsChanging(store:)`` when somebody writes to the store all the time.
    public func download(
        _ store: String, reusing digests: MemoryDigests, progress: (Int, Int) -> Void
    ) throws(HostedError) -> [Memory] {
        var fetched: [String: [UInt8]] = [:]
        for _ in 1...4 {
            let listing = try memories(of: store)
            if let memories = try contents(
                of: listing, in: store, reusing: digests, fetched: &fetched, progress: progress)
            {
                return memories
            }
        }
        throw .storeKeepsChanging(store: store)
    }

    /// Nil when a memory changed since it was listed.
    private func contents(
        of listing: [HostedMemory], in store: String, reusing digests: MemoryDigests,
        fetched: inout [String: [UInt8]], progress: (Int, Int) -> Void
    ) throws(HostedError) -> [Memory]? {
        var memories: [Memory] = []
        var missing: [HostedMemory] = []
        for memory in listing {
            if let content = try content(of: memory.digest, in: digests) ?? fetched[memory.digest] {
                memories.append(Memory(path: memory.path, content: content))
            } else {
                missing.append(memory)
            }
        }
        for (index, memory) in missing.enumerated() {
            progress(index, missing.count)
            if fetched[memory.digest] == nil {
                guard let found = try self.memory(memory.id, of: store) else { return nil }
                guard Digest.sha256(found.content) == found.memory.digest else {
                    throw .digestMismatch(path: memory.path)
                }
                fetched[found.memory.digest] = found.content
                guard found.memory.digest == memory.digest, found.memory.path == memory.path
                else { return nil }
            }
            guard let content = fetched[memory.digest] else { return nil }
            memories.append(Memory(path: memory.path, content: content))
        }
        return memories.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func content(of digest: String, in digests: MemoryDigests) throws(HostedError)
        -> [UInt8]?
    {
        do { return try digests.content(of: digest) } catch { throw .core(error) }
    }
}
