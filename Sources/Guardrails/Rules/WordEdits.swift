/// What was put in and taken out between two texts of nearly the same words.
struct WordEdits {
    /// Words taken out and words put in at one place; one of the two can be empty.
    struct Hunk {
        let old: ArraySlice<RuleToken>
        let new: ArraySlice<RuleToken>
        /// Nothing but a mark or the end follows in the new text.
        let endsSentence: Bool
    }

    /// The places in order.
    let hunks: [Hunk]
    /// Share of the longer text's words that both have in the same order.
    let likeness: Double

    /// Share of the old text's words that the new one has in the same order.
    let kept: Double

    /// The new text says nothing that the old one did not.
    let isExcerpt: Bool

    /// Longest text that is compared, in words; the time grows with the product of the lengths.
    private static let limit = 400

    /// The edits between two texts, by a longest common subsequence of stems (Wagner and Fischer 1974).
    init?(from old: [RuleToken], to new: [RuleToken]) {
        let left = old.filter { !$0.isCompoundPart }
        let right = new.filter { !$0.isCompoundPart }
        guard left.count <= Self.limit, right.count <= Self.limit else { return nil }
        let width = right.count + 1
        var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
        for row in stride(from: left.count - 1, through: 0, by: -1) {
            for column in stride(from: right.count - 1, through: 0, by: -1) {
                lengths[row * width + column] =
                    Self.same(left[row], right[column])
                    ? lengths[(row + 1) * width + column + 1] + 1
                    : max(
                        lengths[(row + 1) * width + column], lengths[row * width + column + 1])
            }
        }
        var hunks: [Hunk] = []
        var (row, column, common) = (0, 0, 0)
        var (oldStart, newStart) = (0, 0)
        func close() {
            if oldStart < row || newStart < column {
                let after = column < right.count ? right[column] : nil
                hunks.append(
                    Hunk(
                        old: left[oldStart..<row], new: right[newStart..<column],
                        endsSentence: after.map { $0.mark != nil } ?? true))
            }
        }
        while row < left.count, column < right.count {
            if Self.same(left[row], right[column]) {
                close()
                if left[row].mark == nil { common += 1 }
                row += 1
                column += 1
                (oldStart, newStart) = (row, column)
            } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        (row, column) = (left.count, right.count)
        close()
        self.hunks = hunks
        let oldWords = left.count { $0.mark == nil }
        let newWords = right.count { $0.mark == nil }
        let words = max(oldWords, newWords)
        isExcerpt = newWords >= 3 && common == newWords
        kept = oldWords > 0 ? Double(common) / Double(oldWords) : 0
        likeness = words > 0 ? Double(common) / Double(words) : 0
    }

    private static func same(_ left: RuleToken, _ right: RuleToken) -> Bool {
        left.mark == right.mark
            && (left.mark != nil || (left.stem == right.stem && left.cue == right.cue))
    }
}
