import MemoryDiff

/// Which words of two texts to point at.
enum WordHighlight {
    /// One side of two texts as pieces, each marked when the other side does not have it.
    static func pieces(
        of text: String, spans: [WordSpan], isOld: Bool
    ) -> [(text: Substring, isMarked: Bool)] {
        let marked = spans.filter { $0.role == (isOld ? .removed : .added) }
            .map { isOld ? $0.old : $0.new }
        var pieces: [(Substring, Bool)] = []
        var end = 0
        var index = 0
        while index < marked.count {
            var range = marked[index]
            index += 1
            while index < marked.count, isBlank(text, range.upperBound..<marked[index].lowerBound) {
                range = range.lowerBound..<marked[index].upperBound
                index += 1
            }
            guard let before = slice(text, end..<range.lowerBound), let inside = slice(text, range)
            else { continue }
            if !before.isEmpty { pieces.append((before, false)) }
            if !inside.isEmpty { pieces.append((inside, true)) }
            end = range.upperBound
        }
        if let rest = slice(text, end..<text.utf8.count), !rest.isEmpty {
            pieces.append((rest, false))
        }
        return pieces
    }

    private static func isBlank(_ text: String, _ range: Range<Int>) -> Bool {
        slice(text, range)?.allSatisfy { $0 == " " } ?? false
    }

    /// A part of a text by UTF-8 offsets; nothing where they do not fit the text.
    private static func slice(_ text: String, _ range: Range<Int>) -> Substring? {
        let utf8 = text.utf8
        guard range.lowerBound >= 0, range.lowerBound <= range.upperBound,
            range.upperBound <= utf8.count
        else { return nil }
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        let end = utf8.index(start, offsetBy: range.upperBound - range.lowerBound)
        guard start.samePosition(in: text.unicodeScalars) != nil,
            end.samePosition(in: text.unicodeScalars) != nil
        else { return nil }
        return text[start..<end]
    }
}
