import Foundation
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif
import Hosted

/// Carries requests with URLSession, one at a time.
///
/// A request that must not arrive twice gets a connection of its own: on one that was used before, and that the
/// server closed meanwhile, the library below would send it again by itself.
struct SessionTransport: Transport {
    private let shared = Self.session()

    func send(_ request: ServiceRequest) throws(TransportFailure) -> ServiceResponse {
        guard let url = URL(string: request.url) else {
            throw TransportFailure(words: "the address is none", isFinal: true)
        }
        var message = URLRequest(url: url)
        message.httpMethod = request.method.rawValue
        for header in request.headers {
            message.setValue(header.value, forHTTPHeaderField: header.name)
        }
        message.httpBody = request.body.map { Data($0) }
        guard !request.isRepeatable else { return try Self.send(message, in: shared) }
        let single = Self.session()
        defer { single.finishTasksAndInvalidate() }
        return try Self.send(message, in: single)
    }

    private static func session() -> URLSession {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 120
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        return URLSession(
            configuration: configuration, delegate: NoRedirection(), delegateQueue: nil)
    }

    private static func send(_ message: URLRequest, in session: URLSession)
        throws(TransportFailure) -> ServiceResponse
    {
        let arrival = Arrival()
        session.dataTask(with: message) { data, response, error in
            arrival.come(data, response as? HTTPURLResponse, error)
        }.resume()
        return try arrival.wait()
    }
}

/// Where the answer to one request arrives from another thread.
private final class Arrival: @unchecked Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    // Written before the semaphore is signalled and read after it was waited for.
    private var result: Result<ServiceResponse, TransportFailure>?

    func come(_ data: Data?, _ response: HTTPURLResponse?, _ error: (any Error)?) {
        if let error {
            result = .failure(Self.failure(error))
        } else if let response {
            var headers: [String: String] = [:]
            for (name, value) in response.allHeaderFields {
                guard let name = name as? String, let value = value as? String else { continue }
                headers[name.lowercased()] = value
            }
            result = .success(
                ServiceResponse(
                    status: response.statusCode, headers: headers, body: Array(data ?? Data())))
        }
        semaphore.signal()
    }

    func wait() throws(TransportFailure) -> ServiceResponse {
        semaphore.wait()
        guard let result else {
            throw TransportFailure(words: "no answer came", isFinal: false)
        }
        return try result.get()
    }

    private static func failure(_ error: any Error) -> TransportFailure {
        let code = (error as? URLError)?.code
        let final: [URLError.Code] = [
            .badURL, .unsupportedURL, .serverCertificateUntrusted, .serverCertificateHasBadDate,
            .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid,
        ]
        let words: String =
            switch code {
            case .cannotFindHost?, .dnsLookupFailed?: "the host is not found"
            case .cannotConnectToHost?: "nobody answers there"
            case .timedOut?: "no answer came in time"
            case .networkConnectionLost?: "the connection was lost"
            case .serverCertificateUntrusted?, .serverCertificateHasUnknownRoot?:
                "the server's certificate is not trusted"
            default: "the connection failed (\((error as NSError).code))"
            }
        return TransportFailure(words: words, isFinal: code.map(final.contains) ?? false)
    }
}

/// Follows no redirection, which would carry the key to another host.
private final class NoRedirection: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) { completionHandler(nil) }
}
