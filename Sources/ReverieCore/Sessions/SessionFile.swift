internal import FoundationEssentials
internal import Git

/// What the branch of the sessions says about one of them.
struct SessionRecord: Codable {
    /// How the transcript stands there: as one file (1), or in parts in a folder of its name (2).
    var format: Int
    var number: Int
    var name: String?
    var form: String
    var events: Int
    var bytes: Int
    var added: Int64

    static let formatVersion = 2
}

/// The paths on the branch of the sessions.
enum SessionLayout {
    static let key = "key"
    static let records = "about/"
    static let transcripts = "transcripts/"

    static func record(_ id: String) -> [UInt8] { Array("\(records)\(id).json".utf8) }

    /// Largest size of a part, in bytes.
    ///
    /// Neither git nor libgit2 can write or read a packed object but as a whole. Parts begin at multiples of it, so that a
    /// transcript that grew shares those that it had.
    static let partSize = 1 << 20

    /// Where the parts of a transcript stand, in order.
    static func transcript(_ id: String, parts: Int) -> [[UInt8]] {
        guard parts > 1 else { return [Array("\(transcripts)\(id)".utf8)] }
        return (0..<parts).map { number in
            let digits = String(number)
            let zeros = String(repeating: "0", count: max(0, 6 - digits.utf8.count))
            return Array("\(transcripts)\(id)/\(zeros)\(digits)".utf8)
        }
    }
}

/// The secret that keeps names of sessions from telling what they hold to those who have not got them.
struct SessionKey {
    let bytes: [UInt8]

    static let size = 32

    /// The name of a session: a keyed digest of its content (HMAC of RFC 2104 over SHA-256 of the content).
    func id(of content: TranscriptDigest) -> String {
        var inner = [UInt8](repeating: 0x36, count: 64)
        var outer = [UInt8](repeating: 0x5C, count: 64)
        for (index, byte) in bytes.prefix(64).enumerated() {
            inner[index] ^= byte
            outer[index] ^= byte
        }
        let hashed = Digest.sha256Bytes(inner + content.sha256)
        return "s-" + Digest.sha256(outer + hashed).prefix(16)
    }
}
