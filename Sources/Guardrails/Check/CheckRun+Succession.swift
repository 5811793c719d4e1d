extension CheckRun {
    /// What became of a rule, and the texts that take its place.
    typealias Succession = (judgement: Judgement, stands: [Standing])

    /// A sentence of a text in which a rule's successor may be.
    private struct Unit: Hashable {
        /// Position of the text in the index.
        let entry: Int
        let sentence: Int
    }

    /// A rule and the sentences that are still open to it, by place.
    private struct Heir {
        let rule: RuleText
        /// Positions in the index, the rule's own memory first.
        let entries: [Int]
        var open: Set<Unit> = []
    }

    /// Texts among which a rule's successor is looked for.
    static let candidateLimit = 16

    /// What the result has in the place of guardrails whose words stand nowhere, in their order.
    ///
    /// All are given their successors together: a sentence that stood there before, or that is nearer to another
    /// rule, takes the place of a rule only when it covers it.
    mutating func successions(of missing: [Guardrail]) -> [Succession] {
        var rivals = Rivals(neighbours(of: missing.map(\.text)), lexicon: check.extractor.lexicon)
        var heirs: [Heir] = []
        for guardrail in missing {
            let rule = rule(guardrail.text)
            var heir = Heir(
                rule: rule,
                entries: candidates(of: guardrail.text, near: guardrail.path, in: resultTexts))
            for unit in units(of: heir.entries, in: resultTexts)
            where isOpen(unit, to: rule, &rivals) { heir.open.insert(unit) }
            heirs.append(heir)
        }
        divide(among: &heirs, rivals)
        return zip(missing, heirs).map { guardrail, heir in
            succession(of: heir, in: resultTexts, isDeclared: guardrail.origin.isExplicit)
        }
    }

    /// What the result has in the place of a rule that the policy declares and that no memory states any more.
    ///
    /// `stated` is where the base said it; what else stood there is no successor unless it says all of it.
    mutating func succession(of text: String, after stated: [Standing]) -> Succession {
        let own = Set(stated.map { GuardrailExtractor.normalised($0.text) })
        var rivals = Rivals(
            neighbours(of: [text]).filter { !own.contains(GuardrailExtractor.normalised($0)) },
            lexicon: check.extractor.lexicon)
        let rule = rule(text)
        var heir = Heir(rule: rule, entries: candidates(of: text, near: "", in: resultTexts))
        for unit in units(of: heir.entries, in: resultTexts)
        where own.contains(GuardrailExtractor.normalised(self.text(of: unit, in: resultTexts)))
            || isOpen(unit, to: rule, &rivals)
        { heir.open.insert(unit) }
        return succession(of: heir, in: resultTexts, isDeclared: true)
    }

    /// Whether a sentence of the result may take the place of a rule that is missing.
    private mutating func isOpen(_ unit: Unit, to rule: RuleText, _ rivals: inout Rivals) -> Bool {
        let text = text(of: unit, in: resultTexts)
        let read = self.rule(text)
        return isFormer(text, of: unit)
            ? rivals.covers(read, rule) : !rivals.own(text, read: read, insteadOf: rule)
    }

    /// What a store has in the place of a rule that the policy declares and that no memory states.
    mutating func succession(of text: String, in index: TextIndex) -> Succession {
        let entries = candidates(of: text, near: "", in: index)
        let heir = Heir(
            rule: rule(text), entries: entries, open: Set(units(of: entries, in: index)))
        return succession(of: heir, in: index, isDeclared: true)
    }

    /// Rules of the base that share a word with one of those that are missing.
    private func neighbours(of missing: [String]) -> [String] {
        let wanted = missing.reduce(into: Set<UInt32>()) {
            $0.formUnion(TextIndex.keys(of: $1))
        }
        var texts = baseProfiles.flatMap(\.guardrails).map(\.text)
        summary.forEach { if $0.hasKey(in: wanted) { texts.append($0.text) } }
        return Set(texts).sorted()
    }

    /// Whether a sentence stood there before the move, beside the rule that went.
    private mutating func isFormer(_ text: String, of unit: Unit) -> Bool {
        !changedPaths.contains(resultTexts.entries[unit.entry].path)
            || formerTexts.contains(GuardrailExtractor.normalised(text))
    }

    /// Gives every sentence to the rule that is nearest to it, and takes it from the others that it does not cover.
    private mutating func divide(among heirs: inout [Heir], _ rivals: Rivals) {
        struct Claim {
            let likeness: Double
            let heir: Int
            let unit: Unit
        }
        var claims: [Claim] = []
        for (number, heir) in heirs.enumerated() {
            for unit in heir.open {
                let read = rule(text(of: unit, in: resultTexts))
                let likeness = Rivals.likeness(read, heir.rule)
                if likeness > 0 {
                    claims.append(Claim(likeness: likeness, heir: number, unit: unit))
                }
            }
        }
        claims.sort {
            ($1.likeness, $0.heir, $0.unit.entry, $0.unit.sentence)
                < ($0.likeness, $1.heir, $1.unit.entry, $1.unit.sentence)
        }
        var owners: [Unit: Claim] = [:]
        var settled: Set<Int> = []
        for claim in claims where !settled.contains(claim.heir) {
            if owners[claim.unit] == nil {
                owners[claim.unit] = claim
                settled.insert(claim.heir)
            } else if let owner = owners[claim.unit],
                rivals.covers(
                    rule(text(of: claim.unit, in: resultTexts)), heirs[claim.heir].rule,
                    of: heirs[owner.heir].rule)
            {
                settled.insert(claim.heir)
            }
        }
        for claim in claims {
            guard let owner = owners[claim.unit], owner.heir != claim.heir,
                owner.likeness >= claim.likeness,
                !rivals.covers(
                    rule(text(of: claim.unit, in: resultTexts)), heirs[claim.heir].rule,
                    of: heirs[owner.heir].rule)
            else { continue }
            heirs[claim.heir].open.remove(claim.unit)
        }
    }

    /// Positions of the texts nearest to a rule that are in force, those of its own memory first.
    private func candidates(of text: String, near path: String, in index: TextIndex) -> [Int] {
        var numbers = index.nearest(to: text, limit: Self.candidateLimit)
        numbers.removeAll { !index.entries[$0].isInForce }
        numbers.sort { left, right in
            let (isLeft, isRight) = (
                index.entries[left].path == path, index.entries[right].path == path
            )
            return isLeft == isRight ? left < right : isLeft
        }
        return numbers
    }

    private func units(of entries: [Int], in index: TextIndex) -> [Unit] {
        entries.flatMap { entry in
            (0..<max(1, Sentences.of(index.entries[entry].text).count)).map {
                Unit(entry: entry, sentence: $0)
            }
        }
    }

    /// A sentence; the whole text where it has only one.
    private func text(of unit: Unit, in index: TextIndex) -> String {
        let text = index.entries[unit.entry].text
        let sentences = Sentences.of(text)
        return sentences.count > 1 ? sentences[unit.sentence] : text
    }

    /// Judges a rule by what is open to it; the rest still shows which of its demands stand elsewhere.
    private mutating func succession(
        of heir: Heir, in index: TextIndex, isDeclared: Bool
    ) -> Succession {
        var standings: [Standing] = []
        var open: [RuleText] = []
        var others: [RuleText] = []
        for number in heir.entries {
            let entry = index.entries[number]
            let mine = units(of: [number], in: index)
            let kept = mine.filter(heir.open.contains)
            if kept.count < mine.count { others.append(rule(entry.text)) }
            guard !kept.isEmpty else { continue }
            let text =
                kept.count == mine.count
                ? entry.text : kept.map { self.text(of: $0, in: index) }.joined(separator: " ")
            open.append(rule(text))
            standings.append(Standing(path: entry.path, range: entry.range, text: entry.text))
        }
        let judgement = check.judge.judge(
            heir.rule, among: open, beside: others, isDeclared: isDeclared)
        return (judgement, judgement.counterparts.map { standings[$0] })
    }
}
