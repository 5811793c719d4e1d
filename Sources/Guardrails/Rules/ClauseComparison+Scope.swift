extension ClauseComparison {
    /// Exceptions, conditions, alternatives and numbers of two clauses about the same.
    mutating func compareScope(_ pair: Pair) {
        let (old, new) = (pair.old, pair.new)
        if old.force >= .advice {
            if new.tokens.carry(.exception), !rule.tokens.carry(.exception),
                !old.tokens.carry(.only)
            {
                note(.exceptionAdded, new: new.part(from: .exception))
            }
            if old.tokens.carry(.exception),
                !chosen.contains(where: { $0.tokens.carry([.exception, .only, .condition]) })
            {
                note(.exceptionDropped, old: old.part(from: .exception))
            }
            if pair.isPrimary, pair.share >= 0.4 { findNewCondition(pair) }
            if !old.prohibits { findAlternative(pair) }
        }
        findWiderPermission(pair)
        if old.prohibits { findShorterList(pair) }
        compareNumbers(pair)
    }

    private mutating func findNewCondition(_ pair: Pair) {
        let tokens = pair.new.tokens
        let conditions = pair.old.tokens.count(of: .condition)
        for (index, token) in tokens.enumerated() where !token.isLiteral {
            let opensScope = index == 0 && lexicon.scopeOpeners.contains(token.word)
            guard token.carries(.condition) || opensScope else { continue }
            let scope = tokens[(index + 1)...].prefix {
                $0.mark != .comma && !["because", "since"].contains($0.word)
            }
            if opensScope, scope.count == tokens.count - 1 { continue }
            if tokens[..<index].contains(where: { ["because", "since", "so"].contains($0.word) }) {
                return
            }
            let subject = RuleText.subject(of: scope, lexicon: lexicon)
            let added = subject.words(missingIn: rule.subject)
            if !added.isEmpty, Double(added.count) >= 0.5 * Double(subject.count),
                conditions < pair.new.tokens.count(of: .condition) + (opensScope ? 1 : 0)
            {
                note(
                    .scopeNarrowed,
                    new: ([token] + scope).filter { !$0.isCompoundPart }.map(\.word)
                        .joined(separator: " "))
                return
            }
        }
    }

    private mutating func findWiderPermission(_ pair: Pair) {
        guard pair.share >= 0.8 else { return }
        if pair.old.force <= .permission, pair.old.tokens.carry(.grant) {
            let added = pair.new.subject.words(missingIn: rule.subject)
            if !added.isEmpty { note(.permissionWidened, new: added.joined(separator: " ")) }
        }
        if pair.old.force == .permission, !rule.tokens.carry(CueSet.prohibiting.union(.contrast)),
            pair.new.force != .permission, pair.new.tokens.carry([.negation, .forbidding])
        {
            note(.nowForbidden, new: pair.new.text(of: [.negation, .forbidding]))
        }
        if pair.old.tokens.carry(.exception),
            let start = pair.new.tokens.firstIndex(where: { $0.carries(.exception) })
        {
            let added = RuleText.subject(of: pair.new.tokens[start...], lexicon: lexicon)
                .words(missingIn: rule.subject)
            if !added.isEmpty { note(.exceptionWidened, new: added.joined(separator: " ")) }
        }
    }

    /// "or" and what follows it, where the rule had no such way out.
    private mutating func findAlternative(_ pair: Pair) {
        let isOr = { (token: RuleToken) in token.word == "or" && !token.isLiteral }
        let tokens = pair.new.tokens
        guard !pair.new.prohibits, pair.share >= 0.5,
            tokens.count(where: isOr) > rule.tokens.count(where: isOr)
        else { return }
        for (index, token) in tokens.enumerated() where isOr(token) {
            let rest = tokens[(index + 1)...].prefix {
                $0.mark != .comma && !$0.carries(.condition)
            }
            let added = RuleText.subject(of: rest, lexicon: lexicon)
                .words(missingIn: rule.subject)
            if added.count >= 2 {
                note(.alternativeAdded, new: added.joined(separator: " "))
                return
            }
        }
    }

    /// Named things that a prohibition listed and that no prohibition lists now.
    private mutating func findShorterList(_ pair: Pair) {
        let named = pair.old.tokens.filter {
            $0.isLiteral && !$0.isCompound && !$0.stem.isEmpty && !lexicon.fillers.contains($0.word)
        }
        let members = Subject(named.map(\.stem))
        guard members.count >= 2 else { return }
        let limiting = all.lazy.flatMap(\.clauses).filter {
            $0.tokens.carry(.limiting)
                && pair.old.subject.share(in: $0.subject) >= RuleJudge.aligned
        }.reduce(Subject([])) { $0.union($1.subject) }
        let lost = members.words(missingIn: limiting)
        if !lost.isEmpty, lost.count < members.count {
            note(.prohibitionNarrowed, old: lost.joined(separator: " "))
        }
    }
}

extension RuleText.Clause {
    /// The words from the first cue of a kind on.
    func part(from cue: CueSet) -> String {
        guard let start = tokens.firstIndex(where: { $0.carries(cue) }) else { return "" }
        return tokens[start...].filter { $0.mark == nil && !$0.isCompoundPart }.map(\.word)
            .joined(separator: " ")
    }
}
