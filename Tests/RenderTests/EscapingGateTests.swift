import Render
import Testing

/// Whether a scalar could act or hide, judged by its general category alone.
private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: true
    default: scalar.properties.isNoncharacterCodePoint
    }
}

@Suite struct EscapingGateTests {
    @Test func `the corpus has at least 150 sequences`() {
        #expect(Set(EscapeCorpus.sequences).count >= 150)
    }

    @Test(arguments: EscapeCorpus.sequences)
    func `nothing that acts or hides reaches a terminal`(sequence: String) {
        let shown = Untrusted(sequence).render(.terminal(.plain))
        #expect(!shown.unicodeScalars.contains(where: isDangerous))
        #expect(shown.contains("<U+"))
        #expect(Untrusted(sequence).description == shown)
        #expect(Message("\(sequence)").render(.terminal(.plain)) == shown)
    }

    @Test(arguments: EscapeCorpus.sequences)
    func `nothing that acts or hides reaches a page or a workflow command`(sequence: String) {
        for sink in [Sink.html, .xml, .workflowCommand, .workflowProperty] {
            let shown = Untrusted(sequence).render(sink)
            #expect(!shown.unicodeScalars.contains { isDangerous($0) && $0 != "\t" })
        }
        let comment = Untrusted(sequence).render(.markdown)
        #expect(!comment.unicodeScalars.contains { isDangerous($0) && $0 != "\u{2060}" })
    }

    @Test(arguments: EscapeCorpus.sequences + EscapeCorpus.multilingual)
    func `JSON says everything in visible characters and loses nothing`(text: String) throws {
        let line = JSON.string(text).line
        #expect(!line.unicodeScalars.contains(where: isDangerous))
        #expect(try AnyJSON(parsing: line) == .string(text))
    }

    @Test(arguments: EscapeCorpus.multilingual)
    func `legitimate text of any script is shown as it is`(text: String) {
        #expect(Untrusted(text).render(.terminal(.plain)) == text)
        #expect(Untrusted(text).render(.terminal(.ansi)) == text)
    }

    @Test func `with colour a hidden character stands out`() {
        #expect(
            Untrusted("a\u{202E}b").render(.terminal(.ansi)) == "a\u{1B}[7m<U+202E>\u{1B}[0mb")
    }

    @Test func `line breaks stay only where the layout allows them`() {
        #expect(Untrusted("a\nb\tc").render(.terminal(.plain)) == "a<U+000A>b<U+0009>c")
        #expect(Untrusted("a\nb\tc\r").render(.terminalBlock(.plain)) == "a\nb\tc<U+000D>")
    }

    @Test func `bytes that are not UTF-8 become replacement characters`() throws {
        let text = Untrusted(bytes: [0x61, 0xFF, 0xC3, 0x62])
        #expect(text.description == "a\u{FFFD}\u{FFFD}b")
        #expect(try AnyJSON(parsing: text.render(.json)) == .string("a\u{FFFD}\u{FFFD}b"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"),
        ("$(x)", "'$(x)'"),
        ("a\nb", "$'a\\nb'"), ("a\u{202E}b", "$'a\\U0000202eb'"), ("-x", "-x"), ("*", "'*'"),
    ])
    func `a word of a command to paste is one word`(text: String, word: String) {
        #expect(Message("\(word: text)").description == word)
    }

    @Test(arguments: [
        ("50% off,\nnow: really", "50%25 off,%0Anow: really", "50%25 off%2C%0Anow%3A really")
    ])
    func `workflow commands keep their text in one line`(
        text: String, data: String, property: String
    ) {
        #expect(Untrusted(text).render(.workflowCommand) == data)
        #expect(Untrusted(text).render(.workflowProperty) == property)
    }

    @Test(arguments: [
        ("::error::x", "<U+003A>:error::x"), ("  ::add-mask::x", "  <U+003A>:add-mask::x"),
        ("##[error]x", "##<U+005B>error]x"), ("a ##vso[task.x]", "a ##vso<U+005B>task.x]"),
        ("###teamcity[x", "###teamcity<U+005B>x"), ("std::string :: x", "std::string :: x"),
        ("# [link] ## [x] #[y]", "# [link] ## [x] #[y]"), (":", ":"), (":x", ":x"),
    ])
    func `no text is a command to the log of a CI service`(text: String, shown: String) throws {
        #expect(Untrusted(text).render(.terminal(.plain)) == shown)
        let line = JSON.string(text).line
        #expect(line.firstMatch(of: /##[a-zA-Z]*\[/) == nil)
        #expect(try AnyJSON(parsing: line) == .string(text))
    }

    @Test func `no line of a block starts like a command to a log`() {
        #expect(
            Untrusted("a\n \t::error::x\n::y").render(.terminalBlock(.plain))
                == "a\n \t<U+003A>:error::x\n<U+003A>:y")
    }

    @Test func `markup is text`() {
        #expect(
            Untrusted("<script>\"&'`").render(.html) == "&lt;script&gt;&quot;&amp;&#39;&#96;")
    }

    @Test(arguments: [
        "@team", "user@example.com", "#123", "GH-123", "org/repo#1", "https://example.com",
        "www.example.com", "![](http://x)", "[a](b)", "<!-- x -->", "</details>", "<script>",
        "```", "~~~", "    code", "a | b", "**b** __b__ ~~b~~", ":smile:", "# heading", "> quote",
        "- item", "1. item", "\\@team", "&#64;team", "&commat;team", "0123456789abcdef0123",
        "$x^2$",
        "a  \nb", "[x]: http://x", "mailto:a@b.cd", "ftp://x", "|---|", "---", "===", "[^1]",
        "@\u{200B}team",
    ])
    func `Markdown is inert`(text: String) {
        let shown = Untrusted(text).render(.markdown)
        let entities = /&(#[0-9]+|lt|gt);|U\+[0-9A-F]+/
        let rest = shown.replacing(entities, with: "")
        for forbidden in "@#`[]()<>|*_~\\!&$^=+:/.-" { #expect(!rest.contains(forbidden)) }
        #expect(!shown.contains("\n"))
        let run = /[0-9a-fA-F]{7}/
        #expect(shown.replacing(entities, with: " ").firstMatch(of: run) == nil)
        for opener in ["&#64;", "&#35;", "&#58;"] {
            for part in shown.split(separator: opener).dropFirst() {
                #expect(part.unicodeScalars.first == "\u{2060}")
            }
        }
    }

    @Test(arguments: [
        ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("👩‍🚀", 2), ("❤️", 2), ("🇩🇪", 2), ("한", 2), ("ไม่", 2),
        ("שָׁ", 1), ("", 0),
    ])
    func `columns are those of a terminal`(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test func `no broken line is wider than asked`() {
        for text in EscapeCorpus.multilingual + [String(repeating: "long", count: 50)] {
            for width in [1, 2, 5, 10, 40] {
                for line in Wrapping.lines(of: text, width: width) {
                    #expect(DisplayWidth.columns(of: line) <= max(2, width), "\(text) at \(width)")
                }
            }
        }
    }
}

@Suite struct GatePropertyTests {
    @Test func `any scalars in any order are inert in every sink`() throws {
        let dangerous: [UInt32] = [
            0x00, 0x07, 0x08, 0x0A, 0x0D, 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x200C, 0x200D, 0x202E,
            0x2028, 0x2066, 0xFE0F, 0xFEFF, 0xE000, 0xE0041, 0xE007F, 0x1F3F4, 0x1F469, 0x1F680,
            0x1F3FD, 0x0915, 0x094D, 0x0301, 0x20E3, 0x31, 0x61, 0x40, 0x23, 0x3A, 0x2E, 0x3C,
            0xFFFF,
        ]
        var state: UInt64 = 3
        for _ in 0..<5_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<8 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let value =
                    state >> 63 == 0
                    ? dangerous[Int(state >> 33) % dangerous.count] : UInt32(state >> 40) % 0x110000
                if let scalar = Unicode.Scalar(value) { text.append(scalar) }
            }
            let untrusted = Untrusted(String(text))
            let isInert = untrusted.render(.terminal(.plain)).unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .privateUse, .lineSeparator, .paragraphSeparator: false
                case .format:
                    [0x200C, 0x200D].contains(scalar.value)
                        || !scalar.properties.isDefaultIgnorableCodePoint
                default: true
                }
            }
            #expect(isInert, "\(untrusted)")
            #expect(try AnyJSON(parsing: untrusted.render(.json)) == .string(String(text)))
            #expect(!untrusted.render(.html).contains("<"))
            #expect(!untrusted.render(.workflowCommand).contains("\n"))
            #expect(!untrusted.render(.markdown).contains("@"))
        }
    }
}
