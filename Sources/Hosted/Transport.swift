/// One request as it goes over the wire.
public struct ServiceRequest: Sendable, Hashable {
    /// The methods that the service knows.
    public enum Method: String, Sendable, Hashable {
        /// Reads.
        case get = "GET"
        /// Makes and changes.
        case post = "POST"
        /// Takes away.
        case delete = "DELETE"
    }

    /// One header.
    public struct Header: Sendable, Hashable {
        /// Its name, in lower case.
        public let name: String
        /// Its value.
        public let value: String

        /// Describes a header.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What it does.
    public let method: Method
    /// The whole address, percent-encoded.
    public let url: String
    /// Headers, in the order in which they are sent.
    public let headers: [Header]
    /// JSON; nil for a request without a body.
    public let body: [UInt8]?
    /// Whether what it does is seen when it is sent twice; only then may a transport repeat it unasked.
    public let isRepeatable: Bool

    /// Describes a request.
    public init(
        method: Method, url: String, headers: [Header], body: [UInt8]?, isRepeatable: Bool
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.isRepeatable = isRepeatable
    }
}

/// What came back.
public struct ServiceResponse: Sendable, Hashable {
    /// Status of HTTP.
    public let status: Int
    /// Headers by name, in lower case.
    public let headers: [String: String]
    /// The body, whole.
    public let body: [UInt8]

    /// Describes a response.
    public init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Why no response came; whether the request took effect is then unknown.
public struct TransportFailure: Error, Sendable, Hashable {
    /// What the system says.
    public let words: String
    /// Whether trying again is pointless: the address or the certificate is wrong.
    public let isFinal: Bool

    /// Describes a failure.
    public init(words: String, isFinal: Bool) {
        self.words = words
        self.isFinal = isFinal
    }
}

/// Carries requests to the service; the only part of the protocol that knows a socket.
public protocol Transport {
    /// Sends one request and waits for the whole response; follows no redirection.
    func send(_ request: ServiceRequest) throws(TransportFailure) -> ServiceResponse
}
