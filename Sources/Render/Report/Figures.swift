/// Numbers as people read them.
public enum Figures {
    /// Digits in groups of three: `12,345`.
    public static func grouped(_ number: Int) -> String {
        var result = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return number < 0 ? "-" + result : result
    }

    /// The change in percent with its sign, rounded to whole percents: `-15%`; empty where there was nothing before.
    public static func change(from old: Int, to new: Int) -> String {
        guard old > 0 else { return "" }
        let thousandths = (Double(new - old) / Double(old) * 100).rounded()
        let percent = Int(thousandths)
        if percent == 0 { return new == old ? "0%" : (new > old ? "+0%" : "-0%") }
        return (percent > 0 ? "+" : "") + grouped(percent) + "%"
    }

    /// A share from 0 to 1 in whole percents.
    static func percent(_ share: Double) -> Int {
        Int(exactly: (min(max(share, 0), 1) * 100).rounded()) ?? 0
    }

    /// A count with its noun: `1 change`, `2 changes`.
    static func count(_ number: Int, _ singular: StaticString, _ plural: StaticString) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural)"
    }
}
