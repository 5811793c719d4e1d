/// Speaks to the service: sends, waits, tries again, reads pages.
public final class ServiceClient {
    /// What a client needs of its surroundings.
    public struct Surroundings {
        /// Waits, in milliseconds.
        public var sleep: (Int64) -> Void
        /// Seconds since 1970.
        public var now: () -> Int64
        /// Chance.
        public var random: () -> UInt64
        /// Hears of every wait before another attempt: milliseconds, and why.
        public var onWait: (Int64, String) -> Void

        /// Collects them.
        public init(
            sleep: @escaping (Int64) -> Void, now: @escaping () -> Int64,
            random: @escaping () -> UInt64, onWait: @escaping (Int64, String) -> Void
        ) {
            self.sleep = sleep
            self.now = now
            self.random = random
            self.onWait = onWait
        }
    }

    /// What one attempt came to.
    enum Reply {
        /// The service did it.
        case done([UInt8])
        /// The service did not do it and will not.
        case refused(ServiceRefusal)
        /// Perhaps it was done, perhaps not; how long to wait before looking, and what to say when no more is tried.
        case unclear(wait: Int64?, HostedError)
    }

    let transport: any Transport
    let address: ServiceAddress
    let surroundings: Surroundings
    let rule: RetryRule
    /// Number of requests sent.
    public private(set) var requests = 0

    /// Makes a client.
    public init(
        transport: any Transport, address: ServiceAddress, surroundings: Surroundings,
        rule: RetryRule = RetryRule()
    ) {
        self.transport = transport
        self.address = address
        self.surroundings = surroundings
        self.rule = rule
    }

    /// Sends a request until it is answered; only for what may be sent twice.
    func answer(_ call: ServiceCall) throws(HostedError) -> Result<[UInt8], Refusal> {
        var attempt = 1
        while true {
            switch attemptOnce(call, number: attempt) {
            case .done(let bytes): return .success(bytes)
            case .refused(let refusal):
                return .failure(Refusal(refusal: refusal, attempts: attempt))
            case .unclear(let wait, let error):
                try pause(wait, afterAttempt: attempt, error)
                attempt += 1
            }
        }
    }

    /// Sends a request until it is answered with an object of a kind; for what may be sent twice.
    func read<Object: Decodable>(_ type: Object.Type, _ call: ServiceCall) throws(HostedError)
        -> Object
    {
        switch try fetch(type, call) {
        case .success(let object): return object
        case .failure(let refusal):
            throw .refused(refusal.refusal, attempts: refusal.attempts)
        }
    }

    /// The same, where a refusal is an answer, too.
    func fetch<Object: Decodable>(_ type: Object.Type, _ call: ServiceCall) throws(HostedError)
        -> Result<Object, Refusal>
    {
        var attempt = 1
        while true {
            switch try answer(call) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let bytes):
                if let object = decoded(type, bytes) { return .success(object) }
            }
            try pause(nil, afterAttempt: attempt, .unreadable(what: "\(call.path.first ?? "")"))
            attempt += 1
        }
    }

    /// Makes something that must not be made twice: looks for it before each attempt but the first.
    func make<Object: Decodable>(
        _ type: Object.Type, _ call: ServiceCall, isFirst: Bool,
        lookFor: () throws(HostedError) -> Object?
    ) throws(HostedError) -> Object {
        if !isFirst, let present = try lookFor() { return present }
        var attempt = 1
        while true {
            switch attemptOnce(call, number: attempt) {
            case .done(let bytes):
                if let object = decoded(type, bytes) { return object }
                try pause(nil, afterAttempt: attempt, .unreadable(what: call.path.first ?? ""))
            case .refused(let refusal): throw .refused(refusal, attempts: attempt)
            case .unclear(let wait, let error):
                try pause(wait, afterAttempt: attempt, error)
            }
            attempt += 1
            if let present = try lookFor() { return present }
        }
    }

    /// All elements of a list.
    ///
    /// `key` tells them apart; a list that repeats itself is read anew, and given up after a while.
    func list<Element: Decodable>(
        _ type: Element.Type, _ call: ServiceCall, what: String, key: (Element) -> String
    ) throws(HostedError) -> [Element] {
        for attempt in 1...4 {
            if let elements = try listOnce(type, call, key: key) { return elements }
            if attempt < 4 { surroundings.sleep(rule.wait(afterAttempt: attempt, chance: 0)) }
        }
        throw .endlessList(what: what)
    }

    /// Largest number of elements of a list that is read.
    private static var listLimit: Int { 50_000 }

    /// Nil when a page or an element came twice, or there is no end to be seen.
    private func listOnce<Element: Decodable>(
        _ type: Element.Type, _ call: ServiceCall, key: (Element) -> String
    ) throws(HostedError) -> [Element]? {
        var elements: [Element] = []
        var seen: Set<String> = []
        var pages: Set<String> = []
        var call = call
        let query = call.query
        while true {
            let page = try read(Page<Element>.self, call)
            for element in page.data ?? [] {
                guard seen.insert(key(element)).inserted else { return nil }
                elements.append(element)
            }
            guard let next = page.nextPage, !next.isEmpty else { return elements }
            guard pages.insert(next).inserted, elements.count <= Self.listLimit,
                pages.count <= Self.listLimit / 20
            else { return nil }
            call.query = query + [ServiceCall.Parameter(name: "page", value: next)]
        }
    }

    private func attemptOnce(_ call: ServiceCall, number: Int) -> Reply {
        requests += 1
        let response: ServiceResponse
        do throws(TransportFailure) {
            response = try transport.send(call.request(to: address))
        } catch {
            let failure = HostedError.unreachable(
                words: address.withoutKey(error.words), attempts: number)
            return .unclear(wait: error.isFinal ? .max : nil, failure)
        }
        guard !(200...299).contains(response.status) else { return .done(response.body) }
        let refusal = refusal(response)
        guard rule.mayPass(response, refusal) else { return .refused(refusal) }
        return .unclear(
            wait: rule.askedWait(response.headers, now: surroundings.now()),
            .refused(refusal, attempts: number))
    }

    /// Waits for the next attempt, or throws what kept the last one from succeeding.
    private func pause(_ asked: Int64?, afterAttempt attempt: Int, _ error: HostedError)
        throws(HostedError)
    {
        guard attempt < rule.attempts, asked != .max else { throw error }
        if let asked, asked > rule.longestAskedWait, case .refused(let refusal, _) = error {
            throw .longWait(seconds: Int(asked / 1000), refusal)
        }
        let wait = asked ?? rule.wait(afterAttempt: attempt, chance: surroundings.random())
        surroundings.onWait(wait, Self.reason(error))
        surroundings.sleep(wait)
    }

    private static func reason(_ error: HostedError) -> String {
        switch error {
        case .refused(let refusal, _): "status \(refusal.status)"
        case .unreachable(let words, _): words
        default: "an answer that cannot be read"
        }
    }

    private func refusal(_ response: ServiceResponse) -> ServiceRefusal {
        let object = decoded(ErrorObject.self, response.body)
        let name = response.headers["request-id"] ?? object?.requestId
        return ServiceRefusal(
            status: response.status, type: object?.error.type,
            message: (object?.error.message).map { address.withoutKey(String($0.prefix(500))) },
            requestID: name.map { String($0.prefix(100)) },
            conflictingID: object?.error.conflictingMemoryId)
    }

    func decoded<Object: Decodable>(_ type: Object.Type, _ bytes: [UInt8]) -> Object? {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(type, from: Data(bytes))
    }
}

/// A refusal that is an answer.
struct Refusal: Error {
    let refusal: ServiceRefusal
    let attempts: Int
}
