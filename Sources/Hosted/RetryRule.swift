/// When a request that failed is sent again, and after what wait.
public struct RetryRule: Sendable {
    /// Largest number of times that one request is sent.
    public var attempts = 8
    /// The first wait, in milliseconds; each further one is twice as long.
    public var firstWait: Int64 = 500
    /// The longest wait of our own choosing, in milliseconds.
    public var longestWait: Int64 = 30_000
    /// The longest wait that the service may ask for, in milliseconds.
    public var longestAskedWait: Int64 = 900_000

    /// Describes the rule that is used.
    public init() {}

    /// Whether a refusal may go away by itself; the service's own word outranks the status.
    func mayPass(_ response: ServiceResponse, _ refusal: ServiceRefusal) -> Bool {
        switch response.headers["x-should-retry"] {
        case "true": return true
        case "false": return false
        default: break
        }
        switch response.status {
        case 409:
            return refusal.type != "memory_path_conflict_error"
                && refusal.type != "memory_precondition_failed_error"
        case 408, 429, 500...: return true
        default: return false
        }
    }

    /// The wait before the next attempt, in milliseconds: doubled each time, a quarter of it by chance.
    func wait(afterAttempt attempt: Int, chance: UInt64) -> Int64 {
        let doubled = firstWait << Int64(min(max(attempt - 1, 0), 16))
        let whole = min(doubled, longestWait)
        return whole - Int64(chance % UInt64(max(1, whole / 4)))
    }

    /// The wait that the service asks for, in milliseconds; nil when it asks for none.
    ///
    /// `retry-after-ms` outranks `retry-after`, which is a number of seconds or a date (RFC 9110, 10.2.3). A date is
    /// measured from the answer's own date where it has one, so that no clock here matters.
    func askedWait(_ headers: [String: String], now: Int64) -> Int64? {
        if let text = headers["retry-after-ms"], let value = Double(text), value >= 0 {
            return Int64(min(value.rounded(.up), 1e12))
        }
        guard let text = headers["retry-after"] else { return nil }
        if let value = Double(text) {
            return value >= 0 ? Int64(min((value * 1000).rounded(.up), 1e12)) : nil
        }
        guard let moment = Self.seconds(ofDate: text) else { return nil }
        let origin = headers["date"].flatMap(Self.seconds(ofDate:)) ?? now
        return max(0, moment - origin) * 1000
    }

    /// Seconds since 1970 of an HTTP date such as `Fri, 20 Nov 2026 07:27:43 GMT` (RFC 9110, 5.6.7).
    ///
    /// Days are counted as in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    static func seconds(ofDate text: String) -> Int64? {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int64(words[1]),
            let month = months.firstIndex(of: String(words[2])), let year = Int64(words[3]),
            (1970...9999).contains(year), (1...31).contains(day)
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
            (0...60).contains(clock[2])
        else { return nil }
        let shiftedYear = month < 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64((month + 10) % 12)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let days =
            era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }
}
