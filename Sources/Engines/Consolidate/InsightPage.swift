internal import MemoryDiff

/// The memory in which stands what sessions have in common: a heading per kind, a bullet per insight.
struct InsightPage {
    /// The page with everything that was added.
    let memory: Memory
    /// Where each line that was added stands, with the numbers of the origins of what it holds or heads.
    let places: [(range: Range<Int>, origins: [Int])]

    private static let title = "# Recurring across sessions"

    /// Adds to a page, which is made where there is none.
    init(adding additions: [Draft.Addition], to page: Memory?, path: String) {
        var lines: [(text: String, origins: [Int])] = []
        if let page {
            lines = String(decoding: page.content, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false).map { (String($0), []) }
            while lines.last?.text.isEmpty == true { lines.removeLast() }
        } else {
            lines = [(Self.title, additions.map(\.origin))]
        }
        for addition in additions {
            let heading = "## " + addition.heading
            let start: Int
            if let present = lines.firstIndex(where: { $0.text == heading }) {
                // A heading that is new stands for all that it heads.
                if !lines[present].origins.isEmpty {
                    lines[present].origins.append(addition.origin)
                }
                start = present + 1
            } else {
                lines += [("", []), (heading, [addition.origin])]
                start = lines.count
            }
            var end = lines[start...].firstIndex { $0.text.hasPrefix("#") } ?? lines.count
            while end > start, lines[end - 1].text.isEmpty { end -= 1 }
            if end == start {
                lines.insert(("", []), at: end)
                end += 1
            }
            lines.insert(("- " + addition.text, [addition.origin]), at: end)
        }
        var places: [(range: Range<Int>, origins: [Int])] = []
        var offset = 0
        for line in lines {
            let size = line.text.utf8.count
            if !line.origins.isEmpty { places.append((offset..<(offset + size), line.origins)) }
            offset += size + 1
        }
        memory = Memory(path: path, text: lines.map(\.text).joined(separator: "\n") + "\n")
        self.places = places
    }
}
