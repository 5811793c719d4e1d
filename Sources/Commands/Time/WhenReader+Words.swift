extension WhenReader {
    /// How long a unit is.
    enum Length: Hashable {
        case seconds(Int64)
        case months(Int)
    }

    static let weekdayOrder = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    static let weekdays = Dictionary(
        uniqueKeysWithValues: weekdayOrder.map { (String($0.prefix(3)), $0) })

    static let numbers = [
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
        "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    ]

    static let units: [String: Length] = {
        let names: [(Length, [String])] = [
            (.seconds(1), ["s", "sec", "secs", "second", "seconds"]),
            (.seconds(60), ["m", "min", "mins", "minute", "minutes"]),
            (.seconds(3600), ["h", "hr", "hrs", "hour", "hours"]),
            (.seconds(86_400), ["d", "day", "days"]),
            (.seconds(604_800), ["w", "week", "weeks"]),
            (.months(1), ["mo", "month", "months"]),
            (.months(12), ["y", "year", "years"]),
        ]
        return Dictionary(
            uniqueKeysWithValues: names.flatMap { length, words in words.map { ($0, length) } })
    }()

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
