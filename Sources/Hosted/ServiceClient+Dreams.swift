extension ServiceClient {
    /// The newest dreams of the service, so that one that is asked for later can be told from them.
    func newestDreams() throws(HostedError) -> DreamJob.Mark {
        let page = try read(
            Page<DreamObject>.self,
            .get(
                .dreams, "dreams",
                query: [
                    ServiceCall.Parameter(name: "include_archived", value: "true"),
                    ServiceCall.Parameter(name: "limit", value: "100"),
                ]))
        let dreams = page.data ?? []
        return DreamJob.Mark(time: dreams.first?.createdAt, dreams: dreams.map(\.id))
    }

    /// Asks for a dream; after a lost answer the dream is looked for before it is asked for again.
    func start(_ job: DreamJob, reading store: String) throws(HostedError) -> DreamObject {
        let behavior: JSONText =
            switch job.behavior {
            case .createNew: .object(["type": "create_new"])
            case .updateExisting:
                .object(["type": "update_existing", "memory_store_id": .string(store)])
            }
        let body = JSONText.object([
            "inputs": .array([
                .object(["type": "memory_store", "memory_store_id": .string(store)]),
                .object([
                    "type": "sessions",
                    "session_ids": .array(job.readSessions.map(JSONText.string)),
                ]),
            ]),
            "model": .string(job.model),
            "instructions": job.instructions.map(JSONText.string),
            "output_behavior": behavior,
        ])
        return try make(
            DreamObject.self, .post(.dreams, "dreams", body: body, isRepeatable: false),
            isFirst: true
        ) { () throws(HostedError) in try find(job) }
    }

    /// The dream that a job asked for; nil when the service has none.
    func find(_ job: DreamJob) throws(HostedError) -> DreamObject? {
        var query = [
            ServiceCall.Parameter(name: "include_archived", value: "true"),
            ServiceCall.Parameter(name: "limit", value: "100"),
        ]
        if let time = job.mark?.time {
            query.append(ServiceCall.Parameter(name: "created_at[gt]", value: time))
        }
        return try list(
            DreamObject.self, .get(.dreams, "dreams", query: query), what: "dreams", key: \.id
        ).last(where: job.fits)
    }

    /// How a dream is.
    func dream(_ id: String) throws(HostedError) -> DreamObject {
        try read(DreamObject.self, .get(.dreams, "dreams", id))
    }

    /// Stops a dream and answers how it is then.
    ///
    /// One that is over stays as it is.
    func cancel(_ id: String) throws(HostedError) -> DreamObject {
        // A second request changes nothing.
        let call = ServiceCall.post(.dreams, "dreams", id, "cancel", isRepeatable: true)
        switch try fetch(DreamObject.self, call) {
        case .success(let object): return object
        case .failure(let refusal):
            guard refusal.refusal.status == 400 else {
                throw .refused(refusal.refusal, attempts: refusal.attempts)
            }
            return try dream(id)
        }
    }

    /// Makes a session that holds one message; `isFirst` says that it surely is not there.
    func makeSession(
        agent: String, environment: String, mark: String, isFirst: Bool
    ) throws(HostedError) -> String {
        let call = ServiceCall.post(
            .sessions, "sessions",
            body: .object([
                "agent": .string(agent), "environment_id": .string(environment),
                "title": .string(mark), "metadata": .object(["reverie": .string(mark)]),
            ]), isRepeatable: false)
        return try make(SessionObject.self, call, isFirst: isFirst) { () throws(HostedError) in
            try list(
                SessionObject.self,
                .get(
                    .sessions, "sessions",
                    query: [ServiceCall.Parameter(name: "limit", value: "100")]),
                what: "sessions", key: \.id
            ).last { $0.metadata?["reverie"] == mark }
        }.id
    }

    /// Puts one message into a session, unless it holds one.
    func fill(session: String, with text: String, isFirst: Bool) throws(HostedError) {
        struct Event: Decodable { var id: String? }
        let message = JSONText.object([
            "type": "user.message",
            "content": .array([.object(["type": "text", "text": .string(text)])]),
        ])
        let call = ServiceCall.post(
            .sessions, "sessions", session, "events",
            body: .object(["events": .array([message])]), isRepeatable: false)
        _ = try make(Page<Event>.self, call, isFirst: isFirst) { () throws(HostedError) in
            let page = try read(
                Page<Event>.self,
                .get(
                    .sessions, "sessions", session, "events",
                    query: [
                        ServiceCall.Parameter(name: "types[]", value: "user.message"),
                        ServiceCall.Parameter(name: "limit", value: "1"),
                    ]))
            return (page.data ?? []).isEmpty ? nil : page
        }
    }
}
