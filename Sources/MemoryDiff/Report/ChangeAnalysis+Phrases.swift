extension ChangeAnalysis {
    /// Force, negation, exceptions, conditions and scope that came or went.
    static func phraseDetails(
        _ old: String, _ new: String, isSingle: Bool, isNear: Bool
    ) -> [ChangeDetail] {
        let before = NormativePhrase.phrases(in: old)
        let after = NormativePhrase.phrases(in: new)
        let gone = difference(before, after, isSet: !isSingle)
        let come = difference(after, before, isSet: !isSingle)
        var details: [ChangeDetail] = []
        let force = forceDetail(old, before, new, after)
        if isNear, denials(before).count % 2 != denials(after).count % 2 {
            let lost = denials(gone).map(\.text).joined(separator: ", ")
            let found = denials(come).map(\.text).joined(separator: ", ")
            details.append(ChangeDetail(aspect: .negation, old: lost, new: found))
        }
        if let force, !details.contains(where: { ($0.old, $0.new) == (force.old, force.new) }) {
            details.append(force)
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
        let oldScope = scopeWords(gone, inWordsOf: after, before)
        let newScope = scopeWords(come, inWordsOf: before, after)
        if !oldScope.isEmpty || !newScope.isEmpty {
            details.append(ChangeDetail(aspect: .scope, old: oldScope, new: newScope))
        }
        return details
    }

    /// The phrases that turn their statement round; `not more than` only bounds it.
    private static func denials(_ phrases: [NormativePhrase]) -> [NormativePhrase] {
        phrases.enumerated().filter { place, phrase in
            switch phrase.role {
            case .negation, .prohibition: !isBound(place, phrases)
            case .avoidance: !NormativeLexicon.cautions.contains(phrase.text)
            case .obligation, .recommendation, .permission, .exception, .condition, .partial,
                .universal, .bound:
                false
            }
        }
        .map(\.element)
    }

    /// True when a denial is followed closely by what it bounds: `do not give more than`.
    private static func isBound(_ place: Int, _ phrases: [NormativePhrase]) -> Bool {
        guard place + 1 < phrases.count else { return false }
        let next = phrases[place + 1]
        return NormativeLexicon.excesses.contains(next.text)
            && next.range.lowerBound - phrases[place].range.upperBound <= 24
    }

    /// True when all that one side forbids is an excess, and the other side bounds it in other words.
    private static func isBounded(
        _ phrases: [NormativePhrase], as others: [NormativePhrase]
    ) -> Bool {
        let prohibitions = phrases.indices.filter { phrases[$0].role == .prohibition }
        return !prohibitions.isEmpty && prohibitions.allSatisfy { isBound($0, phrases) }
            && others.contains {
                $0.role == .bound && !NormativeLexicon.excesses.contains($0.text)
            }
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
        // `use a, not b` still forbids b, and `up to 4` forbids what `not more than 4` does.
        if after.contains(where: { $0.role == .negation }) || isBounded(before, as: after) {
            lost.remove(.prohibition)
        }
        if isBounded(after, as: before) { gained.remove(.prohibition) }
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

    /// The words of scope; a bound that the other side states as a denial is none.
    private static func scopeWords(
        _ phrases: [NormativePhrase], inWordsOf others: [NormativePhrase],
        _ own: [NormativePhrase]
    ) -> String {
        let isSame = isBounded(others, as: own)
        return phrases.filter { phrase in
            switch phrase.role {
            case .universal, .partial: !NormativeLexicon.plainWords.contains(phrase.text)
            case .bound:
                !isSame
                    && (NormativeLexicon.restrictors.contains(phrase.text)
                        || NormativeLexicon.foreignRestrictors.contains(phrase.text))
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
        let start = Self.isLastOfSentence(phrase, bytes) ? sentenceStart(phrase, bytes) : nil
        let tail = String(decoding: bytes[(start ?? phrase.range.lowerBound)...], as: UTF8.self)
        let head = phrase.range.upperBound - (start ?? phrase.range.lowerBound)
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

    /// True when a phrase of a script without spaces ends its sentence, as a Japanese verb does.
    private static func isLastOfSentence(_ phrase: NormativePhrase, _ bytes: [UInt8]) -> Bool {
        guard let first = phrase.text.unicodeScalars.first, Script.isUnspaced(first.value) else {
            return false
        }
        let rest = String(decoding: bytes[phrase.range.upperBound...], as: UTF8.self)
        guard let next = rest.unicodeScalars.first else { return true }
        return next == "\n" || "。！？".unicodeScalars.contains(next)
    }

    private static func sentenceStart(_ phrase: NormativePhrase, _ bytes: [UInt8]) -> Int {
        let before = String(decoding: bytes[..<phrase.range.lowerBound], as: UTF8.self)
        var start = phrase.range.lowerBound
        for scalar in before.unicodeScalars.reversed() {
            if scalar == "\n" || "。！？".unicodeScalars.contains(scalar) { break }
            start -= UTF8.width(scalar)
        }
        return start
    }
}
