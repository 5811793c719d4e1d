extension SecretScanner {
    /// Names to which secrets are assigned.
    private static let names = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key",
        "access_key", "access-key", "accesskey", "accountkey", "auth_key", "private_key",
        "client_secret", "credential", "credentials", "bearer", "pwd",
    ].map { Array($0.utf8) }

    /// `name = value` where the name says secret and the value looks random; what is found is from the name
    /// to the end of the value, so that the report's place is the assignment.
    static func assignedValue(in bytes: [UInt8], at index: Int) -> (rule: String, end: Int)? {
        var nameEnd = index
        while nameEnd < bytes.count, isWord(bytes[nameEnd]) || bytes[nameEnd] == UInt8(ascii: "-"),
            nameEnd - index < 64
        {
            nameEnd += 1
        }
        guard nameEnd > index, nameEnd - index < 64 else { return nil }
        let name = bytes[index..<nameEnd].map(lowercase)
        guard names.contains(where: { contains(name, $0) }) else { return nil }
        var place = nameEnd
        while place < bytes.count, [0x20, 0x22, 0x27, 0x60, 0x2A].contains(bytes[place]) {
            place += 1
        }
        if name.elementsEqual("bearer".utf8) {
            guard place > nameEnd else { return nil }
        } else {
            guard place < bytes.count,
                bytes[place] == UInt8(ascii: "=") || bytes[place] == UInt8(ascii: ":")
            else { return nil }
            while place < bytes.count,
                [0x3D, 0x3A, 0x3E, 0x20, 0x22, 0x27, 0x60].contains(bytes[place])
            {
                place += 1
            }
        }
        var end = place
        while end < bytes.count, bytes[end] > 0x20,
            ![0x22, 0x27, 0x60, 0x2C, 0x3B].contains(bytes[end])
        {
            end += 1
        }
        let value = bytes[place..<end]
        guard value.count >= 12, value.count <= 512, !isPlaceholder(value), looksRandom(value)
        else { return nil }
        return ("assigned-secret", end)
    }

    /// Letters and digits mixed, at least 3 bits of entropy a byte (Shannon), and no word of a language.
    private static func looksRandom(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        let hasDigit = value.contains { (0x30...0x39).contains($0) }
        let hasLetter = value.contains { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        guard hasDigit, hasLetter else { return false }
        var counts = [Int](repeating: 0, count: 128)
        for byte in value { counts[Int(byte)] += 1 }
        let total = Double(value.count)
        let entropy = counts.reduce(0.0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / total
            return sum - share * Platform.binaryLogarithm(share)
        }
        return entropy >= 3
    }

    /// Words and signs of values that stand for a secret without being one.
    private static let placeholders = [
        "example", "xxxx", "your", "changeme", "placeholder", "dummy", "redacted", "<", "${", "{{",
        "****", "....", "env.", "environ", "getenv", "process.", "secrets.", "vault", "$(", "op://",
        "0000000000", "1234567890", "abcdefghij", "://", "insert", "replace",
    ].map { Array($0.utf8) }

    static func isPlaceholder(_ value: ArraySlice<UInt8>) -> Bool {
        let text = value.prefix(256).map(lowercase)
        return Set(text).count < 5 || placeholders.contains { contains(text, $0) }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { starts(bytes, at: $0, with: part) }
    }
}
