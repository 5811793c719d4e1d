extension RuleText {
    /// Cuts a text where one demand ends and the next begins; a bracket is a clause of its own and does
    /// not cut the one around it.
    static func clauses(of tokens: [RuleToken], lexicon: RuleLexicon) -> [Clause] {
        var clauses: [Clause] = []
        var current: [RuleToken] = []
        var outer: [[RuleToken]] = []

        func close(_ part: [RuleToken]) {
            if part.contains(where: { !$0.stem.isEmpty }) {
                clauses.append(Clause(part, lexicon: lexicon))
            }
        }
        for (index, token) in tokens.enumerated() {
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            switch token.mark {
            case .open:
                outer.append(current)
                current = []
                continue
            case .close:
                if let around = outer.popLast() {
                    close(current)
                    current = around
                }
                continue
            case .sentenceEnd, .clauseEnd:
                while let around = outer.popLast() { current = around + current }
                if token.mark == .clauseEnd, isLabel(current, lexicon: lexicon) { continue }
                close(current)
                current = []
                continue
            case .comma:
                if let next, outer.isEmpty, lexicon.clauseOpeners.contains(next.word),
                    !["and", "or"].contains(next.word) || demands(tokens, after: index)
                {
                    close(current)
                    current = []
                    continue
                }
            case nil:
                if ["and", "but", "or"].contains(token.word), !token.isLiteral, token.cue.isEmpty,
                    outer.isEmpty, let next,
                    next.carries([.negation, .forbidding, .strong, .discouraging])
                        || next.word == "do",
                    force(of: current) > .statement
                {
                    close(current)
                    current = []
                    continue
                }
            }
            current.append(token)
        }
        while let around = outer.popLast() { current = around + current }
        close(current)
        return clauses
    }

    /// A few words without force before a colon or dash name what follows.
    private static func isLabel(_ tokens: [RuleToken], lexicon: RuleLexicon) -> Bool {
        force(of: tokens) == .statement && subject(of: tokens, lexicon: lexicon).count <= 3
            && tokens.allSatisfy { $0.cue.isSubset(of: [.whole, .part]) && $0.mark != .comma }
    }

    private static func demands(_ tokens: [RuleToken], after index: Int) -> Bool {
        tokens[(index + 1)...].prefix(4).contains {
            !$0.cue.isSubset(of: [.whole, .part]) || $0.mark != nil || $0.isImperative
        }
    }
}
