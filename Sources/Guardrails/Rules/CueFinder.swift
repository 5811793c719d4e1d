/// Marks what the words of a sentence do to its force.
enum CueFinder {
    static func mark(_ tokens: inout [RuleToken], lexicon: RuleLexicon) {
        markPhrases(&tokens, lexicon: lexicon)
        settleNegations(&tokens, lexicon: lexicon)
        markImperatives(&tokens, lexicon: lexicon)
    }

    private static func canCarryCue(_ token: RuleToken) -> Bool {
        token.mark == nil && !token.isLiteral && !token.isCompoundPart
    }

    private static func markPhrases(_ tokens: inout [RuleToken], lexicon: RuleLexicon) {
        var index = 0
        while index < tokens.count {
            var step = 1
            for length in stride(from: lexicon.longestCue, through: 1, by: -1) {
                guard index + length <= tokens.count else { continue }
                let span = tokens[index..<(index + length)]
                guard span.allSatisfy(canCarryCue), let cue = lexicon.cues[span.map(\.word)]
                else { continue }
                tokens[index].cue = cue
                for further in (index + 1)..<max(index + length, index + 1) {
                    tokens[further].cue = .bound
                }
                step = length
                break
            }
            index += step
        }
    }

    /// "not" and "no" order in some places and describe or contrast in others.
    private static func settleNegations(_ tokens: inout [RuleToken], lexicon: RuleLexicon) {
        for index in tokens.indices {
            // Inability inside a condition forbids nothing: "if it cannot be read, ask".
            if tokens[index].cue == .forbidding, lexicon.abilities.contains(tokens[index].word),
                tokens[..<index].reversed().prefix(while: { $0.mark == nil })
                    .contains(where: { $0.carries(.condition) })
            {
                tokens[index].cue = .descriptive
            }
            if tokens[index].cue == .contrast, lexicon.denials.contains(tokens[index].word),
                forbids(tokens, denyingAt: index, lexicon: lexicon)
            {
                tokens[index].cue = .negation
            }
            guard tokens[index].cue == .negation else { continue }
            if tokens[index].word == "never", repeats(tokens, neverAt: index) {
                tokens[index].cue = .bound
                continue
            }
            let before = index > 0 ? tokens[index - 1] : nil
            let beforeThat = index > 1 ? tokens[index - 2] : nil
            let after = index + 1 < tokens.count ? tokens[index + 1] : nil
            if tokens[index].word == "not" {
                if let before, let beforeThat, ["do", "does"].contains(before.word),
                    isBound(beforeThat, lexicon: lexicon),
                    let after, !lexicon.statives.contains(after.word), !after.word.hasSuffix("ly")
                {
                    // Whoever is bound by the rules "does not deploy": that is an order; what "we" do not, a custom.
                    if beforeThat.word == "we" { tokens[index].cue = .discouraging }
                } else if let before, before.word == "do" {
                    if let beforeThat, !tokens[index].isUppercase,
                        describes(after: beforeThat, lexicon: lexicon)
                    {
                        tokens[index].cue = .descriptive
                    }
                } else if let before, lexicon.auxiliaries.contains(before.word) {
                    tokens[index].cue = .descriptive
                } else if let after, lexicon.contrasts.contains(after.word) {
                    tokens[index].cue = .contrast
                } else if let after, after.word.hasSuffix("ing") {
                    tokens[index].cue = .descriptive
                } else {
                    tokens[index].cue = .contrast
                }
            } else if tokens[index].word == "never",
                tells(tokens, neverAt: index, lexicon: lexicon)
            {
                tokens[index].cue = .descriptive
            } else if tokens[index].word == "no",
                isStatement(tokens[(index + 1)...], lexicon: lexicon)
            {
                tokens[index].cue = .contrast
            } else if tokens[index].word == "no", let before, before.mark == nil,
                !lexicon.clauseOpeners.contains(before.word), !orders(before.word, lexicon: lexicon)
            {
                tokens[index].cue = .contrast
            }
        }
    }

    /// A cross or "never" in front of "don't" and the like denies once, not twice.
    private static func repeats(_ tokens: [RuleToken], neverAt index: Int) -> Bool {
        let next = tokens[(index + 1)...].prefix(2).filter { $0.mark == nil }.map(\.word)
        guard let first = next.first else { return false }
        return first == "never" || first == "no" || first == "not" || next == ["do", "not"]
    }

    private static func isBound(_ token: RuleToken, lexicon: RuleLexicon) -> Bool {
        token.mark == nil && !token.isLiteral
            && (lexicon.actors.contains(token.word) || token.word == "we")
    }

    /// "the job had never finished", "he never called back": what happened, not what may happen.
    private static func tells(
        _ tokens: [RuleToken], neverAt index: Int, lexicon: RuleLexicon
    ) -> Bool {
        guard index > 0, tokens[index - 1].mark == nil, tokens[index - 1].cue.isEmpty else {
            return false
        }
        let before = tokens[index - 1].word
        if ["had", "has", "was", "were"].contains(before) { return true }
        guard index + 1 < tokens.count, tokens[index + 1].word.hasSuffix("ed") else { return false }
        return !["are", "is", "be", "get", "gets"].contains(before)
            && !lexicon.clauseOpeners.contains(before)
    }

    /// "nothing may leave", "nobody deploys": who or what is denied everything at the start of a clause.
    private static func forbids(
        _ tokens: [RuleToken], denyingAt index: Int, lexicon: RuleLexicon
    ) -> Bool {
        guard index == 0 || tokens[index - 1].mark != nil else { return false }
        let clause = tokens[(index + 1)...].prefix { $0.mark == nil }
        if clause.prefix(8).contains(where: { ["may", "must", "shall"].contains($0.word) }) {
            return true
        }
        guard tokens[index].word == "nobody", let verb = clause.first?.word else { return false }
        return verb.hasSuffix("s")
            && (lexicon.imperatives.contains(String(verb.dropLast()))
                || lexicon.imperatives.contains(String(verb.dropLast(2))))
    }

    /// "no error is thrown" says what happens; "no errors in logs" asks for it.
    private static func isStatement(
        _ rest: ArraySlice<RuleToken>, lexicon: RuleLexicon
    ) -> Bool {
        rest.prefix(4).prefix { $0.mark == nil }.contains {
            lexicon.auxiliaries.contains($0.word) && !$0.isLiteral
        }
    }

    /// "do not" after its subject says what happens; after anything else it is an order.
    private static func describes(after word: RuleToken, lexicon: RuleLexicon) -> Bool {
        guard word.mark == nil, word.cue.isEmpty || word.isLiteral else { return false }
        return !lexicon.openers.contains(word.word) && !lexicon.clauseOpeners.contains(word.word)
    }

    private static func orders(_ word: String, lexicon: RuleLexicon) -> Bool {
        lexicon.imperatives.contains(word) || word == "with" || word == "have"
            || word == "contain" || word == "accept"
    }

    private static func markImperatives(_ tokens: inout [RuleToken], lexicon: RuleLexicon) {
        var atStart = true
        var inLeadIn = false
        for index in tokens.indices {
            let token = tokens[index]
            let after = index + 1 < tokens.count ? tokens[index + 1] : nil
            if token.mark == .sentenceEnd || token.mark == .clauseEnd {
                atStart = true
                inLeadIn = false
                continue
            }
            if atStart, !inLeadIn {
                inLeadIn = token.cue == .condition || lexicon.leadIns.contains(token.word)
            }
            if token.mark == .comma, inLeadIn {
                markOrder(after: index, &tokens, lexicon: lexicon)
            }
            if atStart, isOrder(token, before: after, lexicon: lexicon) {
                tokens[index].isImperative = true
            }
            if token.mark != nil || lexicon.openers.contains(token.word) { continue }
            atStart = false
        }
    }

    private static func markOrder(
        after comma: Int, _ tokens: inout [RuleToken], lexicon: RuleLexicon
    ) {
        var index = comma + 1
        while index < tokens.count,
            ["then", "please", "always", "also"].contains(tokens[index].word)
        {
            index += 1
        }
        guard index < tokens.count else { return }
        let after = index + 1 < tokens.count ? tokens[index + 1] : nil
        if isOrder(tokens[index], before: after, lexicon: lexicon) {
            tokens[index].isImperative = true
        }
    }

    private static func isOrder(
        _ token: RuleToken, before after: RuleToken?, lexicon: RuleLexicon
    ) -> Bool {
        token.mark == nil && !token.isLiteral && !token.isCompoundPart
            && lexicon.imperatives.contains(token.word)
            && !(after.map { ["is", "are", "was", "were", "of"].contains($0.word) } ?? false)
    }
}
