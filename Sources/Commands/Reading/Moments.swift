import Render

/// How moments are shown, all seen from one reading of the clock.
struct Moments {
    /// The moment of the reading, in seconds since 1970.
    let now: Int64
    let zone: TimeZoneRules

    init(_ context: Context) {
        now = context.clock.now().seconds
        zone = context.clock.zone
    }

    /// A moment for a list: `2026-11-19 18:00`.
    func minute(_ seconds: Int64) -> Message {
        Message("\(CivilTime.text(of: seconds, zone: zone).prefix(16))")
    }

    /// A day for a list: `2026-11-19`.
    func day(_ seconds: Int64) -> Message {
        Message("\(CivilTime.text(of: seconds, zone: zone).prefix(10))")
    }

    /// A moment whole, with its distance to UTC and to now.
    func full(_ seconds: Int64) -> Message {
        Message("\(CivilTime.text(of: seconds, zone: zone)) (\(ago(seconds)))")
    }

    /// The distance to now: `2 hours ago`, `in 7 days`.
    func ago(_ seconds: Int64) -> Message {
        let distance = now - seconds
        if abs(distance) < 5 { return "just now" }
        return distance > 0 ? "\(Self.span(distance)) ago" : "in \(Self.span(-distance))"
    }

    /// A length of time in its largest unit, rounded down: `7 days`.
    static func span(_ seconds: Int64) -> Message {
        let units: [(size: Int64, one: StaticString, many: StaticString)] = [
            (2 * 31_557_600, "year", "years"), (60 * 86_400, "month", "months"),
            (14 * 86_400, "week", "weeks"), (86_400, "day", "days"), (3600, "hour", "hours"),
            (60, "minute", "minutes"), (0, "second", "seconds"),
        ]
        let lengths: [Int64] = [31_557_600, 2_629_800, 604_800, 86_400, 3600, 60, 1]
        for (unit, length) in zip(units, lengths) where seconds >= unit.size {
            let count = seconds / length
            return count == 1
                ? "1 \(literal: unit.one)" : "\(count) \(literal: unit.many)"
        }
        return "no time"
    }

    /// A moment for JSON: RFC 3339 in UTC; null where the calendar ends.
    static func json(_ seconds: Int64?) -> JSON {
        guard let seconds, (0..<253_402_300_800).contains(seconds) else { return .null }
        let text = CivilTime.text(of: seconds, zone: .utc)
        return .string(text.prefix(10) + "T" + text.dropFirst(11).prefix(8) + "Z")
    }
}
