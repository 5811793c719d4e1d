import Testing

@testable import Guardrails

@Suite struct SentencesTests {
    @Test func `ASCII text is cut where any text is cut`() {
        var chance = SeededChance(seed: 7)
        let pieces = [
            "Never push", ".", "!", "?", " ", "\n", "\r\n", "`", "e.g.", "etc.", "(No", "x.", "a.",
            "Dr",
            "3.5", "...", "\t", "then", "Then", "*", "\u{0B}", "-",
        ]
        for _ in 0..<3000 {
            let count = Int.random(in: 0...14, using: &chance)
            let text = (0..<count).map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
            #expect(Sentences.of(text) == Sentences.ofLetters(text), "\(text.debugDescription)")
        }
        #expect(
            Sentences.of("Never do it, e.g. today. Ask Ada. ") == [
                "Never do it, e.g. today.", "Ask Ada.",
            ])
    }

    @Test func `ASCII text gets the name that any text gets`() {
        var chance = SeededChance(seed: 11)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...20, using: &chance)).map { _ in
                UInt8.random(in: 0..<0x80, using: &chance)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(
                GuardrailExtractor.normalised(text) == GuardrailExtractor.normalisedScalars(text))
        }
    }
}
