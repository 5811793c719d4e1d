/// Says what changed in a group of linked items.
struct ChangeAnalysis {
    /// What changed, most important first.
    let details: [ChangeDetail]
    /// True when the same slot holds another value.
    let isSuperseded: Bool

    /// Compares the old items of a group with its new ones.
    init(old: [Item], new: [Item]) {
        let oldText = old.map(\.text).joined(separator: "\n")
        let newText = new.map(\.text).joined(separator: "\n")
        let isSingle = old.count == 1 && new.count == 1
        let hunks = isSingle ? Hunk.hunks(oldText, newText) : []
        var details: [ChangeDetail] = []
        details += Self.phraseDetails(oldText, newText, isSingle: isSingle)
        details += Self.factDetails(oldText, newText, hunks, isSingle: isSingle)
        var isSuperseded = false
        if isSingle {
            let valueHunks = hunks.filter { $0.isValue }
            let isCovered = Hunk.equalShare(hunks, oldText, newText) >= 0.5
            let values: Set<ChangeDetail.Aspect> = [.number, .version, .date, .name]
            isSuperseded =
                isCovered
                && details.contains {
                    values.contains($0.aspect) && !$0.old.isEmpty && !$0.new.isEmpty
                }
            if isCovered, !isSuperseded {
                for hunk in valueHunks {
                    details.append(ChangeDetail(aspect: .value, old: hunk.old, new: hunk.new))
                    isSuperseded = true
                }
            }
            if details.isEmpty {
                let hunk = hunks.first { !$0.old.isEmpty || !$0.new.isEmpty }
                details.append(
                    ChangeDetail(aspect: .wording, old: hunk?.old ?? "", new: hunk?.new ?? ""))
            }
        }
        self.details = details.enumerated().sorted {
            ($0.element.aspect.weight, $0.offset) < ($1.element.aspect.weight, $1.offset)
        }
        .map(\.element)
        self.isSuperseded = isSuperseded
    }

    /// Force, negation, exceptions, conditions and scope that came or went.
    private static func phraseDetails(
        _ old: String, _ new: String, isSingle: Bool
    ) -> [ChangeDetail] {
        let before = NormativePhrase.phrases(in: old)
        let after = NormativePhrase.phrases(in: new)
        let gone = difference(before, after, isSet: !isSingle)
        let come = difference(after, before, isSet: !isSingle)
        var details: [ChangeDetail] = []
        func words(_ phrases: [NormativePhrase], _ roles: (NormativePhrase.Role) -> Bool) -> String
        {
            phrases.filter { roles($0.role) }.map(\.text).joined(separator: ", ")
        }
        let oldForce = words(gone) { $0.isForce }
        let newForce = words(come) { $0.isForce }
        let oldNegation = words(gone) { $0 == .negation }
        let newNegation = words(come) { $0 == .negation }
        let turned = polarity(before) != polarity(after)
        if !oldForce.isEmpty || !newForce.isEmpty {
            let forbids = (gone + come).contains { $0.role == .prohibition }
            details.append(
                ChangeDetail(
                    aspect: forbids && turned ? .negation : .modality, old: oldForce, new: newForce)
            )
        }
        if turned, !oldNegation.isEmpty || !newNegation.isEmpty {
            details.append(ChangeDetail(aspect: .negation, old: oldNegation, new: newNegation))
        }
        for (role, aspect) in [
            (NormativePhrase.Role.exception, ChangeDetail.Aspect.exception),
            (.condition, .condition),
        ] {
            for phrase in gone where phrase.role == role {
                details.append(
                    ChangeDetail(aspect: aspect, old: clause(from: phrase, in: old), new: ""))
            }
            for phrase in come where phrase.role == role {
                details.append(
                    ChangeDetail(aspect: aspect, old: "", new: clause(from: phrase, in: new)))
            }
        }
        let isScope: (NormativePhrase.Role) -> Bool = {
            $0 == .universal || $0 == .partial || $0 == .bound
        }
        let oldScope = words(gone, isScope)
        let newScope = words(come, isScope)
        if !oldScope.isEmpty || !newScope.isEmpty {
            details.append(ChangeDetail(aspect: .scope, old: oldScope, new: newScope))
        }
        return details
    }

    /// Even for a statement, odd for its opposite.
    private static func polarity(_ phrases: [NormativePhrase]) -> Int {
        phrases.reduce(0) { sum, phrase in
            phrase.role == .prohibition || phrase.role == .negation || phrase.role == .avoidance
                ? sum + 1 : sum
        } % 2
    }

    private static func difference(
        _ left: [NormativePhrase], _ right: [NormativePhrase], isSet: Bool
    ) -> [NormativePhrase] {
        var counts: [String: Int] = [:]
        for phrase in right { counts[phrase.text, default: 0] += 1 }
        var seen: Set<String> = []
        return left.filter { phrase in
            if isSet { return counts[phrase.text] == nil && seen.insert(phrase.text).inserted }
            if let count = counts[phrase.text], count > 0 {
                counts[phrase.text] = count - 1
                return false
            }
            return true
        }
    }

    /// The words from a phrase to the end of its clause.
    static func clause(from phrase: NormativePhrase, in text: String) -> String {
        let bytes = Array(text.utf8)
        var end = phrase.range.upperBound
        var words = 0
        while end < bytes.count, words < 16 {
            let byte = bytes[end]
            let isLast = end + 1 == bytes.count || bytes[end + 1] == 0x20 || bytes[end + 1] == 0x0A
            if byte == 0x0A || byte == UInt8(ascii: ";") { break }
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), isLast { break }
            if byte == 0x20 { words += 1 }
            end += 1
        }
        return String(decoding: bytes[phrase.range.lowerBound..<end], as: UTF8.self)
    }

    /// Numbers, versions, dates, identifiers and names that came, went or changed.
    private static func factDetails(
        _ old: String, _ new: String, _ hunks: [Hunk], isSingle: Bool
    ) -> [ChangeDetail] {
        let before = FactScanner.facts(of: old)
        let after = FactScanner.facts(of: new)
        let gone = missing(before, from: after)
        var come = missing(after, from: before)
        var details: [ChangeDetail] = []
        for fact in gone {
            let hunk = hunks.first { $0.oldRange.overlaps(fact.range) }
            let partner =
                isSingle
                ? come.firstIndex { other in
                    other.category == fact.category
                        && hunk.map { $0.newRange.overlaps(other.range) } ?? false
                } : nil
            let aspect = Self.aspect(of: fact.category)
            if let partner {
                details.append(
                    ChangeDetail(aspect: aspect, old: fact.text, new: come[partner].text))
                come.remove(at: partner)
            } else {
                details.append(ChangeDetail(aspect: aspect, old: fact.text, new: ""))
            }
        }
        for fact in come {
            details.append(
                ChangeDetail(aspect: aspect(of: fact.category), old: "", new: fact.text))
        }
        return details
    }

    private static func missing(_ facts: [Fact], from others: [Fact]) -> [Fact] {
        let known = Set(others.map(\.key))
        var seen: Set<String> = []
        return facts.filter { !known.contains($0.key) && seen.insert($0.key).inserted }
    }

    private static func aspect(of category: LostTerm.Category) -> ChangeDetail.Aspect {
        switch category {
        case .number: .number
        case .version: .version
        case .date: .date
        case .identifier, .name, .prohibition, .negation: .name
        }
    }
}

extension ChangeDetail.Aspect {
    /// Place in the order of importance, 0 first.
    var weight: Int {
        switch self {
        case .negation: 0
        case .modality: 1
        case .exception: 2
        case .condition: 3
        case .scope: 4
        case .number: 5
        case .version: 6
        case .date: 7
        case .value: 8
        case .name: 9
        case .wording: 10
        }
    }
}

/// Words that stand between two runs of equal words.
struct Hunk {
    let oldRange: Range<Int>
    let newRange: Range<Int>
    let old: String
    let new: String
    /// True when a word that introduces a value stands before it and the hunk ends its clause.
    let isValue: Bool

    static func hunks(_ old: String, _ new: String) -> [Hunk] {
        let spans = WordDiff.spans(old: old, new: new)
        var hunks: [Hunk] = []
        var index = 0
        var before = ""
        while index < spans.count {
            if spans[index].role == .equal {
                before = slice(old, spans[index].old)
                index += 1
                continue
            }
            var oldRange = spans[index].old
            var newRange = spans[index].new
            var next = index
            while next < spans.count, spans[next].role != .equal {
                if spans[next].role == .removed { oldRange = spans[next].old }
                if spans[next].role == .added { newRange = spans[next].new }
                next += 1
            }
            let oldWords = slice(old, oldRange)
            let newWords = slice(new, newRange)
            hunks.append(
                Hunk(
                    oldRange: oldRange, newRange: newRange, old: oldWords, new: newWords,
                    isValue: isValue(oldWords, newWords, before: before)))
            index = next
        }
        return hunks
    }

    private static func slice(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }

    private static func isValue(_ old: String, _ new: String, before: String) -> Bool {
        let left = LexiconWord.words(of: old)
        let right = LexiconWord.words(of: new)
        guard (1...4).contains(left.count), (1...4).contains(right.count) else { return false }
        let last = before.unicodeScalars.last { !$0.properties.isWhitespace }
        if last == ":" || last == "=" || last == "`" || last == "\"" { return true }
        guard let word = LexiconWord.words(of: before).last else { return false }
        return introducers.contains(word.text)
    }

    private static let introducers: Set<String> = [
        "is", "are", "was", "were", "be", "use", "uses", "using", "to", "at", "in", "on", "by",
        "with",
        "from", "called", "named", "equals", "became", "becomes", "prefers", "prefer", "likes",
    ]

    /// Share of the texts that stands outside the hunks, from 0 to 1.
    static func equalShare(_ hunks: [Hunk], _ old: String, _ new: String) -> Double {
        let total = old.utf8.count + new.utf8.count
        guard total > 0 else { return 0 }
        let changed = hunks.reduce(0) { $0 + $1.oldRange.count + $1.newRange.count }
        return 1 - Double(changed) / Double(total)
    }
}
