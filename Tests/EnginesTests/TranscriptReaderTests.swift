import Engines
import ReverieCore
import Testing

@Suite struct TranscriptReaderTests {
    /// The bytes in pieces of a size.
    private static func bytes(_ content: [UInt8], pieces size: Int) -> TranscriptBytes {
        TranscriptBytes { () throws(CoreError) in
            var position = 0
            return { () throws(CoreError) in
                guard position < content.count else { return nil }
                let end = min(position + size, content.count)
                defer { position = end }
                return Array(content[position..<end])
            }
        }
    }

    /// What reading ends with: the events, or the error.
    private static func reading(_ content: [UInt8], _ name: String, pieces size: Int) -> String {
        var events: [TranscriptEvent] = []
        do throws(EngineError) {
            let reader = try TranscriptReader(bytes(content, pieces: size), fileName: name)
            let meter = TranscriptMeter()
            let summary = try reader.read(measuredBy: meter) { events.append($0) }
            return "\(summary) \(events) \(meter.digest())"
        } catch { return "\(error) \(events)" }
    }

    @Test(arguments: [
        (
            "a.jsonl",
            "\u{FEFF}{\"role\":\"user\",\"content\":\"a\"}\n\n{\"role\":\"user\",\"content\":\"é\"}"
        ),
        ("a.jsonl", "{\"role\":\"user\",\"content\":\"a\"}\n{\"role\":\"us\n"),
        (
            "a.json",
            "{\"role\":\"user\",\"content\":\"a\"}\n{\"role\":\"user\",\"content\":\"b\"}\n"
        ),
        (
            "a.json",
            "\u{FEFF} {\"id\":\"x\\\"y\",\"n\":[1,{\"a\":2}],\n\"messages\":[\n{\"role\":\"user\",\"content\":\"a]}\\\"\\\\\"},\n {\"role\":\"assistant\",\"content\":\"b\"}\n] , \"more\": 1}\n"
        ),
        ("a.json", "[{\"role\":\"user\",\"content\":\"a\"},"),
        ("a.json", "[{\"role\":\"user\",\"content\":\"a\\"),
        ("a.json", "[1]"), ("a.json", "[]"), ("a.json", "{\"a\":1}"), ("a.json", "{\"a\""),
        ("a.json", " "),
        ("a.md", "# x\n\n## User\n\nhello\nthere\n\n**Assistant:** hi\n"), ("a.md", "\n\n"),
        ("a.txt", "x"),
    ])
    func `how the bytes come in pieces changes nothing`(name: String, text: String) {
        let content = Array(text.utf8)
        let whole = Self.reading(content, name, pieces: 1 << 20)
        for size in [1, 2, 3, 7, 16] {
            #expect(Self.reading(content, name, pieces: size) == whole)
        }
        for byte in [0xC3, 0xFF] as [UInt8] {
            let broken = content + [byte, 0x0A]
            #expect(
                Self.reading(broken, name, pieces: 1) == Self.reading(broken, name, pieces: 1 << 20)
            )
        }
    }

    /// Bytes that go on for ever; reading more of them than an event may have is recorded.
    private static func endless(_ head: String, _ taken: @escaping (Int) -> Void) -> TranscriptBytes
    {
        TranscriptBytes { () throws(CoreError) in
            var isBegun = false
            let rest = [UInt8](repeating: 0x61, count: 1 << 20)
            return { () throws(CoreError) in
                defer { isBegun = true }
                taken(isBegun ? rest.count : head.utf8.count)
                return isBegun ? rest : Array(head.utf8)
            }
        }
    }

    @Test(arguments: [
        ("a.jsonl", "{}\n{\"role\":\"user\",\"content\":\"", 2),
        ("a.json", "[\n\n{\"role\":\"user\",\"content\":\"", 3),
        ("a.md", "## User\n\nhello ", 3),
    ])
    func `an event that is too large is named before more of it is read`(
        name: String, head: String, line: Int
    ) throws {
        var taken = 0
        let bytes = Self.endless(
            head.replacing("{}", with: "{\"role\":\"user\",\"content\":\"a\"}")
        ) {
            taken += $0
        }
        #expect(throws: EngineError.eventTooLarge(line: line, limit: TranscriptReader.eventLimit)) {
            try TranscriptReader(bytes, fileName: name).read()
        }
        #expect(taken <= TranscriptReader.eventLimit + (4 << 20))
    }
}
