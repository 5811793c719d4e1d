extension ClauseComparison {
    /// Cues by which a text denies something, in whatever form.
    private static let denial: CueSet = [
        .negation, .forbidding, .discouraging, .contrast, .descriptive,
    ]
    /// Cues by which words make a demand of their own.
    private static let demand: CueSet = [
        .strong, .forbidding, .negation, .advice, .discouraging,
    ]
    /// From this likeness on, single words put in or taken out decide.
    private static let nearlyEqual = 0.6
    /// From this share on, a rule stands there whole and something was said about it.
    private static let nearlyWhole = 0.9

    /// In a text of nearly the same words every word of force that came or went tells.
    mutating func compareEdits() {
        guard rule.force >= .advice || rule.tokens.carry(Self.denial), let nearest = chosen.first,
            let edits = WordEdits(from: rule.tokens, to: nearest.tokens)
        else { return }
        if edits.kept >= Self.nearlyWhole {
            for hunk in edits.hunks {
                findCancellation(hunk)
                // "If the user insists: never ..." however long the introduction is.
                if hunk.new.last?.mark == .clauseEnd { findNewScope(hunk) }
            }
        }
        if edits.kept >= Self.nearlyWhole || edits.likeness >= Self.nearlyEqual {
            findEasierWay(edits, in: nearest)
        }
        guard edits.likeness >= Self.nearlyEqual || edits.isExcerpt else { return }
        // A rule that now stands in two lines may have its demand in the other one.
        let isSplit = chosen.dropFirst().contains {
            $0.force >= rule.force && rule.subject.share(in: $0.subject) >= RuleJudge.aligned
        }
        for hunk in edits.hunks {
            compareDenial(hunk)
            if !isSplit { compareModal(hunk) }
            compareLimits(hunk)
            compareCoverage(hunk)
        }
        compareQualifiers(edits, with: nearest)
    }

    /// All became some, or one of several things that the rule named is named no longer.
    private mutating func compareCoverage(_ hunk: WordEdits.Hunk) {
        let added = hunk.new.contentCount(lexicon)
        if hunk.old.carry(.whole), !hunk.new.carry(.whole), added > 0 || hunk.new.carry(.part),
            added <= 2, hunk.old.contentCount(lexicon) == 0
        {
            note(.quantifierLowered, old: hunk.old.phrase, new: hunk.new.phrase)
        }
        guard rule.force == .strict else { return }
        let prohibits = rule.prohibits
        let isJoined = { (tokens: ArraySlice<RuleToken>) in
            prohibits && tokens.first?.mark == .comma
                || tokens.first { $0.mark == nil }.map { ["and", "or"].contains($0.word) } ?? false
        }
        let lost = RuleText.subject(of: Array(hunk.old), lexicon: lexicon)
        let isPlain = hunk.old.allSatisfy { $0.cue.isEmpty && $0.mark != .clauseEnd }
        if isJoined(hunk.old), isPlain, added == 0, (1...4).contains(lost.count) {
            let kept = all.contains { $0.force >= .advice && lost.share(in: $0.subject) >= 0.5 }
            if !kept {
                note(
                    rule.prohibits ? .prohibitionNarrowed : .clauseLost, old: hunk.old.phrase)
            }
        }
        if hunk.new.first?.word == "or", !rule.prohibits, follows(hunk), hunk.endsSentence,
            hunk.old.contentCount(lexicon) == 0,
            !RuleText.subject(of: Array(hunk.new), lexicon: lexicon)
                .words(missingIn: rule.subject).isEmpty
        {
            note(.alternativeAdded, new: hunk.new.phrase)
        }
    }

    /// Whether a place of the rule comes after its demand.
    private func follows(_ hunk: WordEdits.Hunk) -> Bool {
        let demand = rule.tokens.filter { !$0.isCompoundPart }.firstIndex {
            $0.carries(Self.demand) || $0.isImperative
        }
        return demand.map { $0 < hunk.old.startIndex } ?? false
    }

    /// A few words that say of the rule that it is no longer in force.
    private mutating func findCancellation(_ hunk: WordEdits.Hunk) {
        guard cancellations(in: rule.tokens).isEmpty, hunk.new.contentCount(lexicon) <= 3,
            let word = cancellations(in: Array(hunk.new)).first
        else { return }
        note(.cancelled, new: word)
    }

    private func cancellations(in tokens: [RuleToken]) -> [String] {
        tokens.indices.filter { index in
            let next = index + 1 < tokens.count ? tokens[index + 1].word : ""
            return !tokens[index].isLiteral
                && (lexicon.cancelling.contains(tokens[index].word)
                    || lexicon.distancing.contains(tokens[index].word)
                    || (tokens[index].word == "no" && next == "longer"))
        }.map { tokens[$0].word }
    }

    private func count(_ cues: CueSet) -> (old: Int, new: Int) {
        (rule.tokens.count(of: cues), chosen.reduce(0) { $0 + $1.tokens.count(of: cues) })
    }

    private mutating func compareDenial(_ hunk: WordEdits.Hunk) {
        let denials = count(Self.denial)
        if hunk.old.carry(CueSet.prohibiting.union(.descriptive)),
            !hunk.new.carry(Self.denial.union([.only, .exception])),
            denials.new < denials.old, hunk.old.contentCount(lexicon) <= 1, !demandsWhatLacked
        {
            note(.prohibitionLost, old: hunk.old.phrase)
        }
        let binds = rule.tokens.contains {
            $0.carries(.strong) && lexicon.binding.contains($0.word)
        }
        if binds, hunk.new.carry([.negation, .forbidding, .descriptive]),
            !hunk.old.carry(Self.denial),
            denials.new > denials.old, hunk.new.contentCount(lexicon) <= 1,
            hunk.old.contentCount(lexicon) == 0
        {
            note(.polarityFlipped, new: hunk.new.phrase)
        }
    }

    private mutating func compareModal(_ hunk: WordEdits.Hunk) {
        let strict: CueSet = [.strong, .forbidding, .negation]
        let advice: CueSet = [.advice, .discouraging]
        let permission: CueSet = [.permission, .grant]
        let wasStrict = hunk.old.carry(strict)
        let wasAdvice = hunk.old.carry(advice)
        guard wasStrict || wasAdvice, !hunk.new.carry(strict) else { return }
        let isLower = hunk.new.carry(permission) || (wasStrict && hunk.new.carry(advice))
        if isLower, hunk.old.contentCount(lexicon) <= 2 {
            note(.forceLowered, old: hunk.old.phrase, new: hunk.new.phrase)
        }
    }

    private mutating func compareLimits(_ hunk: WordEdits.Hunk) {
        if hunk.new.carry(.hedge), !hunk.old.carry(.hedge) {
            note(.hedgeAdded, new: hunk.new.phrase)
        }
        let exceptions = count(.exception)
        if exceptions.new > exceptions.old, !hunk.old.carry([.exception, .only]),
            let start = hunk.new.firstIndex(where: { $0.carries(.exception) }),
            !hunk.new[..<start].carry(Self.demand)
        {
            note(.exceptionAdded, new: hunk.new[start...].phrase)
        }
        findNewScope(hunk)
        let onlies = count([.only])
        if hunk.old.carry(.only),
            onlies.new == 0 || hunk.old.contains(where: { $0.word == "only" }),
            onlies.new < onlies.old, !hunk.new.carry(.limiting),
            hunk.old.contentCount(lexicon) <= 1
        {
            let start = hunk.old.firstIndex { $0.carries(.only) } ?? hunk.old.startIndex
            let following = rule.tokens.filter { !$0.isCompoundPart }.dropFirst(start + 1).first
            if lexicon.cues[[following?.word ?? ""]] != .condition {
                note(.onlyLost, old: hunk.old.phrase)
            }
        }
    }

    /// A condition that came in, with words of its own and without a demand of its own.
    private mutating func findNewScope(_ hunk: WordEdits.Hunk) {
        let conditions = count(.condition)
        guard !hunk.new.carry(Self.demand), !hunk.new.contains(where: \.isImperative),
            !hunk.old.carry(.condition)
        else { return }
        let opensScope =
            hunk.new.startIndex == 0
            && lexicon.scopeOpeners.contains(hunk.new.first?.word ?? "")
            && hunk.new.contains { $0.mark == .comma }
        let start = hunk.new.firstIndex { $0.carries(.condition) }
        guard opensScope || (start != nil && conditions.new > conditions.old) else { return }
        let scope = hunk.new[(opensScope ? hunk.new.startIndex : start ?? hunk.new.startIndex)...]
            .prefix { $0.mark != .sentenceEnd && $0.mark != .clauseEnd }
        let added = RuleText.subject(of: Array(scope), lexicon: lexicon)
            .words(missingIn: rule.subject)
        let isReason = hunk.new[..<scope.startIndex].contains {
            $0.mark == .sentenceEnd || $0.mark == .clauseEnd || lexicon.reasons.contains($0.word)
        }
        if !added.isEmpty, !isReason { note(.scopeNarrowed, new: scope.phrase) }
    }
}

extension Collection where Element == RuleToken {
    /// Number of words that say what a text is about.
    func contentCount(_ lexicon: RuleLexicon) -> Int {
        RuleText.subject(of: Array(self), lexicon: lexicon).count
    }

    /// The words in order.
    var phrase: String {
        filter { $0.mark == nil && !$0.isCompoundPart }.map(\.word).joined(separator: " ")
    }
}
