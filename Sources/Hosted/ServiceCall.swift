/// A request in the words of the service: what, on what, with what.
struct ServiceCall {
    /// The part of the service, which decides the beta header.
    enum Area: String {
        case memoryStores = "agent-memory-2026-07-22"
        case dreams = "dreaming-2026-04-21"
        case sessions = "managed-agents-2026-04-01"
    }

    /// One parameter of the query.
    struct Parameter {
        let name: String
        let value: String
    }

    /// Version of the service's interface.
    static let version = "2026-10-21"

    let method: ServiceRequest.Method
    let area: Area
    /// Segments behind `/v1`, not encoded.
    let path: [String]
    var query: [Parameter] = []
    var body: [UInt8]?
    /// Whether what it does is seen when it is sent twice: it reads, or compares before it writes.
    let isRepeatable: Bool

    static func get(_ area: Area, _ path: String..., query: [Parameter] = []) -> ServiceCall {
        ServiceCall(method: .get, area: area, path: path, query: query, isRepeatable: true)
    }

    static func post(
        _ area: Area, _ path: String..., body: JSONText? = nil, isRepeatable: Bool
    ) -> ServiceCall {
        ServiceCall(
            method: .post, area: area, path: path, body: body.map { Array($0.text.utf8) },
            isRepeatable: isRepeatable)
    }

    static func delete(_ area: Area, _ path: String..., query: [Parameter] = []) -> ServiceCall {
        ServiceCall(method: .delete, area: area, path: path, query: query, isRepeatable: true)
    }

    /// The request for a service.
    func request(to address: ServiceAddress) -> ServiceRequest {
        var url = address.base + "/v1"
        for segment in path { url += "/" + Self.encoded(segment) }
        for (index, parameter) in query.enumerated() {
            url += index == 0 ? "?" : "&"
            url += Self.encoded(parameter.name) + "=" + Self.encoded(parameter.value)
        }
        var headers = [
            ServiceRequest.Header(name: "x-api-key", value: address.key),
            ServiceRequest.Header(name: "anthropic-version", value: Self.version),
            ServiceRequest.Header(name: "anthropic-beta", value: area.rawValue),
            ServiceRequest.Header(name: "accept", value: "application/json"),
        ]
        if method == .post {
            headers.append(ServiceRequest.Header(name: "content-type", value: "application/json"))
        }
        return ServiceRequest(
            method: method, url: url, headers: headers, body: body, isRepeatable: isRepeatable)
    }

    /// Percent-encodes everything but the unreserved characters (RFC 3986, 2.3).
    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var result = String.UnicodeScalarView()
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.append(Unicode.Scalar(byte))
            default:
                result.append("%")
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
        }
        return String(result)
    }
}

/// JSON that is written: keys in the order given, UTF-8 as it is.
struct JSONText: ExpressibleByStringLiteral {
    let text: String

    init(stringLiteral value: String) { text = Self.quoted(value) }

    private init(text: String) { self.text = text }

    static func string(_ value: String) -> JSONText { JSONText(text: quoted(value)) }

    static func array(_ values: [JSONText]) -> JSONText {
        JSONText(text: "[" + values.map(\.text).joined(separator: ",") + "]")
    }

    /// An object without the fields that have no value.
    static func object(_ fields: KeyValuePairs<String, JSONText?>) -> JSONText {
        let present = fields.compactMap { key, value in
            value.map { quoted(key) + ":" + $0.text }
        }
        return JSONText(text: "{" + present.joined(separator: ",") + "}")
    }

    private static func quoted(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
