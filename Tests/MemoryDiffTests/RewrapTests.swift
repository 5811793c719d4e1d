import MemoryDiff
import Testing

/// A memory of four hundred lines that somebody wrapped anew.
struct RewrapTests {
    /// Paragraphs of so many words, wrapped so that the memory has about so many lines.
    private static func text(width: Int, changing: (word: Int, to: String)? = nil) -> String {
        var number = 0
        let paragraphs = (0..<50).map { paragraph in
            var lines: [String] = []
            var line = ""
            for _ in 0..<80 {
                number += 1
                var word = "word\(number % 211)x\(paragraph)"
                if let changing, changing.word == number { word = changing.to }
                if line.count + word.count + 1 > width {
                    lines.append(line)
                    line = word
                } else {
                    line += (line.isEmpty ? "" : " ") + word
                }
            }
            return (lines + [line]).joined(separator: "\n")
        }
        return "# Long\n\n" + paragraphs.joined(separator: "\n\n") + "\n"
    }

    private static let narrow = text(width: 95)

    @Test func `four hundred lines that were wrapped anew have no changed word`() {
        #expect(Self.narrow.split(separator: "\n").count >= 400)
        let report = Comparison.report(
            old: [Memory(path: "a.md", text: Self.narrow)],
            new: [Memory(path: "a.md", text: Self.text(width: 60))])
        #expect(report.changes == [])
    }

    @Test(arguments: [1, 40, 80, 81, 1999, 2000, 3333, 4000])
    func `one changed word inside of four hundred lines wrapped anew is exactly that word`(
        place: Int
    ) throws {
        let new = Self.text(width: 60, changing: (place, "other"))
        let report = Comparison.report(
            old: [Memory(path: "a.md", text: Self.narrow)],
            new: [Memory(path: "a.md", text: new)])
        let change = try #require(report.changes.first)
        #expect(report.changes.count == 1)
        #expect(change.kind == .modified)
        let (before, after) = (try #require(change.old.first), try #require(change.new.first))
        let spans = WordDiff.spans(old: before.text, new: after.text)
        func words(_ role: WordSpan.Role, _ text: String, _ range: (WordSpan) -> Range<Int>)
            -> [String]
        {
            spans.filter { $0.role == role }.map {
                String(decoding: Array(text.utf8)[range($0)], as: UTF8.self)
            }
        }
        #expect(words(.added, after.text, \.new) == ["other"])
        #expect(words(.removed, before.text, \.old) == ["word\(place % 211)x\((place - 1) / 80)"])
    }
}
