import Guardrails
import Testing

@Suite struct InvisibleTextTests {
    private func rules(_ text: String) -> [String] {
        InvisibleText.findings(in: Array(text.utf8)).map(\.rule)
    }

    private static func text(_ scalars: UInt32...) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars { if let scalar = Unicode.Scalar(value) { view.append(scalar) } }
        return String(view)
    }

    /// Every character of the corpus, one by one, between plain words.
    @Test func `each character that hides is found, once, where it stands`() {
        var corpus: [(UInt32, String)] = []
        for value: UInt32 in [0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2064, 0xAD, 0x34F, 0x180E] {
            corpus.append((value, "zero-width"))
        }
        for value in Array(0x202A...0x202E) + Array(0x2066...0x2069) + [0x200E, 0x200F, 0x61C] {
            corpus.append((UInt32(value), "bidirectional"))
        }
        for value: UInt32 in 0xE0000...0xE007F { corpus.append((value, "tag")) }
        for value in Array(0xFE00...0xFE0F) + Array(0xE0100...0xE01EF) {
            corpus.append((UInt32(value), "variation-selector"))
        }
        for value: UInt32 in [0xE000, 0xF8FF, 0xF0000, 0x10FFFD] {
            corpus.append((value, "private-use"))
        }
        for value in Array(0..<9) + [0x0B, 0x0C, 0x0D] + Array(0x0E..<0x20) + Array(0x7F...0x9F)
            + [0x2028, 0x2029]
        {
            corpus.append((UInt32(value), "control"))
        }
        for value: UInt32 in [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0] {
            corpus.append((value, "blank"))
        }
        for value: UInt32 in [0xFFFE, 0xFDD0, 0x1FFFF] { corpus.append((value, "noncharacter")) }
        #expect(corpus.count > 400)
        for (value, rule) in corpus {
            let hidden = Self.text(value)
            let findings = InvisibleText.findings(in: Array("pay \(hidden)now\n".utf8))
            #expect(findings.map(\.rule) == [rule], "U+\(String(value, radix: 16))")
            #expect(findings.first?.range == 4..<(4 + hidden.utf8.count))
        }
    }

    @Test(arguments: [
        "\u{202E}evil\u{202C}", "if admin\u{2066} // comment \u{2069}", "ig\u{200B}nore",
        "\u{FEFF}a\u{FEFF}", "x\u{FE00}\u{FE01}\u{FE02}", "pаypal", "Αdmin", "раypal",
        "👍\u{E0041}\u{E0042}", "a\u{200D}b", "🏴\u{E0041}\u{E007F}",
    ])
    func `known attacks are found`(text: String) { #expect(!rules(text).isEmpty) }

    @Test(arguments: [
        "مرحبا بالعالم", "می‌خواهم", "שלום עולם", "\u{200F}שלום (abc)\u{200E} עולם", "नमस्ते क्‍ष",
        "👩‍👩‍👧‍👦 and 🏳️‍🌈 and ❤️ and 1️⃣", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
        "日本語 葛\u{E0100}城", "Привет, мир", "Ελληνικά", "naïve café", "\u{FEFF}# Title",
        "μs and kΩ and π",
        "a\r\nb\tc", "ไทย ภาษา", "한국어 문장", "x ≥ 3 → y", "ᠮᠣᠩᠭᠣᠯ", "— “quoted” …",
    ])
    func `what writing systems need passes`(text: String) { #expect(rules(text) == []) }

    @Test func `a thousand texts of many scripts pass`() {
        var chance = SeededChance(seed: 99)
        let ranges: [ClosedRange<UInt32>] = [
            0x41...0x5A, 0x61...0x7A, 0xE0...0xF6, 0x391...0x3A1, 0x410...0x44F, 0x5D0...0x5EA,
            0x627...0x64A, 0x905...0x939, 0xE01...0xE2E, 0x3041...0x3096, 0x4E00...0x9FFF,
            0xAC00...0xD7A3, 0x1F600...0x1F64F,
        ]
        var blocked = 0
        for _ in 0..<1000 {
            let words = (0..<12).map { _ in
                let range = ranges.randomElement(using: &chance) ?? 0x41...0x5A
                return String(
                    String.UnicodeScalarView(
                        (0..<6).compactMap { _ in
                            Unicode.Scalar(UInt32.random(in: range, using: &chance))
                        }))
            }
            if !rules(words.joined(separator: " ")).isEmpty { blocked += 1 }
        }
        #expect(blocked <= 10)
    }
}
