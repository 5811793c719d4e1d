import Commands
import Testing

/// Friday, 2026-11-20, 15:30:00 UTC.
private let now: Int64 = 1_795_188_600

private func read(_ text: String, now: Int64 = now) -> String {
    do {
        let moment = try When.parse(text, now: now, zone: .utc)
        return CivilTime.text(of: moment, zone: .utc)
    } catch {
        switch error {
        case .unreadable: return "unreadable"
        case .future: return "future"
        }
    }
}

@Suite struct WhenTests {
    @Test(arguments: [
        ("now", "2026-11-20 15:30:00 +0000"),
        ("today", "2026-11-20 15:30:00 +0000"),
        ("Yesterday", "2026-11-19 15:30:00 +0000"),
        ("yesterday 18:00", "2026-11-19 18:00:00 +0000"),
        ("yesterday at noon", "2026-11-19 12:00:00 +0000"),
        ("2 days ago", "2026-11-18 15:30:00 +0000"),
        ("two days ago", "2026-11-18 15:30:00 +0000"),
        ("3h", "2026-11-20 12:30:00 +0000"),
        ("10 minutes ago", "2026-11-20 15:20:00 +0000"),
        ("1 day 2 hours ago", "2026-11-19 13:30:00 +0000"),
        ("1d2h", "unreadable"),
        ("a week ago", "2026-11-13 15:30:00 +0000"),
        ("last week", "2026-11-13 15:30:00 +0000"),
        ("last month", "2026-10-20 15:30:00 +0000"),
        ("1 year ago", "2025-11-20 15:30:00 +0000"),
        ("last friday", "2026-11-13 15:30:00 +0000"),
        ("friday", "2026-11-13 15:30:00 +0000"),
        ("friday 15:00", "2026-11-20 15:00:00 +0000"),
        ("friday 16:00", "2026-11-13 16:00:00 +0000"),
        ("last thursday 6pm", "2026-11-19 18:00:00 +0000"),
        ("tue", "2026-11-17 15:30:00 +0000"),
        ("on tuesday at midnight", "2026-11-17 00:00:00 +0000"),
        ("noon", "2026-11-20 12:00:00 +0000"),
        ("18:00", "2026-11-19 18:00:00 +0000"),
        ("6:30 pm", "2026-11-19 18:30:00 +0000"),
        ("12am", "2026-11-20 00:00:00 +0000"),
        ("midnight", "2026-11-20 00:00:00 +0000"),
        ("2026-11-19", "2026-11-19 00:00:00 +0000"),
        ("2026-11-19 18:00", "2026-11-19 18:00:00 +0000"),
        ("2026-11-19 18:00:30.5 +0100", "2026-11-19 17:00:30 +0000"),
        ("2026-11-19T18:00:00Z", "2026-11-19 18:00:00 +0000"),
        ("2026-11-19t18:00:00.123456-05:30", "2026-11-19 23:30:00 +0000"),
        ("2024-02-29", "2024-02-29 00:00:00 +0000"),
        ("@1700000000", "2023-11-14 22:13:20 +0000"),
    ])
    func `a moment is read as people write it`(text: String, moment: String) {
        #expect(read(text) == moment)
    }

    @Test(arguments: [
        "", " ", "soon", "-3h", "3", "3 parsecs", "ago", "days ago", "25:00", "18:60", "13pm",
        "2026-13-01", "2026-02-29", "2026-11-19T", "2026-11-19 18:00 +01:0", "1969-12-31",
        "2026-11-19 18:00 19:00", "last", "last 3 days", "yesterday tomorrow", "v41", "@", "@x",
        "99999999 years ago", "9999999 years ago", "3h\u{0}", "३ दिन", "fry", "frida night",
    ])
    func `what is not a moment is refused`(text: String) {
        #expect(read(text) == "unreadable")
    }

    @Test(arguments: ["2026-11-21", "2026-11-20 15:30:01", "today 23:00", "@1795188601"])
    func `the future is refused`(text: String) {
        #expect(read(text) == "future")
    }

    @Test func `a month back from its 31st is the last day of the shorter month`() {
        #expect(read("1 month ago", now: 1_774_958_400) == "2026-02-28 12:00:00 +0000")
    }

    @Test func `any words end in an answer`() {
        let words = [
            "last", "friday", "2026-11-19", "18:00", "+0100", "3", "h", "ago", "noon", "@",
            "9999999",
            "y", "at", "pm", ":", "-", "t", "z", "\u{7F}", "ß",
        ]
        var state: UInt64 = 1
        for _ in 0..<20_000 {
            var text = ""
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += words[Int(state >> 33) % words.count] + (state >> 60 < 8 ? " " : "")
            }
            if let moment = try? When.parse(text, now: now, zone: .utc) {
                #expect((0...now).contains(moment), "\(text)")
            }
        }
    }
}
