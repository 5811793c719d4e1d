/// What a text says, reduced to what two wordings of one thing have in common.
///
/// Words that carry no meaning of their own go, plurals and common short forms are levelled. Order, numbers,
/// negations, names, force and prepositions stay: what differs in one of them says something else.
struct Statement: Hashable {
    /// One word of it.
    struct Word: Hashable {
        /// The levelled form.
        let text: String
        /// As it was written.
        let written: Substring
        /// Whether it is a number.
        let isNumber: Bool
        /// Whether it looks like the name of a thing of computers: a host, a key, a path, a version.
        let isIdentifier: Bool
        /// Whether it was written with a capital.
        let isCapital: Bool
    }

    /// The words, without those that only link.
    let words: [Word]
    /// Number of words before the first `is`, `are`, `=` or `:`; nil where there is none.
    let copula: Int?
    /// Whether it is of the form `label: value`.
    let isLabelled: Bool
    /// Whether one of the words says that this is how it is now.
    let isCurrent: Bool
    /// Number of sentences.
    let sentences: Int

    /// The words in order, as one text: equal where two statements are the same.
    var key: String { words.map(\.text).joined(separator: " ") }

    init(_ text: String) {
        var words: [Word] = []
        var copula: Int?
        var isLabelled = false
        var isCurrent = false
        var sentences = 1
        for token in Self.tokens(of: text) {
            if token == "?" {
                words.append(Word(plain: "?", written: token))
                continue
            }
            if token == "." {
                sentences += 1
                continue
            }
            if token == ":" || token == "=" {
                if copula == nil, words.count < 4 { isLabelled = true }
                if copula == nil, !words.isEmpty { copula = words.count }
                continue
            }
            for part in Self.levelled(token) {
                if Self.currency.contains(part.text) {
                    isCurrent = true
                    continue
                }
                if Self.copulas.contains(part.text) {
                    if copula == nil, !words.isEmpty { copula = words.count }
                    continue
                }
                if Self.fillers.contains(part.text) { continue }
                words.append(part)
            }
        }
        self.words = words
        self.copula = copula
        self.isCurrent = isCurrent
        self.isLabelled = isLabelled
        self.sentences = sentences
    }

    private static let fillers: Set<String> = [
        "the", "a", "an", "of", "please", "just", "simply", "really", "very", "also", "that",
        "currently", "quite", "actually", "basically",
    ]
    private static let copulas: Set<String> = ["is", "are", "be"]
    private static let currency: Set<String> = ["now", "currently", "nowadays"]
    private static let shortForms: [String: String] = [
        "min": "minute", "mins": "minute", "sec": "second", "secs": "second", "hr": "hour",
        "hrs": "hour", "config": "configuration", "repo": "repository", "env": "environment",
        "prod": "production", "db": "database", "app": "application", "utilize": "use",
        "w/": "with", "&": "and", "docs": "documentation", "doc": "documentation",
    ]
    private static let contractions: [String: [String]] = [
        "don't": ["do", "not"], "doesn't": ["does", "not"], "didn't": ["did", "not"],
        "isn't": ["is", "not"], "aren't": ["are", "not"], "wasn't": ["was", "not"],
        "weren't": ["were", "not"], "can't": ["can", "not"], "cannot": ["can", "not"],
        "won't": ["will", "not"], "shouldn't": ["should", "not"], "mustn't": ["must", "not"],
        "couldn't": ["could", "not"], "wouldn't": ["would", "not"], "haven't": ["have", "not"],
        "hasn't": ["has", "not"], "it's": ["it", "is"], "that's": ["that", "is"],
    ]
    private static let numerals: [String: String] = [
        "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
        "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    ]

    /// Words, and the marks that matter: `?`, `:`, `=` and `.` between sentences.
    private static func tokens(of text: String) -> [Substring] {
        var tokens: [Substring] = []
        for chunk in text.split(whereSeparator: \.isWhitespace) {
            var rest = chunk.drop { "\"'`*_([{<\u{201C}\u{2018}".contains($0) }
            var marks: [Substring] = []
            while let last = rest.last, "\"'`*_)]}>.,;:!?\u{201D}\u{2019}".contains(last) {
                if last == "?" || last == ":" { marks.append(rest.suffix(1)) }
                if last == "." { marks.append(rest.suffix(1)) }
                rest.removeLast()
            }
            if !rest.isEmpty, rest.contains(where: { $0.isLetter || $0.isNumber }) {
                tokens.append(rest)
            } else if rest == "=" || rest == "&" || rest == "<" || rest == ">" {
                tokens.append(rest)
            }
            tokens += marks.reversed()
        }
        while tokens.last == "." { tokens.removeLast() }
        return tokens
    }

    /// The words that a token stands for.
    private static func levelled(_ token: Substring) -> [Word] {
        let isCapital = token.first?.isUppercase == true
        let isAcronym = token.utf8.count <= 3 && token.allSatisfy(\.isUppercase)
        let isPlain = token.utf8.allSatisfy { $0 < 0x80 }
        var lower = token.lowercased()
        if !isPlain { lower = lower.replacing("\u{2019}", with: "'") }
        if let parts = contractions[lower] {
            return parts.map { Word(plain: $0, written: token) }
        }
        // `US` is not `us`.
        if isAcronym, ["us", "it", "who", "may"].contains(lower) { lower = String(token) }
        if let numeral = numerals[lower] {
            return [Word(number: numeral, written: token)]
        }
        if let first = lower.first, first.isNumber || "$€£-+~".contains(first) {
            let digits = lower.replacing(",", with: "")
            if digits.dropFirst().allSatisfy({ $0.isNumber || $0 == "." || $0 == "%" }),
                digits.contains(where: \.isNumber)
            {
                return [Word(number: digits, written: token)]
            }
            // `30s` is `30 s`.
            let head = digits.prefix { $0.isNumber || $0 == "." }
            let unit = digits.dropFirst(head.count)
            if !head.isEmpty, unit.count <= 4, unit.allSatisfy(\.isLetter) {
                return [
                    Word(number: String(head), written: token.prefix(head.count)),
                    Word(plain: unitName(String(unit)), written: token.dropFirst(head.count)),
                ]
            }
        }
        if isIdentifier(token) {
            return [
                Word(
                    text: lower, written: token, isNumber: false, isIdentifier: true,
                    isCapital: isCapital)
            ]
        }
        return [
            Word(
                text: singular(shortForms[lower] ?? lower), written: token, isNumber: false,
                isIdentifier: false, isCapital: isCapital)
        ]
    }

    /// Whether a token looks like the name of a thing of computers.
    private static func isIdentifier(_ token: Substring) -> Bool {
        let inner = token.utf8.dropFirst().dropLast()
        if token.contains(where: \.isNumber) || inner.contains(where: { "_./@".utf8.contains($0) })
        {
            return true
        }
        let isPair = zip(inner, inner.dropFirst()).contains { $0 == 0x3A && $1 == 0x3A }
        return isPair
            || (inner.contains(0x2D) && token.allSatisfy { !$0.isUppercase } && token.count > 3)
    }

    private static func unitName(_ unit: String) -> String {
        switch unit {
        case "s": "second"
        case "m": "minute"
        case "h": "hour"
        case "d": "day"
        default: singular(shortForms[unit] ?? unit)
        }
    }

    private static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s") else { return word }
        for ending in ["ss", "us", "is", "'s"] where word.hasSuffix(ending) { return word }
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["sses", "xes", "tches", "shes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        return String(word.dropLast())
    }
}

extension Statement.Word {
    init(plain text: String, written: Substring) {
        self.init(
            text: text, written: written, isNumber: false, isIdentifier: false, isCapital: false)
    }

    init(number text: String, written: Substring) {
        self.init(
            text: text, written: written, isNumber: true, isIdentifier: false, isCapital: false)
    }
}
