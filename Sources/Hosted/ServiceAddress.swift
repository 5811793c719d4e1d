/// Where the service is, and what opens it.
public struct ServiceAddress: Sendable {
    /// The address that is used when nothing else is said.
    public static let standard = "https://api.anthropic.com"

    /// The address without a slash at its end.
    let base: String
    let key: String

    /// Checks an address and a key.
    ///
    /// Plain HTTP is for this machine alone. Throws ``HostedError/badAddress(_:isInsecure:)`` or
    /// ``HostedError/badKey``.
    public init(base: String, key: String) throws(HostedError) {
        var base = base
        while base.hasSuffix("/") { base.removeLast() }
        guard base.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !base.contains("?"),
            !base.contains("#"), !base.contains("@")
        else { throw .badAddress(base, isInsecure: false) }
        if base.hasPrefix("http://") {
            let host = base.dropFirst(7).prefix { $0 != "/" }
            guard Self.isLocal(host) else { throw .badAddress(base, isInsecure: true) }
        } else if !base.hasPrefix("https://") || base.dropFirst(8).first.map({ $0 == "/" }) ?? true
        {
            throw .badAddress(base, isInsecure: false)
        }
        guard (1...4096).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .badKey }
        self.base = base
        self.key = key
    }

    private static func isLocal(_ host: Substring) -> Bool {
        if host.hasPrefix("[::1]") { return true }
        let name = host.prefix { $0 != ":" }
        return name == "localhost" || name == "127.0.0.1"
    }

    /// A text of somebody else without the key, should it be in it.
    func withoutKey(_ text: String) -> String { text.replacing(key, with: "[key]") }
}
