import MemoryDiff

/// Which words of two texts to point at.
enum WordHighlight {
    /// Longest text, in words, whose words are compared one by one.
    private static let longest = 400

    /// The runs of words that both texts share or that one has alone, in reading order.
    static func spans(old: String, new: String) -> [WordSpan] {
        let left = words(of: old)
        let right = words(of: new)
        guard left.count <= longest, right.count <= longest else {
            return [
                WordSpan(role: .removed, old: 0..<old.utf8.count, new: 0..<0),
                WordSpan(
                    role: .added, old: old.utf8.count..<old.utf8.count, new: 0..<new.utf8.count),
            ]
        }
        return spans(left, right)
    }

    /// By the longest common subsequence of words (Wagner and Fischer 1974).
    private static func spans(_ left: [Word], _ right: [Word]) -> [WordSpan] {
        let columns = right.count + 1
        var lengths = [Int](repeating: 0, count: (left.count + 1) * columns)
        for row in stride(from: left.count - 1, through: 0, by: -1) {
            for column in stride(from: right.count - 1, through: 0, by: -1) {
                lengths[row * columns + column] =
                    left[row].text == right[column].text
                    ? lengths[(row + 1) * columns + column + 1] + 1
                    : max(
                        lengths[(row + 1) * columns + column], lengths[row * columns + column + 1])
            }
        }
        var spans: [WordSpan] = []
        var (row, column) = (0, 0)
        var (oldEnd, newEnd) = (0, 0)
        while row < left.count || column < right.count {
            if row < left.count, column < right.count, left[row].text == right[column].text {
                spans.append(
                    WordSpan(role: .equal, old: left[row].range, new: right[column].range))
                (oldEnd, newEnd) = (left[row].range.upperBound, right[column].range.upperBound)
                (row, column) = (row + 1, column + 1)
            } else if column == right.count
                || (row < left.count
                    && lengths[(row + 1) * columns + column] >= lengths[row * columns + column + 1])
            {
                spans.append(WordSpan(role: .removed, old: left[row].range, new: newEnd..<newEnd))
                oldEnd = left[row].range.upperBound
                row += 1
            } else {
                spans.append(WordSpan(role: .added, old: oldEnd..<oldEnd, new: right[column].range))
                newEnd = right[column].range.upperBound
                column += 1
            }
        }
        return spans
    }

    private struct Word {
        let text: Substring
        let range: Range<Int>
    }

    private static func words(of text: String) -> [Word] {
        text.split(separator: " ").map { word in
            let start = text.utf8.distance(from: text.startIndex, to: word.startIndex)
            return Word(text: word, range: start..<start + word.utf8.count)
        }
    }

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
