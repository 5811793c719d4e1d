/// Tells the texts in which a wanted fact can stand from those in which it cannot, by their bytes.
///
/// Reading the facts off a text costs much more than reading its words, and nearly no text has one that is looked for.
/// What is passed over cannot have any: whoever says a fact says its words, in the letters that make it one.
struct FactFilter {
    private enum Form: UInt64 {
        /// The word in lower case.
        case word = 0
        /// The same, beginning with a capital.
        case capital = 0x9E37_79B9_7F4A_7C15
        /// The word in the letters in which it stands.
        case exact = 0xD1B5_4A32_D192_ED03
        /// A run of digits, whatever stands around it.
        case digits = 0x94D0_49BB_1331_11EB
    }

    private var numbers = StemNumbers()
    /// Facts by the number of the feature by which they are found.
    private var facts: [[Int32]] = []
    /// The last question in which a feature came up; 0 for never.
    private var said: [Int32] = []
    private var question: Int32 = 0
    /// The features of each fact, all of which a text must have.
    private var needs: [[Int32]] = []
    private var isOpen: [Bool] = []

    private mutating func number(_ form: Form, _ hash: UInt64) -> Int32 {
        let number = numbers.number(of: hash ^ form.rawValue)
        while facts.count < numbers.count {
            facts.append([])
            said.append(0)
        }
        return number
    }

    /// Looks for a word in any text from now on.
    mutating func want(word term: UInt64) { _ = number(.word, term) }

    /// Whether a wanted word stood in a text.
    func hasSeen(word term: UInt64) -> Bool {
        numbers.existing(term ^ Form.word.rawValue).map { said[Int($0)] > 0 } ?? false
    }

    /// Looks for a fact from now on; answers its number.
    mutating func want(_ category: LostTerm.Category, key: String) -> Int {
        let fact = Int32(needs.count)
        needs.append([])
        isOpen.append(true)
        switch category {
        case .number:
            // 10000 may stand as 10,000, whose first digits are a beginning of it.
            let digits = key.utf8.drop { !$0.isDigit }.prefix(while: \.isDigit)
            var length = digits.count
            while length > 0 {
                let number = number(.digits, StableHash.of(digits.prefix(length)))
                facts[Int(number)].append(fact)
                length -= 3
            }
        case .version:
            let runs = key.utf8.split { !$0.isDigit }
            file(fact, runs.map { (number(.digits, StableHash.of($0)), $0.count) })
        case .identifier:
            let words = key.utf8.split { !$0.isDigit && !$0.isLetter }
            file(fact, words.map { (number(.exact, StableHash.of($0)), $0.count) })
        case .name:
            var features: [(Int32, Int)] = []
            for chunk in key.split(separator: " ") {
                for (index, word) in WordScanner.words(of: String(chunk)).enumerated() {
                    let form: Form = index == 0 ? .capital : .word
                    features.append((number(form, word.term), word.range.count))
                }
            }
            file(fact, features)
        case .date, .prohibition, .negation:
            file(
                fact,
                WordScanner.words(of: key).map { (number(.word, $0.term), $0.range.count) })
        }
        return Int(fact)
    }

    /// Files a fact under its longest feature, which few texts have.
    private mutating func file(_ fact: Int32, _ features: [(number: Int32, length: Int)]) {
        guard let longest = features.max(by: { $0.length < $1.length }) else { return }
        needs[Int(fact)] = features.map(\.number)
        facts[Int(longest.number)].append(fact)
    }

    /// Adds the words that the same filter found in other texts; no text may be asked about after that.
    mutating func add(_ other: FactFilter) {
        for (feature, question) in other.said.enumerated() where question > 0 && said[feature] == 0
        {
            said[feature] = question
        }
    }

    /// Looks for a fact no longer.
    mutating func forget(_ fact: Int) { isOpen[fact] = false }

    /// Notes the words of a text; answers whether one of the facts may stand in it.
    mutating func ask(_ bytes: ByteView) -> Bool {
        question += 1
        guard bytes.isPlainASCII else {
            // Other digits, other capitals: what they make a fact is for those to say who read it.
            WordScanner.scanUnicode(String(decoding: bytes, as: UTF8.self)) { word in
                if let number = numbers.existing(word.term ^ Form.word.rawValue) {
                    said[Int(number)] = question
                }
            }
            return true
        }
        var isFound = false
        var offset = 0
        var found: [Int32] = []
        func say(_ form: Form, _ hash: UInt64) {
            guard let number = numbers.existing(hash ^ form.rawValue),
                said[Int(number)] != question
            else { return }
            said[Int(number)] = question
            if !facts[Int(number)].isEmpty { found.append(number) }
        }
        while offset < bytes.count {
            guard bytes[offset].isDigit || bytes[offset].isLetter else {
                // A character that is dropped may join what is read as two words here.
                if bytes[offset] < 0x20 && !bytes[offset].isBlank || bytes[offset] == 0x7F {
                    isFound = true
                }
                if groupsOddly(bytes, offset) { isFound = true }
                offset += 1
                continue
            }
            let start = offset
            var term = StableHash()
            var exact = StableHash()
            var digits = StableHash()
            var isInDigits = false
            while offset < bytes.count {
                let byte = bytes[offset]
                let isDigit = byte.isDigit
                guard isDigit || byte.isLetter else { break }
                term.combine(UInt64(isDigit ? byte : byte | 0x20))
                exact.combine(UInt64(byte))
                if isDigit {
                    if !isInDigits { digits = StableHash() }
                    digits.combine(UInt64(byte))
                } else if isInDigits {
                    say(.digits, digits.value)
                }
                isInDigits = isDigit
                offset += 1
            }
            if isInDigits { say(.digits, digits.value) }
            let word = term.value
            say(.word, word)
            if bytes[start] & 0xE0 == 0x40 { say(.capital, word) }
            say(.exact, exact.value)
        }
        return isFound || found.contains { holdsFact(by: $0) }
    }

    /// Whether a mark between digits has more than three behind it, so that it is no thousands' mark as usual.
    private func groupsOddly(_ bytes: ByteView, _ offset: Int) -> Bool {
        guard bytes[offset] == UInt8(ascii: ",") || bytes[offset] == UInt8(ascii: "_"),
            offset > 0, offset + 4 < bytes.count, bytes[offset - 1].isDigit
        else { return false }
        return (1...4).allSatisfy { bytes[offset + $0].isDigit }
    }

    private func holdsFact(by feature: Int32) -> Bool {
        facts[Int(feature)].contains { fact in
            isOpen[Int(fact)] && needs[Int(fact)].allSatisfy { said[Int($0)] == question }
        }
    }
}
