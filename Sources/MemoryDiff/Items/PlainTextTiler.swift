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
        var start = run.lowerBound
        while start < run.upperBound {
            let marker = ListMarker.length(bytes, lines[start])
            var next = start + 1
            while next < run.upperBound, ListMarker.length(bytes, lines[next]) == 0,
                marker == 0 || indent(bytes, lines[next]) > indent(bytes, lines[start])
            { next += 1 }
            if marker > 0 {
                add(.bullet, bytes, lines[start..<next], marker: marker, into: &builder)
            } else if next - start > 1, breaksAreMeant(bytes, lines, start..<next) {
                for number in start..<next { add(.line, bytes, lines[number], into: &builder) }
            } else {
                add(.paragraph, bytes, lines[start..<next], into: &builder)
            }
            start = next
        }
    }

    private static func add(
        _ form: ItemForm, _ bytes: ByteView, _ range: Range<Int>, marker: Int = 0,
        into builder: inout TilingBuilder
    ) {
        guard bytes.carriesWords(range) else { return }
        let words = range.lowerBound + marker..<range.upperBound
        builder.add(form, range, headings: [], text: bytes.folded(words))
    }

    private static func indent(_ bytes: ByteView, _ line: Range<Int>) -> Int {
        bytes[line].prefix { $0 == 0x20 || $0 == 0x09 }.count
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
