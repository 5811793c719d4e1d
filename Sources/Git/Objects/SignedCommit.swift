/// A commit with a signature, taken apart as git does: the bytes that were signed, and the signature.
public struct SignedCommit: Sendable, Hashable {
    /// The commit without the signature's header.
    public let payload: [UInt8]
    /// The signature, in armour.
    public let signature: [UInt8]

    private static let header = Array("gpgsig ".utf8)

    /// Takes the bytes of a commit apart; nil when no signature stands in them.
    init?(_ bytes: [UInt8]) {
        var payload: [UInt8] = []
        var signature: [UInt8] = []
        var isInside = false
        var start = 0
        while start < bytes.count, bytes[start] != 0x0A {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count - 1
            let line = bytes[start...end]
            // A line that starts with a space goes on with the header before it.
            isInside = line.starts(with: Self.header) || (isInside && line.first == 0x20)
            if isInside {
                signature +=
                    line.first == 0x20 ? line.dropFirst() : line.dropFirst(Self.header.count)
            } else {
                payload += line
            }
            start = end + 1
        }
        guard !signature.isEmpty else { return nil }
        self.payload = payload + bytes[min(start, bytes.count)...]
        self.signature = signature
    }

    /// The bytes of a commit with a signature between its headers and the rest.
    static func join(_ headers: String, signature: [UInt8], _ rest: String) -> [UInt8] {
        var bytes = Array(headers.utf8) + header
        let lines = signature.split(separator: 0x0A, omittingEmptySubsequences: true)
        bytes += lines.joined(separator: [0x0A, 0x20])
        return bytes + [0x0A] + Array(rest.utf8)
    }
}
