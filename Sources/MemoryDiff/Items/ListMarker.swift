/// The marker that starts an entry of a list.
enum ListMarker {
    /// Bytes from the start of a line to the words behind its marker; 0 where there is none.
    static func length(_ bytes: ByteView, _ line: Range<Int>) -> Int {
        var offset = line.lowerBound
        while offset < line.upperBound, bytes[offset] == 0x20 || bytes[offset] == 0x09 {
            offset += 1
        }
        let marker = offset
        if bytes.has("\u{2022}", at: offset) {
            offset += 3
        } else if offset < line.upperBound {
            switch bytes[offset] {
            case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                offset += 1
            default:
                while offset < line.upperBound, offset - marker < 9, bytes[offset].isDigit {
                    offset += 1
                }
                guard offset > marker, offset < line.upperBound,
                    bytes[offset] == UInt8(ascii: ".") || bytes[offset] == UInt8(ascii: ")")
                else { return 0 }
                offset += 1
            }
        }
        let behind = offset
        while offset < line.upperBound, bytes[offset] == 0x20 || bytes[offset] == 0x09 {
            offset += 1
        }
        return offset > behind && behind > marker && offset < line.upperBound
            ? offset - line.lowerBound : 0
    }
}
