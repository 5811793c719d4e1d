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
    private let shared = Line()

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
        guard !request.isRepeatable else { return try shared.send(message) }
        let single = Line()
        defer { single.hangUp() }
        return try single.send(message)
    }
}

/// A session of URLSession with its connections, over which one request goes at a time.
///
/// Follows no redirection, which would carry the key to another host.
private final class Line: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    /// Largest size of an answer, in bytes.
    private static let limit = 1 << 26

    private let semaphore = DispatchSemaphore(value: 0)
    // Written by the session's thread before the semaphore is signalled, read by the caller after it was waited for.
    private var body: [UInt8] = []
    private var failure: TransportFailure?
    private var response: HTTPURLResponse?
    private lazy var session: URLSession = {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 120
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        return URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    }()

    func send(_ message: URLRequest) throws(TransportFailure) -> ServiceResponse {
        (body, failure, response) = ([], nil, nil)
        session.dataTask(with: message).resume()
        semaphore.wait()
        if let failure { throw failure }
        guard let response else {
            throw TransportFailure(words: "no answer came", isFinal: false)
        }
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields {
            guard let name = name as? String, let value = value as? String else { continue }
            headers[name.lowercased()] = value
        }
        return ServiceResponse(status: response.statusCode, headers: headers, body: body)
    }

    /// Ends the session, which holds its delegate until then.
    func hangUp() { session.finishTasksAndInvalidate() }

    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) { completionHandler(nil) }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard body.count + data.count <= Self.limit else {
            failure = TransportFailure(
                words: "the answer has more than \(Self.limit) bytes", isFinal: true)
            dataTask.cancel()
            return
        }
        body += data
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        if let error, failure == nil { failure = Self.failure(error) }
        response = task.response as? HTTPURLResponse
        semaphore.signal()
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
