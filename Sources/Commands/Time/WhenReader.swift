/// Reads the forms of `When`, one function for each.
struct WhenReader {
    let now: Int64
    let today: CivilTime
    let zone: TimeZoneRules

    typealias Words = ArraySlice<Substring>

    /// A time of day.
    struct TimeOfDay: Hashable {
        var hour: Int
        var minute = 0
        var second = 0
    }

    /// The moment that all the words name together.
    func moment(_ words: Words) -> Int64? {
        guard let first = words.first else { return nil }
        let rest = words.dropFirst()
        if first.hasPrefix("@") {
            return rest.isEmpty ? number(first.dropFirst(), 12).map(Int64.init) : nil
        }
        switch first {
        case "now": return rest.isEmpty ? now : nil
        case "today": return rest.isEmpty ? now : day(back: 0, at: rest)
        case "yesterday": return rest.isEmpty ? now - 86_400 : day(back: 1, at: rest)
        case "last", "on": return past(rest, isLast: first == "last")
        default: break
        }
        if Self.weekdays[String(first.prefix(3))] != nil, let found = past(words, isLast: false) {
            return found
        }
        return absolute(words) ?? quantities(words) ?? clock(words).flatMap(latest)
    }

    // MARK: Relative forms

    /// `2 days ago`, `3h`, `1 day 2 hours`.
    private func quantities(_ words: Words) -> Int64? {
        var words = words
        if words.last == "ago" { words.removeLast() }
        var (seconds, months): (Int64, Int) = (0, 0)
        var isAny = false
        while var word = words.popFirst() {
            let digits = word.prefix { $0.isASCII && $0.isNumber }
            var count = Self.numbers[String(word)]
            if !digits.isEmpty {
                count = number(digits, 7)
                word = word.dropFirst(digits.count)
            } else if count != nil {
                word = ""
            }
            guard let count, let unit = word.isEmpty ? words.popFirst() : word,
                let length = Self.units[String(unit)]
            else { return nil }
            switch length {
            case .seconds(let size): seconds += Int64(count) * size
            case .months(let size): months += count * size
            }
            isAny = true
        }
        return isAny ? back(months: months).map { $0 - seconds } : nil
    }

    private func back(months: Int) -> Int64? {
        if months == 0 { return now }
        var civil = today
        let total = civil.year * 12 + civil.month - 1 - months
        guard total >= 1970 * 12 else { return nil }
        civil.year = total / 12
        civil.month = total % 12 + 1
        civil.day = min(civil.day, Self.days(in: civil.month, of: civil.year))
        return zone.moment(civil)
    }

    /// `friday`, `last friday 18:00`, `last week`.
    private func past(_ words: Words, isLast: Bool) -> Int64? {
        guard let word = words.first else { return nil }
        let rest = words.dropFirst()
        if isLast, rest.isEmpty, let unit = Self.units[String(word)], word.count > 2 {
            switch unit {
            case .seconds(let size): return now - size
            case .months(let size): return back(months: size)
            }
        }
        guard let name = Self.weekdays[String(word.prefix(3))], name.hasPrefix(word),
            let weekday = Self.weekdayOrder.firstIndex(of: name)
        else { return nil }
        let days = TimeZoneRules.day(year: today.year, month: today.month, date: today.day)
        let current = ((days + 3) % 7 + 7) % 7
        let distance = (current - weekday + 7) % 7
        if distance == 0, !isLast, !rest.isEmpty, let moment = day(back: 0, at: rest), moment <= now
        {
            return moment
        }
        return day(back: distance == 0 ? 7 : distance, at: rest)
    }

    /// A day some days ago, at the time of day that the words name, or that it is now.
    private func day(back days: Int, at words: Words) -> Int64? {
        var civil = today
        civil.day -= days
        if !words.isEmpty {
            guard let time = clock(words) else { return nil }
            (civil.hour, civil.minute, civil.second) = (time.hour, time.minute, time.second)
        }
        return zone.moment(civil)
    }

    /// The last time that the clock read so.
    private func latest(_ time: TimeOfDay) -> Int64? {
        var civil = today
        (civil.hour, civil.minute, civil.second) = (time.hour, time.minute, time.second)
        guard let moment = zone.moment(civil) else { return nil }
        if moment <= now { return moment }
        civil.day -= 1
        return zone.moment(civil)
    }

    // MARK: Absolute forms

    /// `2026-11-19`, `2026-11-19 18:00`, `2026-11-19T18:00:00Z`, `2026-11-19 18:00 +0100`.
    private func absolute(_ words: Words) -> Int64? {
        guard let first = words.first, first.count >= 10, let date = date(first.prefix(10)) else {
            return nil
        }
        var civil = date
        var rest = words.dropFirst()
        if first.count > 10 {
            guard first.dropFirst(10).first == "t", first.count > 11 else { return nil }
            rest = [first.dropFirst(11)] + rest
        }
        guard let time = rest.first else { return zone.moment(civil) }
        let bare = time.prefix { $0 != "z" && $0 != "+" && $0 != "-" }
        var zoneText = String(time.dropFirst(bare.count))
        var clockWords: Words = [bare]
        for word in rest.dropFirst() {
            if ["am", "pm"].contains(word), zoneText.isEmpty {
                clockWords.append(word)
            } else if zoneText.isEmpty {
                zoneText = String(word)
            } else {
                return nil
            }
        }
        guard let clock = clock(clockWords) else { return nil }
        (civil.hour, civil.minute, civil.second) = (clock.hour, clock.minute, clock.second)
        if zoneText.isEmpty { return zone.moment(civil) }
        guard let offset = offset(zoneText), let moment = TimeZoneRules.utc.moment(civil) else {
            return nil
        }
        return moment - offset
    }

    private func date(_ text: Substring) -> CivilTime? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = number(parts[0], 4),
            let month = number(parts[1], 2), let day = number(parts[2], 2), year >= 1970,
            (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        return CivilTime(year: year, month: month, day: day)
    }

    /// Seconds that `z`, `utc`, `+0100` or `+01:00` is ahead of UTC.
    private func offset(_ text: String) -> Int64? {
        if ["z", "utc", "gmt"].contains(text) { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let body = text.dropFirst()
        let digits = body.filter { $0 != ":" }
        guard digits.count == 4, body.count == 4 || body.dropFirst(2).first == ":",
            let value = number(Substring(digits), 4), value / 100 < 24, value % 100 < 60
        else { return nil }
        let seconds = Int64(value / 100 * 3600 + value % 100 * 60)
        return sign == "-" ? -seconds : seconds
    }

    // MARK: Times of day

    /// `18:00`, `18:00:30`, `6pm`, `6:30 pm`, `noon`, `at noon`, `midnight`.
    private func clock(_ words: Words) -> TimeOfDay? {
        var words = words
        if words.first == "at" { words.removeFirst() }
        guard var word = words.popFirst() else { return nil }
        if words.isEmpty, word == "noon" { return TimeOfDay(hour: 12) }
        if words.isEmpty, word == "midnight" { return TimeOfDay(hour: 0) }
        var half: Substring?
        if word.hasSuffix("am") || word.hasSuffix("pm") {
            half = word.suffix(2)
            word = word.dropLast(2)
        } else if words.first == "am" || words.first == "pm" {
            half = words.popFirst()
        }
        guard words.isEmpty else { return nil }
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts.count > 1 || half != nil,
            var hour = number(parts[0], 2)
        else { return nil }
        var time = TimeOfDay(hour: 0)
        if parts.count > 1 {
            guard parts[1].count == 2, let minute = number(parts[1], 2), minute < 60 else {
                return nil
            }
            time.minute = minute
        }
        if parts.count > 2 {
            let pieces = parts[2].split(separator: ".", omittingEmptySubsequences: false)
            guard pieces.count <= 2, pieces[0].count == 2, let second = number(pieces[0], 2),
                second <= 60, pieces.count == 1 || number(pieces[1].prefix(9), 9) != nil
            else { return nil }
            time.second = second
        }
        if let half {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (half == "pm" ? 12 : 0)
        }
        guard hour < 24 else { return nil }
        time.hour = hour
        return time
    }

    private func number(_ text: Substring, _ longest: Int) -> Int? {
        guard !text.isEmpty, text.count <= longest, text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }
}
