/// Texts that would act on a terminal or deceive a reader, made by rule.
enum EscapeCorpus {
    static let sequences: [String] = {
        var all: [String] = []
        let escape = "\u{1B}"
        for final in "@ABCDEFGHIJKLMPSTXZ`abcdefghilmnopqrstuxyz" {
            all.append("\(escape)[\(final)")
            all.append("\(escape)[?1;2\(final)")
            all.append("\u{9B}31\(final)")
        }
        for number in [0, 1, 2, 4, 7, 8, 9, 10, 11, 12, 50, 52, 104, 133, 777, 1337] {
            all.append("\(escape)]\(number);x\u{7}")
            all.append("\(escape)]\(number);x\(escape)\\")
            all.append("\u{9D}\(number);x\u{9C}")
        }
        for introducer in [
            "P", "X", "^", "_", "#8", "(0", ")B", "%G", "7", "8", "=", ">", "c", "n", "|",
        ] {
            all.append("\(escape)\(introducer)$q\"p\(escape)\\")
        }
        all.append("\(escape)_Ga=T,f=100;AAAA\(escape)\\")
        all += [
            "over\u{8}\u{8}\u{8}\u{8}under", "approved\rrejected", "a\u{B}b", "a\u{C}b", "a\u{0}b",
        ]
        for value in UInt32(0)..<0x20 where value != 0x0A { all.append(text(value)) }
        for value in UInt32(0x7F)..<0xA0 { all.append(text(value)) }
        let invisible: [UInt32] = [
            0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E,
            0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061,
            0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A, 0x206F, 0x3164,
            0xE000, 0xF8FF, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFB, 0xFFFE,
            0x1BCA0, 0x1D173, 0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0xF0000,
            0x10FFFD,
        ]
        all += invisible.map { "a\(text($0))b" }
        all += [
            "\u{1F3F4}\u{E0061}\u{E0062}\u{E007F}",
            "1\u{FE0F}", "a\u{200D}b", "\u{1F600}\u{200D}a",
            "e" + String(repeating: "\u{301}", count: 40),
        ]
        return all
    }()

    /// Texts of many scripts that must stay as they are.
    static let multilingual = [
        "Plain ASCII with 'quotes', \"double\" and | pipes", "Grüße aus Köln, naïve façade, Ærø",
        "Tiếng Việt có dấu", "Ελληνικά και ἀρχαῖα", "Привет, мир", "Հայերեն", "ქართული",
        "שלום עולם", "שָׁלוֹם", "مرحبا بالعالم", "می‌خواهم", "نمی‌دانم کتاب‌ها", "سُبْحَانَ", "\u{600}١٢٣",
        "हिन्दी क्षत्रिय", "क्‍ष र्‍य", "বাংলা ভাষা", "தமிழ் மொழி", "മലയാളം അവന്‍", "සිංහල ශ්‍රී", "ไทยไม่มีช่องว่าง",
        "ລາວ", "မြန်မာ", "ភាសាខ្មែរ", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ", "中文漢字", "日本語ひらがなカタカナ", "한국어", "한글",
        "፳ አማርኛ", "Cherokee ᏣᎳᎩ", "😀 🎉 👍🏽", "👨‍👩‍👧‍👦 👩‍🚀 🏳️‍🌈 🏴‍☠️", "❤️ ☎️ ✔︎", "1️⃣ #️⃣ *️⃣",
        "🇩🇪 🇯🇵", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "∀x∈ℝ: x² ≥ 0", "→ ⇒ … – —", "no\u{A0}break", "ideographic\u{3000}space",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟙𝟚𝟛", "ǅ ﬁ Ⅷ", "e\u{301} n\u{303}", "👩🏿‍❤️‍💋‍👨🏻",
    ]

    private static func text(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String($0) } ?? ""
    }
}
