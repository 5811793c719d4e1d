import Dispatch
import Hosted
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Puts a service on a port of this machine: HTTP/1.1, one connection after another, each closed after its answer.
public final class FakeServer: @unchecked Sendable {
    /// The port; 0 when none could be had.
    public let port: UInt16
    private let listener: Int32
    // Only the one thread that accepts connections touches it while the server runs.
    private let service: FakeService
    private let ended = DispatchSemaphore(value: 0)

    /// Starts serving.
    public init(_ service: FakeService) {
        self.service = service
        #if canImport(Glibc)
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, $0, &size) == 0
            }
        }
        port = isBound ? UInt16(bigEndian: address.sin_port) : 0
        DispatchQueue(label: "fake service").async { self.serve() }
    }

    /// Ends serving; afterwards the service may be looked at.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        ended.wait()
        close(listener)
    }

    private func serve() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else {
                if errno == EINTR { continue }
                break
            }
            answer(connection)
            close(connection)
        }
        ended.signal()
    }

    private func answer(_ connection: Int32) {
        guard let request = Self.request(from: connection) else { return }
        guard let response = try? service.send(request) else { return }
        var head = "HTTP/1.1 \(response.status) Status\r\nconnection: close\r\n"
        head += "content-length: \(response.body.count)\r\n"
        for (name, value) in response.headers.sorted(by: { $0.key < $1.key }) {
            head += "\(name): \(value)\r\n"
        }
        let bytes = Array((head + "\r\n").utf8) + response.body
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    private static func request(from connection: Int32) -> ServiceRequest? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var wanted: Int?
        var lines: [Substring] = []
        var bodyStart = 0
        while wanted.map({ bytes.count < $0 }) ?? true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            guard wanted == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
                continue
            }
            bodyStart = end.upperBound
            lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(
                separator: "\r\n")
            let length = lines.lazy.map { $0.lowercased() }
                .first { $0.hasPrefix("content-length:") }?
                .dropFirst(15).filter(\.isNumber)
            wanted = bodyStart + (length.flatMap { Int($0) } ?? 0)
        }
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, let method = ServiceRequest.Method(rawValue: String(words[0]))
        else { return nil }
        let headers = lines.dropFirst().compactMap { line -> ServiceRequest.Header? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return ServiceRequest.Header(
                name: line[..<colon].lowercased(),
                value: String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        let body = Array(bytes[bodyStart...])
        return ServiceRequest(
            method: method, url: "http://here" + words[1], headers: headers,
            body: body.isEmpty ? nil : body, isRepeatable: false)
    }
}
