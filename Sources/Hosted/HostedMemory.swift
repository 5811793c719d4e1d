internal import ReverieCore

/// A memory in a hosted store, without its content.
public struct HostedMemory: Sendable, Hashable {
    /// The service's name for it; stays when it moves.
    public let id: String
    /// Its path without a leading slash.
    public let path: String
    /// SHA-256 of its content, 64 hexadecimal digits.
    public let digest: String

    /// Describes a memory.
    public init(id: String, path: String, digest: String) {
        self.id = id
        self.path = path
        self.digest = digest
    }
}

extension ServiceClient {
    /// What a hosted store holds, in the order of the paths' bytes; no content is read.
    public func memories(of store: String) throws(HostedError) -> [HostedMemory] {
        let call = ServiceCall.get(
            .memoryStores, "memory_stores", store, "memories",
            query: [
                ServiceCall.Parameter(name: "limit", value: "100"),
                ServiceCall.Parameter(name: "view", value: "basic"),
            ])
        let objects = try list(MemoryObject.self, call, what: "memories", key: \.path)
        var memories: [HostedMemory] = []
        for object in objects where object.type == "memory" {
            memories.append(try memory(object))
        }
        return memories.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// One memory with its content; nil when it is gone.
    func memory(_ id: String, of store: String) throws(HostedError)
        -> (memory: HostedMemory, content: [UInt8])?
    {
        let call = ServiceCall.get(.memoryStores, "memory_stores", store, "memories", id)
        switch try fetch(MemoryObject.self, call) {
        case .success(let object):
            guard let content = object.content, content.utf8.count <= MemoryContent.byteLimit
            else { throw .unreadable(what: "memory") }
            return (try memory(object), Array(content.utf8))
        case .failure(let refusal):
            if refusal.refusal.status == 404 { return nil }
            throw .refused(refusal.refusal, attempts: refusal.attempts)
        }
    }

    func memory(_ object: MemoryObject) throws(HostedError) -> HostedMemory {
        guard let id = object.id, let digest = object.contentSha256, digest.utf8.count == 64,
            object.path.hasPrefix("/")
        else { throw .unreadable(what: "memory") }
        return HostedMemory(id: id, path: String(object.path.dropFirst()), digest: digest)
    }
}
