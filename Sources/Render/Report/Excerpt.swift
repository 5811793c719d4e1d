/// The part of a text that a reader should see where there is no room for all of it.
enum Excerpt {
    /// Most bytes of a text that are looked at.
    private static let longest = 20_000

    /// The passage in which most of the given words stand, on one line.
    ///
    /// - Parameters:
    ///   - words: Words as they stand in another text; their first four letters decide.
    ///   - characters: Most characters of the passage, the dots around it aside.
    static func of(_ text: String, around words: [String], characters: Int) -> String {
        let head = String(decoding: text.utf8.prefix(longest), as: UTF8.self)
        let parts = head.split(whereSeparator: \.isWhitespace)
        let whole = parts.joined(separator: " ")
        if whole.count <= characters, text.utf8.count <= longest { return whole }
        let wanted = words.map { $0.lowercased().prefix(4) }
        let hits = parts.map { part -> Int? in
            let word = part.lowercased().drop { !$0.isLetter && !$0.isNumber }
            return wanted.firstIndex { word.hasPrefix($0) }
        }
        let lengths = parts.map(\.count)
        var best = (start: 0, end: 0, score: -1)
        for start in parts.indices {
            var end = start
            var length = 0
            var found: Set<Int> = []
            while end < parts.count, length + lengths[end] <= characters {
                length += lengths[end] + 1
                if let hit = hits[end] { found.insert(hit) }
                end += 1
            }
            if found.count > best.score { best = (start, end, found.count) }
        }
        if best.end == best.start { return String(whole.prefix(characters)) + "..." }
        // A passage reads better from the words before the first hit.
        let first = hits[best.start..<best.end].firstIndex { $0 != nil } ?? best.start
        let start = best.start == 0 ? 0 : max(best.start, min(first, best.end - 1))
        return (start > 0 ? "... " : "") + parts[start..<best.end].joined(separator: " ")
            + (best.end < parts.count || text.utf8.count > longest ? "..." : "")
    }
}
