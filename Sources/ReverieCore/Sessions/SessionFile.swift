internal import FoundationEssentials
internal import Git

/// What the branch of the sessions says about one of them.
struct SessionRecord: Codable {
    var format = SessionRecord.formatVersion
    var number: Int
    var name: String?
    var form: String
    var events: Int
    var bytes: Int
    var added: Int64

    static let formatVersion = 1
}

/// The paths on the branch of the sessions.
enum SessionLayout {
    static let key = "key"
    static let records = "about/"
    static let transcripts = "transcripts/"

    static func record(_ id: String) -> [UInt8] { Array("\(records)\(id).json".utf8) }
    static func transcript(_ id: String) -> [UInt8] { Array("\(transcripts)\(id)".utf8) }
}

/// The secret that keeps names of sessions from telling what they hold to those who have not got them.
struct SessionKey {
    let bytes: [UInt8]

    static let size = 32

    /// The name of a session: a keyed digest of its content (HMAC of RFC 2104 over SHA-256 of the content).
    func id(of content: [UInt8]) -> String {
        let digest = hexadecimal(Digest.sha256(content))
        var inner = [UInt8](repeating: 0x36, count: 64)
        var outer = [UInt8](repeating: 0x5C, count: 64)
        for (index, byte) in bytes.prefix(64).enumerated() {
            inner[index] ^= byte
            outer[index] ^= byte
        }
        let hashed = hexadecimal(Digest.sha256(inner + digest))
        return "s-" + Digest.sha256(outer + hashed).prefix(16)
    }

    /// The bytes that hexadecimal digits stand for.
    private func hexadecimal(_ digits: String) -> [UInt8] {
        let values = digits.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
