extension FactScanner {
    /// Whether a text is lower-case words and punctuation, in which nothing can be looked up.
    static func isPlainProse(_ bytes: ByteView) -> Bool {
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x20, 0x0A, UInt8(ascii: ","),
                UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "("),
                UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: "\""):
                break
            case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "."):
                // Flags, scopes and dotted names are identifiers.
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0x20
                let isInside = byte == UInt8(ascii: "-") && next &- 0x61 < 26
                guard isInside || next == 0x20 || next == 0x0A else { return false }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                // The capital of a sentence, unless the whole word is in capitals.
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0x20
                guard offset == 0, next == 0x20 || next &- 0x61 < 26 else { return false }
            default: return false
            }
        }
        return true
    }
}
