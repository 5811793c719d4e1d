extension ClauseComparison {
    /// What a rule of nearly the same words gained or lost beside its demand: where it holds, by whom or with
    /// what something is done, and what comes first.
    mutating func compareQualifiers(_ edits: WordEdits, with nearest: RuleText) {
        guard rule.force == .strict else { return }
        for hunk in edits.hunks where hunk.endsSentence {
            if rule.prohibits { findExemptPlace(hunk) } else { findLostMeans(hunk) }
        }
        findPartialCoverage(edits)
        findReversedOrder(in: nearest)
    }

    /// "never X without Y" became "never X without Y or Z", or "never X after Y".
    mutating func findEasierWay(_ edits: WordEdits, in nearest: RuleText) {
        guard rule.force == .strict, rule.prohibits, nearest.prohibits else { return }
        for hunk in edits.hunks {
            let added = RuleText.subject(of: Array(hunk.new), lexicon: lexicon)
                .words(missingIn: rule.subject)
            let before = rule.tokens.prefix(upTo: hunk.old.startIndex)
            let words = [hunk.new.first?.word, hunk.new.last?.word]
            if words.contains("or"), !added.isEmpty, hunk.old.contentCount(lexicon) == 0,
                before.contains(where: { lexicon.lacking.contains($0.word) })
            {
                note(.alternativeAdded, new: hunk.new.phrase)
            }
            if let lacking = hunk.old.first(where: { lexicon.lacking.contains($0.word) }),
                let now = hunk.new.first(where: { ["with", "after", "despite"].contains($0.word) }),
                !hunk.new.carry(.limiting)
            {
                note(.valueChanged, old: lacking.word, new: now.word)
            }
        }
    }

    /// "never X" became "never X in production", or "never X without a backup".
    private mutating func findExemptPlace(_ hunk: WordEdits.Hunk) {
        guard let first = hunk.new.first, first.mark == nil, !first.isLiteral,
            hunk.old.contentCount(lexicon) == 0, !hunk.new.carry(.prohibiting),
            !rule.tokens.contains(where: { lexicon.lacking.contains($0.word) })
        else { return }
        let added = RuleText.subject(of: Array(hunk.new), lexicon: lexicon)
            .words(missingIn: rule.subject)
        guard (1...3).contains(added.count) else { return }
        if lexicon.lacking.contains(first.word) {
            note(.exceptionAdded, new: hunk.new.phrase)
        } else if lexicon.placeOpeners.contains(first.word) {
            note(.scopeNarrowed, new: hunk.new.phrase)
        }
    }

    /// "must be reviewed by a human" became "must be reviewed".
    private mutating func findLostMeans(_ hunk: WordEdits.Hunk) {
        guard hunk.new.isEmpty, let first = hunk.old.first, first.mark == nil, !first.isLiteral,
            lexicon.meansOpeners.contains(first.word)
        else { return }
        let lost = RuleText.subject(of: Array(hunk.old), lexicon: lexicon)
        guard (1...3).contains(lost.count),
            !all.contains(where: { lost.share(in: $0.subject) >= 0.5 })
        else { return }
        note(.clauseLost, old: hunk.old.phrase)
    }

    /// "all uploads must" became "uploads from customers must".
    private mutating func findPartialCoverage(_ edits: WordEdits) {
        let lostWhole = edits.hunks.contains {
            $0.old.carry(.whole) && $0.old.contentCount(lexicon) == 0 && $0.new.isEmpty
        }
        guard lostWhole else { return }
        let added = edits.hunks.first { hunk in
            hunk.old.isEmpty && (1...3).contains(hunk.new.contentCount(lexicon))
                && hunk.new.first.map {
                    lexicon.placeOpeners.contains($0.word) || ["from", "of"].contains($0.word)
                } == true
        }
        if let added { note(.quantifierLowered, new: added.new.phrase) }
    }

    /// "ask before" became "tell after".
    private mutating func findReversedOrder(in nearest: RuleText) {
        func has(_ word: String, _ text: RuleText) -> Bool {
            text.tokens.contains { $0.word == word && !$0.isLiteral }
        }
        if has("before", rule), !has("after", rule), has("after", nearest), !has("before", nearest)
        {
            note(.valueChanged, old: "before", new: "after")
            return
        }
        // "from A to B" and "from B to A" have the same words.
        guard rule.subject.words(missingIn: nearest.subject).isEmpty,
            nearest.subject.words(missingIn: rule.subject).isEmpty,
            Direction(rule, lexicon).isReversed(in: Direction(nearest, lexicon))
        else { return }
        note(.valueChanged, old: rule.tokens[...].phrase, new: nearest.tokens[...].phrase)
    }

    /// Somebody's agreement that nothing asks for any more.
    mutating func compareConsent() {
        guard rule.tokens.carry(.strong),
            let consent = rule.tokens.first(where: {
                lexicon.consents.contains($0.word) && !$0.isCompoundPart
            })
        else { return }
        let stems = Set(lexicon.consents.map { Stem.of($0, lexicon: lexicon) })
            .union(lexicon.consenting.map { Stem.of($0, lexicon: lexicon) })
        let isKept = all.contains { text in
            rule.subject.share(in: text.subject) >= RuleJudge.aligned
                && text.tokens.contains { token in
                    token.mark == nil && stems.contains { Stem.agree($0, token.stem) }
                }
        }
        if !isKept { note(.clauseLost, old: consent.word) }
    }
}
