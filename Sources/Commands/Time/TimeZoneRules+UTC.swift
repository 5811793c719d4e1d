extension TimeZoneRules {
    /// UTC, without the operating system: days by Howard Hinnant's "chrono-compatible low-level date algorithms".
    public static let utc = TimeZoneRules(
        civil: { seconds in
            guard abs(seconds) < 1 << 45 else { return nil }
            let day = Int(seconds.flooredQuotient(86_400))
            let rest = Int(seconds) - day * 86_400
            let (year, month, date) = civilDate(ofDay: day)
            return CivilTime(
                year: year, month: month, day: date, hour: rest / 3600, minute: rest / 60 % 60,
                second: rest % 60)
        },
        moment: { civil in
            guard abs(civil.year) < 100_000, abs(civil.month) < 100_000 else { return nil }
            let months = civil.month - 1
            let year = civil.year + Int(Int64(months).flooredQuotient(12))
            let month = months - 12 * Int(Int64(months).flooredQuotient(12)) + 1
            let first = day(year: year, month: month, date: 1)
            return Int64(first + civil.day - 1) * 86_400
                + Int64(civil.hour * 3600 + civil.minute * 60 + civil.second)
        })

    /// Days since 1970-01-01 of a date.
    static func day(year: Int, month: Int, date: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static func civilDate(ofDay day: Int) -> (year: Int, month: Int, date: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

extension Int64 {
    /// The quotient rounded down.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
