#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import Git
public import Hosted

/// A small hosted service in memory: stores, dreams and sessions, as far as the client asks, with faults on demand.
public final class FakeService: Transport {
    /// What befalls a request.
    public enum Fault: Sendable {
        /// An error instead of an answer.
        case status(Int, headers: [String: String] = [:], isAfterEffect: Bool = false)
        /// No answer.
        case drop(isAfterEffect: Bool)
        /// No answer, and no other attempt: as if the client had been killed.
        case death(isAfterEffect: Bool)
        /// Half of the answer.
        case cut
    }

    /// A memory in a store.
    public struct Held: Sendable, Hashable {
        /// The service's name for it.
        public let id: String
        /// Where it is, with a leading slash.
        public var path: String
        /// What it says.
        public var content: String
    }

    struct Problem: Error {
        let status: Int
        let type: String
        var message = "no"
        var conflicting: String?
    }

    struct Dream {
        var body: Body
        var polls = 0
        var status = "pending"
        var output: String?
    }

    /// What befalls a request, by its number from 1.
    public var fault: (Int, ServiceRequest) -> Fault? = { _, _ in nil }
    /// What was asked, in order.
    public private(set) var requests: [ServiceRequest] = []
    /// Number of requests that changed something.
    public internal(set) var writes = 0
    /// The stores, by name.
    public internal(set) var stores: [String: [Held]] = [:]
    /// The stores' names in the order in which they were made, with their marks.
    public internal(set) var made: [(id: String, mark: String?)] = []
    /// Number of looks at a dream until it ends.
    public var polls = 2
    /// How dreams end.
    public var ending = "completed"
    /// Whether a dream that ends has a store.
    public var hasOutput = true
    /// What a dream makes of a store, by path with a leading slash.
    public var dreamt: ([String: String]) -> [String: String] = { $0 }
    var dreams: [(id: String, dream: Dream)] = []
    var sessions: [(id: String, mark: String?, texts: [String])] = []
    var number = 0

    /// An empty service.
    public init() {}

    /// Names of the dreams, in the order in which they were asked for, each with how it is.
    public var dreamStates: [(id: String, status: String)] {
        dreams.map { ($0.id, $0.dream.status) }
    }

    /// What the sessions that were made here say.
    public var sessionTexts: [[String]] { sessions.map(\.texts) }

    /// Paths and contents of a store.
    public func contents(of store: String) -> [String: String] {
        Dictionary((stores[store] ?? []).map { ($0.path, $0.content) }) { first, _ in first }
    }

    /// Takes all stores away, as somebody else would.
    public func removeStores() {
        stores = [:]
        made = []
    }

    /// Changes a store as an agent would.
    public func write(_ content: String?, to path: String, of store: String) {
        stores[store]?.removeAll { $0.path == path }
        if let content {
            stores[store]?.append(Held(id: name("mem"), path: path, content: content))
        }
    }

    /// Answers one request.
    public func send(_ request: ServiceRequest) throws(TransportFailure) -> ServiceResponse {
        requests.append(request)
        let fault = fault(requests.count, request)
        switch fault {
        case .status(let status, let headers, false): return Self.failed(status, headers)
        case .drop(false): throw TransportFailure(words: "dropped", isFinal: false)
        case .death(false): throw TransportFailure(words: "killed", isFinal: true)
        default: break
        }
        var answer = response(to: request)
        switch fault {
        case .status(let status, let headers, _): return Self.failed(status, headers)
        case .drop: throw TransportFailure(words: "dropped", isFinal: false)
        case .death: throw TransportFailure(words: "killed", isFinal: true)
        case .cut:
            answer = ServiceResponse(
                status: answer.status, headers: [:],
                body: Array(answer.body.prefix(answer.body.count / 2)))
        case nil: break
        }
        return answer
    }

    private static func failed(_ status: Int, _ headers: [String: String]) -> ServiceResponse {
        ServiceResponse(
            status: status, headers: headers,
            body: Array(
                "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"injected\"}}"
                    .utf8))
    }

    private func response(to request: ServiceRequest) -> ServiceResponse {
        do throws(Problem) {
            return ServiceResponse(
                status: 200, headers: ["request-id": "req_1"], body: try answer(Call(request)))
        } catch {
            var fields = "\"type\":\"\(error.type)\",\"message\":\"\(error.message)\""
            if let id = error.conflicting { fields += ",\"conflicting_memory_id\":\"\(id)\"" }
            return ServiceResponse(
                status: error.status, headers: [:],
                body: Array("{\"type\":\"error\",\"error\":{\(fields)}}".utf8))
        }
    }

    func name(_ prefix: String) -> String {
        number += 1
        return "\(prefix)_\(1000 + number)"
    }
}
