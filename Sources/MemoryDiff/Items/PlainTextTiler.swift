/// Tiles text without structure: paragraphs between blank lines, or lines where it looks like a list.
enum PlainTextTiler {
    static func tile(_ bytes: ByteView, _ stretch: Range<Int>, into builder: inout TilingBuilder) {
        let lines = LineTable(bytes, stretch)
        var first = 0
        while first < lines.count {
            guard !bytes.trimmed(lines[first]).isEmpty else {
                first += 1
                continue
            }
            var last = first
            while last + 1 < lines.count, !bytes.trimmed(lines[last + 1]).isEmpty { last += 1 }
            tile(bytes, lines, first..<last + 1, into: &builder)
            first = last + 1
        }
    }

    /// Tiles a run of lines without a blank one among them.
    private static func tile(
        _ bytes: ByteView, _ lines: LineTable, _ run: Range<Int>, into builder: inout TilingBuilder
    ) {
        let hasMarkers = run.contains { ListMarker.length(bytes, lines[$0]) > 0 }
        let isList = !hasMarkers && run.count > 1 && breaksAreMeant(bytes, lines, run)
        var start = run.lowerBound
        while start < run.upperBound {
            var next = start + 1
            if hasMarkers {
                while next < run.upperBound, ListMarker.length(bytes, lines[next]) == 0 {
                    next += 1
                }
            } else if !isList {
                next = run.upperBound
            }
            let range = lines[start..<next]
            let marker = ListMarker.length(bytes, lines[start])
            let text = bytes.folded(range.lowerBound + marker..<range.upperBound)
            let form: ItemForm = marker > 0 ? .bullet : isList ? .line : .paragraph
            if bytes.carriesWords(range) {
                builder.add(form, range, headings: [], text: text)
            } else {
                builder.fill(upTo: range.upperBound)
            }
            start = next
        }
    }

    /// Whether most lines end before they are full, so that the next word would have fitted.
    ///
    /// A text that was wrapped to a width of at least 60 characters has no such line but the last.
    private static func breaksAreMeant(
        _ bytes: ByteView, _ lines: LineTable, _ run: Range<Int>
    ) -> Bool {
        var lengths: [Int] = []
        var firstWords: [Int] = []
        for number in run {
            let line = bytes.trimmed(lines[number])
            lengths.append(characters(bytes[line]))
            firstWords.append(characters(bytes[line].prefix { !$0.isBlank }))
        }
        let width = max(lengths.max() ?? 0, 60)
        let meant = (1..<lengths.count).count { lengths[$0 - 1] + 1 + firstWords[$0] <= width }
        return meant * 2 > lengths.count - 1
    }

    private static func characters(_ bytes: Slice<ByteView>) -> Int {
        bytes.count { $0 & 0xC0 != 0x80 }
    }
}

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
