/// Finds passwords, tokens and keys in a memory's content.
///
/// A finding carries where and a keyed digest, never the value.
public struct SecretScanner: Sendable {
    private let fingerprint: @Sendable ([UInt8]) -> String

    /// Makes a scanner.
    ///
    /// - Parameter fingerprint: A digest under a key of the repository, so that short secrets cannot be
    ///   found by guessing.
    public init(fingerprint: @escaping @Sendable ([UInt8]) -> String) {
        self.fingerprint = fingerprint
    }

    /// The findings of a content, in order, none inside another.
    public func findings(in content: [UInt8]) -> [ContentFinding] {
        let lines = LineCounter(content)
        var findings: [ContentFinding] = []
        var index = 0
        while index < content.count {
            if let (rule, end) = Self.secret(in: content, at: index) {
                findings.append(
                    ContentFinding(
                        check: .secret, rule: rule, range: index..<end,
                        line: lines.line(of: index),
                        fingerprint: fingerprint(Array(content[index..<end]))))
                index = end
            } else {
                index += 1
            }
        }
        return findings
    }

    private static func secret(in bytes: [UInt8], at index: Int) -> (rule: String, end: Int)? {
        if index > 0, isWord(bytes[index - 1]), bytes[index] != UInt8(ascii: ":") { return nil }
        for format in SecretFormat.byFirstByte[Int(bytes[index])] {
            guard starts(bytes, at: index, with: format.start) else { continue }
            var end = index + format.start.count
            while end < bytes.count, format.alphabet.has(bytes[end]) { end += 1 }
            let body = bytes[(index + format.start.count)..<end]
            if body.count >= format.least, !isPlaceholder(body) { return (format.rule, end) }
        }
        switch bytes[index] {
        case UInt8(ascii: "-"): return privateKey(in: bytes, at: index)
        case UInt8(ascii: "e"): return webToken(in: bytes, at: index)
        case UInt8(ascii: ":"): return urlPassword(in: bytes, at: index)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return botToken(in: bytes, at: index)
        default: return assignedValue(in: bytes, at: index)
        }
    }

    /// `-----BEGIN ... PRIVATE KEY-----` up to its end line.
    private static func privateKey(in bytes: [UInt8], at index: Int) -> (rule: String, end: Int)? {
        guard starts(bytes, at: index, with: Array("-----BEGIN ".utf8)) else { return nil }
        let lineEnd = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let header = String(decoding: bytes[index..<min(lineEnd, index + 200)], as: UTF8.self)
        guard header.contains("PRIVATE KEY") else { return nil }
        let footer = Array("-----END ".utf8)
        var end = index + 11
        while end < bytes.count, !starts(bytes, at: end, with: footer), end - index < 16_384 {
            end += 1
        }
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), end - index < 16_500 { end += 1 }
        return ("private-key", end)
    }

    /// Three parts of base64url text joined by dots, the first two starting with `eyJ` (RFC 7519).
    private static func webToken(in bytes: [UInt8], at index: Int) -> (rule: String, end: Int)? {
        let start = Array("eyJ".utf8)
        guard starts(bytes, at: index, with: start) else { return nil }
        var end = index
        while end < bytes.count, SecretFormat.Alphabet.dotted.has(bytes[end]) { end += 1 }
        let parts = bytes[index..<end].split(separator: UInt8(ascii: "."))
        guard parts.count >= 3, parts[0].count >= 10, parts[1].starts(with: start),
            parts[2].count >= 10
        else { return nil }
        return ("json-web-token", end)
    }

    /// `://user:password@host`; what is found is the password.
    private static func urlPassword(in bytes: [UInt8], at index: Int) -> (rule: String, end: Int)? {
        guard index > 0, isWord(bytes[index - 1]), index + 1 < bytes.count else { return nil }
        var back = index - 1
        while back > 0, index - back < 100, isWord(bytes[back]) || bytes[back] == UInt8(ascii: ".")
        {
            back -= 1
        }
        guard back >= 2, bytes[back] == UInt8(ascii: "/"), bytes[back - 1] == UInt8(ascii: "/"),
            bytes[back - 2] == UInt8(ascii: ":")
        else { return nil }
        var end = index + 1
        while end < bytes.count, end - index < 200, bytes[end] > 0x20,
            bytes[end] != UInt8(ascii: "@"), bytes[end] != UInt8(ascii: "/")
        {
            end += 1
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "@"), end - index > 4,
            !isPlaceholder(bytes[(index + 1)..<end])
        else { return nil }
        return ("url-password", end)
    }

    /// The chat bot form: eight to ten digits, a colon, 35 letters.
    private static func botToken(in bytes: [UInt8], at index: Int) -> (rule: String, end: Int)? {
        var colon = index
        while colon < bytes.count, (0x30...0x39).contains(bytes[colon]) { colon += 1 }
        guard (8...10).contains(colon - index), colon < bytes.count,
            bytes[colon] == UInt8(ascii: ":")
        else { return nil }
        var end = colon + 1
        while end < bytes.count, SecretFormat.Alphabet.urlSafe.has(bytes[end]) { end += 1 }
        return end - colon - 1 == 35 ? ("bot-token", end) : nil
    }

    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            true
        default: byte >= 0x80
        }
    }

    static func starts(_ bytes: [UInt8], at index: Int, with prefix: [UInt8]) -> Bool {
        guard bytes.count - index >= prefix.count else { return false }
        return bytes[index..<(index + prefix.count)].elementsEqual(prefix)
    }
}
