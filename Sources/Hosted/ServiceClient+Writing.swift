internal import Git

extension ServiceClient {
    /// Carries out one change of a hosted store, as a compare-and-set.
    ///
    /// May be sent again after a lost answer: what was done already is recognised by its digest. Throws
    /// ``HostedError/moved(store:paths:)`` when the store holds something else than was expected.
    func carryOut(_ step: PublishPlan.Step, on store: String, content: [UInt8])
        throws(HostedError)
    {
        switch step {
        case .create(let path, let digest):
            try create(path, digest, content, in: store)
        case .update(let id, let path, let old, let new):
            let body = JSONText.object([
                "content": .string(String(decoding: content, as: UTF8.self)),
                "precondition": Self.precondition(old),
            ])
            try change(id, to: path, digest: new, body, in: store)
        case .move(let id, _, let path, let digest):
            let body = JSONText.object([
                "path": .string("/" + path), "precondition": Self.precondition(digest),
            ])
            try change(id, to: path, digest: digest, body, in: store)
        case .delete(let id, let path, let digest):
            try delete(id, path, digest, in: store)
        }
    }

    private static func precondition(_ digest: String) -> JSONText {
        .object(["type": "content_sha256", "content_sha256": .string(digest)])
    }

    private func create(_ path: String, _ digest: String, _ content: [UInt8], in store: String)
        throws(HostedError)
    {
        let call = ServiceCall.post(
            .memoryStores, "memory_stores", store, "memories",
            body: .object([
                "path": .string("/" + path),
                "content": .string(String(decoding: content, as: UTF8.self)),
            ]), isRepeatable: true)
        switch try fetch(MemoryObject.self, call) {
        case .success(let object): try check(object, path, digest)
        case .failure(let refusal):
            guard refusal.refusal.status == 409, let id = refusal.refusal.conflictingID,
                let found = try memory(id, of: store)
            else { throw error(refusal, path, store) }
            guard found.memory.path == path, found.memory.digest == digest else {
                throw .moved(store: store, paths: [path])
            }
        }
    }

    private func change(
        _ id: String, to path: String, digest: String, _ body: JSONText, in store: String
    ) throws(HostedError) {
        let call = ServiceCall.post(
            .memoryStores, "memory_stores", store, "memories", id, body: body, isRepeatable: true)
        switch try fetch(MemoryObject.self, call) {
        case .success(let object): try check(object, path, digest)
        case .failure(let refusal):
            guard [404, 409].contains(refusal.refusal.status) else {
                throw error(refusal, path, store)
            }
            guard let found = try memory(id, of: store), found.memory.path == path,
                found.memory.digest == digest
            else { throw .moved(store: store, paths: [path]) }
        }
    }

    private func delete(_ id: String, _ path: String, _ digest: String, in store: String)
        throws(HostedError)
    {
        let call = ServiceCall.delete(
            .memoryStores, "memory_stores", store, "memories", id,
            query: [ServiceCall.Parameter(name: "expected_content_sha256", value: digest)])
        switch try answer(call) {
        case .success: return
        case .failure(let refusal):
            // Gone is what was wanted, whoever did it.
            if refusal.refusal.status == 404 { return }
            throw error(refusal, path, store)
        }
    }

    private func check(_ object: MemoryObject, _ path: String, _ digest: String)
        throws(HostedError)
    {
        let found = try memory(object)
        guard found.path == path, found.digest == digest else {
            throw .digestMismatch(path: path)
        }
    }

    private func error(_ refusal: Refusal, _ path: String, _ store: String) -> HostedError {
        let type = refusal.refusal.type
        if type == "memory_precondition_failed_error" || type == "memory_path_conflict_error" {
            return .moved(store: store, paths: [path])
        }
        return .refused(refusal.refusal, attempts: refusal.attempts)
    }

    /// The hosted store that carries a mark; made when there is none.
    ///
    /// Looked for first, so that a lost answer or a crash makes no second one.
    public func store(named name: String, mark: String) throws(HostedError) -> String {
        let call = ServiceCall.post(
            .memoryStores, "memory_stores",
            body: .object([
                "name": .string(name), "metadata": .object(["reverie": .string(mark)]),
            ]), isRepeatable: false)
        let object = try make(StoreObject.self, call, isFirst: false) { () throws(HostedError) in
            try list(
                StoreObject.self,
                .get(
                    .memoryStores, "memory_stores",
                    query: [ServiceCall.Parameter(name: "limit", value: "100")]),
                what: "memory stores", key: \.id
            ).last { $0.metadata?["reverie"] == mark && $0.archivedAt == nil }
        }
        return object.id
    }

    /// Makes sure that a hosted store is there and can be written to.
    public func checkStore(_ store: String) throws(HostedError) {
        let object = try read(StoreObject.self, .get(.memoryStores, "memory_stores", store))
        guard object.archivedAt == nil else { throw .archived(store: store) }
    }
}
