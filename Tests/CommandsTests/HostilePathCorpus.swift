/// Names that no memory may have, made by rule (decision: `docs/internals/storage.md`, paths).
enum HostilePathCorpus {
    /// Names of one segment.
    static let segments: [[UInt8]] = {
        var all: [[UInt8]] = []
        func add(_ text: String) { all.append(Array(text.utf8)) }
        func scalar(_ value: UInt32) -> String { Unicode.Scalar(value).map { "\($0)" } ?? "" }
        for name in [".git", ".GIT", ".Git", ".gIt", ".giT", ".GIt", ".gIT", ".GiT"] {
            for end in [
                "", ".", " ", "...", " .", "::$INDEX_ALLOCATION", ":x", "ignore", "modules",
            ] {
                add(name + end)
            }
        }
        for number in 0...9 { for name in ["git~", "GIT~", "Git~"] { add("\(name)\(number)") } }
        for name in [
            ".gitattributes", ".gitmodules", ".gitconfig", "a\\.git", ".git\\config", "x\\GIT~1",
        ] {
            add(name)
        }
        let invisible: [UInt32] =
            Array(0x200B...0x200F) + Array(0x202A...0x202E) + Array(0x2060...0x2064)
            + Array(0x2066...0x206F) + [
                0xAD, 0x61C, 0x180E, 0x2028, 0x2029, 0xFEFF, 0xFFF9, 0xFFFA,
            ]
            + [0xFFFB, 0x1BCA0, 0x1D173, 0x1D17A, 0xE0001, 0xE0020, 0xE0041, 0xE007F]
        for value in invisible {
            add(".g\(scalar(value))it")
            add("a\(scalar(value)).md")
        }
        for value in Array(UInt32(1)...0x1F) + Array(0x7F...0x9F) {
            add("a\(scalar(value))b.md")
            add(scalar(value))
        }
        for letter in ["a", "e", "i", "o", "u", "A", "E", "n", "c", "y"] {
            for mark: UInt32 in [0x300, 0x301, 0x302, 0x308] where letter != "c" || mark < 0x303 {
                let name = letter + scalar(mark)
                if !["n\u{302}", "n\u{308}", "c\u{300}"].contains(name) { add(name + ".md") }
            }
        }
        add("\u{212B}.md")
        add("\u{2126}.md")
        add("\u{1100}\u{1161}.md")
        add(String(repeating: "x", count: 256))
        add(String(repeating: "\u{E9}", count: 128))
        all += [
            [0xC0, 0xAE, 0xC0, 0xAE], [0xC0, 0xAF], [0x61, 0xFF], [0xED, 0xA0, 0x80], [0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0xAF], [0xF8, 0x88, 0x80, 0x80, 0x80],
        ]
        return all
    }()

    /// Names of several segments, or of none.
    static let paths: [[UInt8]] = {
        var all = segments
        for text in [
            "", "/", "//", ".", "..", "../x", "a/..", "a/../b", "./a", "a/./b", "a//b", "a/", "//a",
            "a/.git/config", ".git/hooks/post-checkout", "a/.GIT/x", "a/git~1/x", "a/.git./x",
            String(repeating: "a/", count: 20) + "a", String(repeating: "d/", count: 1000) + "a",
            String(repeating: "n", count: 4096),
            String(repeating: "long/", count: 18)
                + String(
                    repeating: "y", count: 255) + "/" + String(repeating: "z", count: 900),
        ] { all.append(Array(text.utf8)) }
        for name in segments.prefix(60) { all.append(Array("folder/".utf8) + name) }
        return all
    }()
}
