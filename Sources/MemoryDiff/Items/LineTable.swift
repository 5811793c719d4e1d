/// Where the lines of a stretch of bytes begin.
struct LineTable {
    /// What ends a line.
    enum Breaks {
        /// Line feed, return, or both: as CommonMark has it.
        case commonMark
        /// These and NEL, LS, PS: as YAML 1.1 (5.4) has it.
        case yaml
    }

    /// Offset of the first byte of each line, and the end of the stretch behind the last.
    private let starts: [Int]

    init(_ bytes: ByteView, _ stretch: Range<Int>, breaks: Breaks = .commonMark) {
        var starts = [stretch.lowerBound]
        var offset = stretch.lowerBound
        while offset < stretch.upperBound {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case 0x0A:
                starts.append(offset)
            case 0x0D:
                if offset < stretch.upperBound, bytes[offset] == 0x0A { offset += 1 }
                starts.append(offset)
            case 0xC2 where breaks == .yaml && bytes.has("\u{85}", at: offset - 1):
                offset += 1
                starts.append(offset)
            case 0xE2
            where breaks == .yaml
                && (bytes.has("\u{2028}", at: offset - 1) || bytes.has("\u{2029}", at: offset - 1)):
                offset += 2
                starts.append(offset)
            default: break
            }
        }
        if starts[starts.count - 1] != stretch.upperBound || starts.count == 1 {
            starts.append(stretch.upperBound)
        }
        self.starts = starts
    }

    /// Number of lines; an empty stretch has one, empty line.
    var count: Int { starts.count - 1 }

    /// Byte offsets of a line with its terminator; lines are counted from 0.
    subscript(line: Int) -> Range<Int> { starts[line]..<starts[line + 1] }

    /// Byte offsets of some lines with their terminators.
    subscript(lines: Range<Int>) -> Range<Int> {
        starts[lines.lowerBound]..<starts[lines.upperBound]
    }
}
