/// Words of which one statement has one: another of the same list says something else, not the same otherwise.
extension NormativeLexicon {
    private static let slots: [[String]] = [
        ["on", "off"], ["yes", "no"], ["true", "false"], ["enabled", "disabled"],
        ["enable", "disable"], ["left", "right"], ["open", "closed"], ["active", "inactive"],
        ["public", "private"], ["internal", "external"], ["before", "after"], ["first", "last"],
        ["morning", "noon", "afternoon", "evening", "night", "midnight"],
        ["hourly", "daily", "nightly", "weekly", "monthly", "quarterly", "yearly", "annually"],
        ["hour", "day", "week", "month", "quarter", "year"], ["once", "twice", "thrice"],
        ["north", "south", "east", "west"],
        ["spring", "summer", "autumn", "winter"], ["light", "dark"], ["up", "down"],
        ["upper", "lower"], ["hot", "warm", "cold"], ["small", "medium", "large"],
        [
            "red", "green", "blue", "yellow", "black", "white", "orange", "purple", "brown", "grey",
            "gray", "pink",
        ],
        ["allow", "deny"], ["include", "exclude"], ["increase", "decrease"], ["more", "less"],
        ["täglich", "wöchentlich", "monatlich", "jährlich"], ["ein", "aus"],
    ]

    private static let slotOf: [String: Int] = {
        var slots: [String: Int] = [:]
        for (index, words) in Self.slots.enumerated() {
            for word in words { slots[word] = index }
        }
        return slots
    }()

    /// True for two different words of one slot.
    static func isSwap(_ left: String, _ right: String) -> Bool {
        guard left != right, let slot = slotOf[left] else { return false }
        return slotOf[right] == slot
    }

    private static let numerals: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
        "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
        "hundred": 100, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
        "acht": 8, "neun": 9, "zehn": 10, "zwölf": 12, "vierzehn": 14, "zwanzig": 20,
        "dreißig": 30,
    ]

    /// The number that a word is; it counts as one only before a unit.
    static func numeral(_ word: String) -> Int? { numerals[word] }
}
