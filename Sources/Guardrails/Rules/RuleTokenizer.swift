/// Cuts a rule's text into words and marks, and finds the cues among the words.
struct RuleTokenizer {
    private let lexicon: RuleLexicon
    private var tokens: [RuleToken] = []
    private var inCode = false
    private var inQuotes = false
    private var inStrike = false
    private var isNamed: Bool { inQuotes || inStrike }

    private init(lexicon: RuleLexicon) { self.lexicon = lexicon }

    /// The tokens of a text, cues and orders marked.
    static func tokens(of text: String, lexicon: RuleLexicon) -> [RuleToken] {
        var tokenizer = RuleTokenizer(lexicon: lexicon)
        tokenizer.read(normalised(text, lexicon: lexicon))
        CueFinder.mark(&tokenizer.tokens, lexicon: lexicon)
        return tokenizer.tokens
    }

    /// Longest text that is read, in Unicode scalars; what follows is not judged word by word.
    static let limit = 20_000

    private static func normalised(_ text: String, lexicon: RuleLexicon) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar {
            case "\u{2018}", "\u{2019}": scalars.append("'")
            case "\u{201C}", "\u{201D}", "\u{201E}": scalars.append("\"")
            default:
                if let words = lexicon.symbols[scalar.value] {
                    // A cross before a sentence forbids; one after it is a state.
                    let isFirst =
                        scalars.last { $0 != " " }.map { ".!?|".unicodeScalars.contains($0) }
                        ?? true
                    if isFirst || !words.hasPrefix(".") { scalars += words.unicodeScalars }
                } else if scalar.properties.isWhitespace {
                    scalars.append(" ")
                } else {
                    scalars.append(scalar)
                }
            }
        }
        return scalars
    }

    private mutating func read(_ scalars: [Unicode.Scalar]) {
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if Self.isWord(scalar) {
                let end = Self.wordEnd(scalars, from: index)
                addWord(scalars[index..<end])
                index = end
                continue
            }
            switch scalar {
            case "`": inCode.toggle()
            case "\"": inQuotes.toggle()
            case "~":
                if index + 1 < scalars.count, scalars[index + 1] == "~" {
                    inStrike.toggle()
                    index += 1
                }
            case "(", "[":
                if let end = referenceEnd(scalars, from: index) {
                    index = end
                    continue
                }
                if scalar == "(" { addMark(.open, "(") }
            case ")": addMark(.close, ")")
            case ".", "!", "?", "|": addMark(.sentenceEnd, String(scalar))
            case ";", ":", "\u{2013}", "\u{2014}": addMark(.clauseEnd, String(scalar))
            case ",": addMark(.comma, ",")
            case "-":
                let spaced =
                    index > 0 && scalars[index - 1] == " " && index + 1 < scalars.count
                    && scalars[index + 1] == " "
                if spaced { addMark(.clauseEnd, "-") }
            default: break
            }
            index += 1
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "$", "%", "€", "£": true
        default:
            scalar.value >= 0x80
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }
    }

    private static func wordEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        var end = start
        while end < scalars.count {
            if isWord(scalars[end]) {
                end += 1
            } else if ".'/-,".unicodeScalars.contains(scalars[end]), end + 1 < scalars.count,
                isWord(scalars[end + 1]),
                scalars[end] != "," || (isDigit(scalars[end - 1]) && isDigit(scalars[end + 1]))
            {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// The end of a bracket that only points elsewhere: "(see Section 4)", "[RFC3986]".
    private func referenceEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        let closing: Unicode.Scalar = scalars[start] == "(" ? ")" : "]"
        guard let end = scalars[start...].prefix(200).firstIndex(of: closing) else { return nil }
        let inner = scalars[(start + 1)..<end]
        if closing == "]" {
            let next = end + 1 < scalars.count ? scalars[end + 1] : " "
            guard next != "(", next != "[", inner.allSatisfy(Self.isWord) else { return nil }
            return end + 1
        }
        let first = inner.prefix(while: Self.isWord)
        let word = String(String.UnicodeScalarView(first)).lowercased()
        return lexicon.references.contains(word) ? end + 1 : nil
    }

    private mutating func addMark(_ mark: RuleToken.Mark, _ text: String) {
        if inCode || (isNamed && mark != .open && mark != .close) { return }
        tokens.append(RuleToken(word: text, stem: "", mark: mark))
    }

    private mutating func addWord(_ scalars: ArraySlice<Unicode.Scalar>) {
        let text = String(String.UnicodeScalarView(scalars)).lowercased()
        let isUppercase = scalars.count > 1 && scalars.allSatisfy { ("A"..."Z").contains($0) }
        if let words = expanded(text), !inCode {
            for word in words { add(word, literal: isNamed) }
            return
        }
        let isNumber = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C
        }
        let parts =
            isNumber
            ? [Substring(text)]
            : text.split(whereSeparator: { $0 == "." || $0 == "/" || $0 == "_" || $0 == "-" })
        let isCompound = parts.count > 1
        for part in parts {
            add(
                String(part), literal: inCode || isNamed, compoundPart: isCompound,
                uppercase: isUppercase)
        }
        if isCompound {
            tokens.append(
                RuleToken(word: text, stem: text, mark: nil, isLiteral: true, isCompound: true))
        }
    }

    private func expanded(_ text: String) -> [String]? {
        if let words = lexicon.contractions[text] { return words }
        guard text.hasSuffix("n't") else { return nil }
        let verb = String(text.dropLast(3))
        return verb.isEmpty ? ["not"] : [verb, "not"]
    }

    private mutating func add(
        _ word: String, literal: Bool, compoundPart: Bool = false, uppercase: Bool = false
    ) {
        tokens.append(
            RuleToken(
                word: word, stem: Stem.of(word, lexicon: lexicon), mark: nil, isLiteral: literal,
                isCompoundPart: compoundPart, isUppercase: uppercase))
    }
}
