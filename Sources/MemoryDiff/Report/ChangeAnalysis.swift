/// Says what changed in a group of linked items.
struct ChangeAnalysis {
    /// What changed, most important first.
    let details: [ChangeDetail]
    /// True when the same slot holds another value.
    let isSuperseded: Bool

    /// True when something that can be checked, or a limit, stood on the old side only.
    var losesMeaning: Bool {
        details.contains { $0.aspect != .wording && $0.aspect != .scope && !$0.old.isEmpty }
    }

    /// Compares the old items of a group with its new ones.
    init(old: [Item], new: [Item]) {
        let oldText = old.map(\.text).joined(separator: "\n")
        let newText = new.map(\.text).joined(separator: "\n")
        let isSingle = old.count == 1 && new.count == 1
        let hunks = isSingle ? Hunk.hunks(oldText, newText) : []
        var details: [ChangeDetail] = []
        let share = isSingle ? Hunk.equalShare(hunks, oldText, newText) : 0
        // Words of a program bind nobody, and its values are not a statement's.
        let isCode = (old + new).allSatisfy { $0.form == .code }
        if !isCode {
            details += Self.phraseDetails(
                oldText, newText, isSingle: isSingle, isNear: isSingle && share >= 0.6)
        }
        details += Self.factDetails(oldText, newText, hunks, isSingle: isSingle)
        var isSuperseded = false
        if isSingle, !isCode {
            let valueHunks = hunks.filter { $0.isValue }
            let isCovered = share >= 0.5
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
        }
        if isSingle, details.isEmpty {
            let hunk = hunks.first { !$0.old.isEmpty || !$0.new.isEmpty }
            details.append(
                ChangeDetail(aspect: .wording, old: hunk?.old ?? "", new: hunk?.new ?? ""))
        }
        self.details = details.enumerated().sorted {
            ($0.element.aspect.weight, $0.offset) < ($1.element.aspect.weight, $1.offset)
        }
        .map(\.element)
        self.isSuperseded = isSuperseded
    }

    /// Force, negation, exceptions, conditions and scope that came or went.
    private static func phraseDetails(
        _ old: String, _ new: String, isSingle: Bool, isNear: Bool
    ) -> [ChangeDetail] {
        let before = NormativePhrase.phrases(in: old)
        let after = NormativePhrase.phrases(in: new)
        let gone = difference(before, after, isSet: !isSingle)
        let come = difference(after, before, isSet: !isSingle)
        var details: [ChangeDetail] = []
        if let force = forceDetail(old, before, new, after) { details.append(force) }
        let denials: (NormativePhrase) -> Bool = {
            $0.role == .negation || $0.role == .prohibition
        }
        if isNear, before.filter(denials).count % 2 != after.filter(denials).count % 2 {
            let lost = gone.filter(denials).map(\.text).joined(separator: ", ")
            let found = come.filter(denials).map(\.text).joined(separator: ", ")
            details.insert(ChangeDetail(aspect: .negation, old: lost, new: found), at: 0)
        }
        let oldStems = stems(old)
        let newStems = stems(new)
        for (role, aspect) in [
            (NormativePhrase.Role.exception, ChangeDetail.Aspect.exception),
            (.condition, .condition),
        ] {
            for phrase in gone where phrase.role == role {
                let clause = clause(from: phrase, in: old)
                if isMissing(clause, phrase, newStems) {
                    details.append(ChangeDetail(aspect: aspect, old: clause, new: ""))
                }
            }
            for phrase in come where phrase.role == role {
                let clause = clause(from: phrase, in: new)
                if isMissing(clause, phrase, oldStems) {
                    details.append(ChangeDetail(aspect: aspect, old: "", new: clause))
                }
            }
        }
        let oldScope = scopeWords(gone)
        let newScope = scopeWords(come)
        if !oldScope.isEmpty || !newScope.isEmpty {
            details.append(ChangeDetail(aspect: .scope, old: oldScope, new: newScope))
        }
        return details
    }

    /// A change of the degree of force; a bare imperative binds as `must` does (RFC 2119 has no degree for it).
    private static func forceDetail(
        _ old: String, _ before: [NormativePhrase], _ new: String, _ after: [NormativePhrase]
    ) -> ChangeDetail? {
        let left = Set(before.map(\.role).filter(\.isForce))
        let right = Set(after.map(\.role).filter(\.isForce))
        var lost = left.subtracting(right)
        var gained = right.subtracting(left)
        if lost.contains(.obligation), isImperative(new) { lost.remove(.obligation) }
        // `use a, not b` still forbids b.
        if after.contains(where: { $0.role == .negation }) { lost.remove(.prohibition) }
        if gained.contains(.obligation), isImperative(old) { gained.remove(.obligation) }
        guard !lost.isEmpty || !gained.isEmpty else { return nil }
        func words(_ phrases: [NormativePhrase], _ roles: Set<NormativePhrase.Role>) -> String {
            var seen: Set<String> = []
            return phrases.filter { roles.contains($0.role) && seen.insert($0.text).inserted }
                .map(\.text).joined(separator: ", ")
        }
        return ChangeDetail(aspect: .modality, old: words(before, lost), new: words(after, gained))
    }

    /// True when a clause of the text opens with a verb of command.
    private static func isImperative(_ text: String) -> Bool {
        let words = LexiconWord.words(of: text)
        let bytes = Array(text.utf8)
        return words.enumerated().contains { index, word in
            guard NormativeLexicon.imperatives.contains(word.text) else { return false }
            guard index > 0 else { return true }
            let gap = bytes[words[index - 1].range.upperBound..<word.range.lowerBound]
            return gap.contains { $0 != 0x20 && $0 != 0x2D }
        }
    }

    private static func stems(_ text: String) -> Set<UInt64> {
        var stems: Set<UInt64> = []
        WordScanner.scan(text) { stems.insert($0.stem) }
        return stems
    }

    /// True when most of what a clause says after its first word does not stand in the other text.
    private static func isMissing(
        _ clause: String, _ phrase: NormativePhrase, _ other: Set<UInt64>
    ) -> Bool {
        let body = String(decoding: Array(clause.utf8).dropFirst(phrase.range.count), as: UTF8.self)
        let words = WordScanner.words(of: body).filter { $0.range.count > 3 }
        guard !words.isEmpty else { return false }
        let missing = words.reduce(0) { other.contains($1.stem) ? $0 : $0 + 1 }
        return missing * 2 >= words.count
    }

    private static func scopeWords(_ phrases: [NormativePhrase]) -> String {
        phrases.filter { phrase in
            switch phrase.role {
            case .universal, .partial: !NormativeLexicon.plainWords.contains(phrase.text)
            case .bound:
                NormativeLexicon.restrictors.contains(phrase.text)
                    || NormativeLexicon.foreignRestrictors.contains(phrase.text)
            case .prohibition, .obligation, .avoidance, .recommendation, .permission, .exception,
                .condition, .negation:
                false
            }
        }
        .map(\.text).joined(separator: ", ")
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
        let tail = String(decoding: bytes[phrase.range.lowerBound...], as: UTF8.self)
        let head = phrase.range.count
        var clause = String.UnicodeScalarView()
        var length = 0
        var words = 0
        var stop: Unicode.Scalar?
        for scalar in tail.unicodeScalars {
            if let stop {
                // A full stop or a comma ends the clause only before a space: `3.5`, `a.b`.
                if Script.isSpace(scalar) { return String(clause) }
                clause.append(stop)
            }
            stop = nil
            if length >= head, "\n;。，；、！？،؛".unicodeScalars.contains(scalar) { break }
            if words == 16 || clause.count > 160 { break }
            length += UTF8.width(scalar)
            if scalar == "." || scalar == "," {
                stop = scalar
                continue
            }
            if Script.isSpace(scalar) { words += 1 }
            clause.append(scalar)
        }
        return String(clause)
    }

    /// Numbers, versions, dates, identifiers and names that came, went or changed.
    private static func factDetails(
        _ old: String, _ new: String, _ hunks: [Hunk], isSingle: Bool
    ) -> [ChangeDetail] {
        let before = FactScanner.facts(of: old)
        let after = FactScanner.facts(of: new)
        let gone = missing(before, from: after, stems: stems(new))
        var come = missing(after, from: before, stems: stems(old))
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

    private static func missing(
        _ facts: [Fact], from others: [Fact], stems: Set<UInt64>
    ) -> [Fact] {
        let known = Set(others.map(\.key))
        var seen: Set<String> = []
        return facts.filter { fact in
            guard !known.contains(fact.key), seen.insert(fact.key).inserted else { return false }
            switch fact.category {
            case .name, .identifier:
                return !WordScanner.words(of: fact.text).allSatisfy { stems.contains($0.stem) }
            case .number, .version, .date, .prohibition, .negation: return true
            }
        }
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
