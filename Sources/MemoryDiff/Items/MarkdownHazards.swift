/// Text on which cmark-gfm needs more than linear time.
enum MarkdownHazards {
    /// Bytes of quote marks, list markers and indents before the last marker of a line.
    private static let deepestPrefix = 256
    /// Columns of a table.
    private static let widestTable = 256

    static func areIn(_ bytes: ByteView, _ stretch: Range<Int>) -> Bool {
        var prefix = 0
        var isInPrefix = true
        var pipes = 0
        for offset in stretch {
            let byte = bytes[offset]
            if byte == 0x0A || byte == 0x0D {
                prefix = 0
                isInPrefix = true
                pipes = 0
                continue
            }
            if isInPrefix {
                prefix += 1
                switch byte {
                case 0x20, 0x09: break
                case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"),
                    UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    if prefix > deepestPrefix { return true }
                default: isInPrefix = false
                }
            }
            if byte == UInt8(ascii: "|") {
                pipes += 1
                if pipes > widestTable { return true }
            }
        }
        return false
    }
}
