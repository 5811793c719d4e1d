internal import MemoryDiff

/// The memory in which stands what sessions have in common: a heading per kind, a bullet per insight.
enum InsightPage {
    private static let title = "# Recurring across sessions\n"

    /// The page with additions, and where each stands, by the number of its origin.
    static func adding(_ additions: [Draft.Addition], to page: Memory?, path: String) -> (
        Memory, [(Int, Range<Int>)]
    ) {
        var lines =
            page.map { String(decoding: $0.content, as: UTF8.self) }.map {
                $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            } ?? [title.dropLast().description, ""]
        while lines.last == "" { lines.removeLast() }
        for addition in additions {
            let heading = "## " + addition.heading
            if !lines.contains(heading) { lines += ["", heading, ""] }
            let start = (lines.firstIndex(of: heading) ?? 0) + 1
            var end = lines[start...].firstIndex { $0.hasPrefix("#") } ?? lines.count
            while end > start, lines[end - 1].isEmpty { end -= 1 }
            if end == start {
                lines.insert("", at: end)
                end += 1
            }
            lines.insert("- " + addition.text, at: end)
        }
        var ranges: [(Int, Range<Int>)] = []
        var offset = 0
        for line in lines {
            let size = line.utf8.count
            if let addition = additions.first(where: { "- " + $0.text == line }) {
                ranges.append((addition.origin, (offset + 2)..<(offset + size)))
            }
            offset += size + 1
        }
        return (Memory(path: path, text: lines.joined(separator: "\n") + "\n"), ranges)
    }
}
