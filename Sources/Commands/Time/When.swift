import Render

/// Reads a moment of the past as a person writes it: `yesterday`, `3h`, `last friday`, `2026-11-19 18:00`.
///
/// `yesterday` is 24 hours ago, as git has it; a date alone is its first moment; a time of day alone, or a
/// weekday with one, is the last time that the clock read so. Nothing in the future is a moment to go back to.
public enum When {
    /// Why a text is not a moment of the past.
    public enum Problem: Error, Hashable, Sendable {
        /// It follows none of the forms.
        case unreadable
        /// It is a moment after now (seconds since 1970).
        case future(Int64)
    }

    /// The forms that are read, for help and errors.
    public static let forms =
        "yesterday, 2 days ago, 3h, last friday, noon, 18:00, 2026-11-19 18:00 or an RFC 3339 time"

    /// Longest text that is looked at, in bytes.
    static let longest = 100

    /// The moment that a text names, in seconds since 1970.
    public static func parse(
        _ text: String, now: Int64, zone: TimeZoneRules
    ) throws(Problem) -> Int64 {
        guard text.utf8.count <= longest, text.utf8.allSatisfy({ $0 < 0x80 }),
            let today = zone.civil(now)
        else { throw .unreadable }
        let words = text.lowercased().split { $0 == " " || $0 == "\t" || $0 == "," }
        let reader = WhenReader(now: now, today: today, zone: zone)
        guard let moment = reader.moment(words[...]), moment >= 0 else { throw .unreadable }
        guard moment <= now else { throw .future(moment) }
        return moment
    }

    /// The moment that a text names, seen from the context's clock.
    ///
    /// Throws a failure of kind `invalid` that says what is read.
    static func resolve(_ text: String, in context: Context) throws(Failure) -> Int64 {
        do throws(Problem) {
            return try parse(text, now: context.clock.now().seconds, zone: context.clock.zone)
        } catch {
            switch error {
            case .unreadable: throw .invalid("'\(text)' is not a time; \(forms) is read")
            case .future(let moment):
                let shown = CivilTime.text(of: moment, zone: context.clock.zone)
                throw .invalid("'\(text)' is in the future: \(shown)")
            }
        }
    }
}

extension CivilTime {
    /// A moment as the wall clock reads it, with the distance to UTC: `2026-11-19 18:00:00 +0100`.
    public static func text(of moment: Int64, zone: TimeZoneRules) -> String {
        guard let civil = zone.civil(moment) else { return "@\(moment)" }
        let minutes = abs(civil.offset) / 60
        let sign = civil.offset < 0 ? "-" : "+"
        return "\(pad(civil.year, 4))-\(pad(civil.month, 2))-\(pad(civil.day, 2))"
            + " \(pad(civil.hour, 2)):\(pad(civil.minute, 2)):\(pad(civil.second, 2))"
            + " \(sign)\(pad(minutes / 60, 2))\(pad(minutes % 60, 2))"
    }

    private static func pad(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
