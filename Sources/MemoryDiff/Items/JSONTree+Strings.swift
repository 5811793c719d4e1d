extension JSONTree {
    /// The byte that a one-letter escape stands for.
    static func unescaped(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// The characters of a string that stands, with its quotes, at a range.
    static func string(_ bytes: ByteView, _ quoted: Range<Int>) -> String {
        let inner = quoted.lowerBound + 1..<max(quoted.lowerBound + 1, quoted.upperBound - 1)
        guard bytes[inner].contains(UInt8(ascii: "\\")) else { return bytes.text(inner) }
        var units: [UInt16] = []
        var result = ""
        var offset = inner.lowerBound
        while offset < inner.upperBound {
            let run = bytes[offset..<inner.upperBound].prefix { $0 != UInt8(ascii: "\\") }
            if !run.isEmpty {
                result += String(decoding: units, as: UTF16.self)
                units.removeAll(keepingCapacity: true)
                result += String(decoding: run, as: UTF8.self)
                offset = run.endIndex
                continue
            }
            guard offset + 1 < inner.upperBound else { break }
            if bytes[offset + 1] == UInt8(ascii: "u"), offset + 6 <= inner.upperBound {
                let unit = bytes[offset + 2..<offset + 6].reduce(UInt32(0)) {
                    $0 << 4 | ($1.hexadecimal ?? 0)
                }
                units.append(UInt16(truncatingIfNeeded: unit))
                offset += 6
            } else {
                units.append(UInt16(unescaped(bytes[offset + 1]) ?? bytes[offset + 1]))
                offset += 2
            }
        }
        return result + String(decoding: units, as: UTF16.self)
    }
}
