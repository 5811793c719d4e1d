import Testing

@testable import MemoryDiff

@Suite struct WordScannerTests {
    @Test func `plain text has the same words byte by byte and character by character`() {
        var generator = SeededGenerator(seed: 17)
        for _ in 0..<2_000 {
            let length = Int.random(in: 0...40, using: &generator)
            let text = String(
                decoding: (0..<length).map { _ in
                    UInt8(
                        ascii: " A9bC-zq0Z.xy_w\n".unicodeScalars.randomElement(using: &generator)
                            ?? " ")
                }, as: UTF8.self)
            var slow: [ScannedWord] = []
            WordScanner.scanUnicode(text) { slow.append($0) }
            let quick = WordScanner.words(of: text)
            #expect(quick.map(\.range) == slow.map(\.range))
            #expect(quick.map(\.term) == slow.map(\.term))
            #expect(quick.map(\.stem) == slow.map(\.stem))
        }
    }
}
