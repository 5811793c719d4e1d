extension CheckRun {
    /// What became of the guardrails that stand in changed memories; those in unchanged ones are kept.
    mutating func checkStandingGuardrails() {
        counts.add(.kept, summary.entries.count)
        let kept = Dictionary(
            resultProfiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for profile in baseProfiles {
            for guardrail in profile.guardrails {
                if kept[profile.path]?.guardrails.contains(where: { $0.id == guardrail.id }) == true
                {
                    counts.add(.kept)
                } else {
                    checkMissing(guardrail, isGuardrailMemory: profile.traits.isGuardrail)
                }
            }
        }
    }

    private mutating func checkMissing(_ guardrail: Guardrail, isGuardrailMemory: Bool) {
        guard hasTexts() else { return }
        let places = places(of: guardrail.text, in: resultTexts)
        if let here = places.first(where: { $0.path == guardrail.path }) {
            // The words are there; what marked them as a guardrail may be gone.
            settle(guardrail, at: here, inPlace: !isMarkLost(guardrail, at: here), fate: .kept)
            return
        }
        if let there = places.first(where: { !isMarkLost(guardrail, at: $0) }) ?? places.first {
            settle(guardrail, at: there, inPlace: !isMarkLost(guardrail, at: there), fate: .moved)
            return
        }
        let (judgement, stands) = judgement(
            of: guardrail.text, near: guardrail.path, in: resultTexts,
            isDeclared: guardrail.origin.isExplicit)
        let fate = judgement.fate.guardrailFate
        counts.add(fate)
        note(fate, of: guardrail, stands: stands, changes: judgement.changes)
    }

    private mutating func settle(
        _ guardrail: Guardrail, at place: Standing, inPlace: Bool, fate: GuardrailFate
    ) {
        let fate: GuardrailFate = inPlace ? fate : .movedOutOfPlace
        counts.add(fate)
        note(fate, of: guardrail, stands: [place], changes: [])
    }

    /// An explicit guardrail that would no longer be one at its new place.
    private func isMarkLost(_ guardrail: Guardrail, at place: Standing) -> Bool {
        guard guardrail.origin.isExplicit else { return false }
        let profile =
            resultProfiles.first { $0.path == place.path }
            ?? unchangedProfiles.first { $0.path == place.path }
        return
            !(profile?.guardrails.contains {
                $0.origin.isExplicit
                    && GuardrailExtractor.normalised($0.text)
                        == GuardrailExtractor.normalised(guardrail.text)
            } ?? false)
    }

    /// What became of the guardrails that the policy declares; only what got worse counts.
    mutating func checkDeclaredGuardrails() {
        if base.isEmpty, result.isEmpty {
            counts.add(.kept, check.policy.guardrails.count)
            return
        }
        guard !check.policy.guardrails.isEmpty else { return }
        let stated = statedRules()
        for declared in check.policy.guardrails {
            let places = stated[GuardrailExtractor.normalised(declared.text)] ?? []
            if places.contains(where: { declared.mayLive(at: $0) }) {
                counts.add(.kept)
                continue
            }
            guard hasTexts() else { return }
            let after = standing(of: declared, in: resultTexts)
            counts.add(after.fate)
            guard after.fate.isLoss, let rule = Self.rule(for: after.fate) else { continue }
            let before = standing(of: declared, in: baseTexts)
            let isOld = before.fate == after.fate && before.changes == after.changes
            violations.append(
                Violation(
                    id: declared.id, rule: rule, severity: declared.severity,
                    blocks: declared.severity > .low && !isOld, text: declared.text,
                    stood: before.stands.first, stands: after.stands, changes: after.changes,
                    owners: declared.owners, finding: nil))
        }
    }

    /// Paths at which the result has a guardrail, by its normalised text; declared texts only.
    private func statedRules() -> [String: [String]] {
        let wanted = Set(check.policy.guardrails.map { TextIndex.keys(of: $0.text) })
        let stated =
            summary.entries + resultProfiles.flatMap(\.guardrails).map(StoreSummary.Entry.init)
        var places: [String: [String]] = [:]
        for entry in stated where wanted.contains(entry.keys) {
            let text = GuardrailExtractor.normalised(entry.guardrail.text)
            places[text, default: []].append(entry.guardrail.path)
        }
        return places
    }

    private mutating func standing(
        of declared: DeclaredGuardrail, in index: TextIndex
    ) -> (fate: GuardrailFate, stands: [Standing], changes: [RuleChange]) {
        var found: [Standing] = []
        for (number, wording) in ([declared.text] + declared.rewordings).enumerated() {
            let standings = places(of: wording, in: index)
            if let place = standings.first(where: { declared.mayLive(at: $0.path) }) {
                return (number == 0 ? .kept : .reworded, [place], [])
            }
            found += standings
        }
        if let elsewhere = found.first { return (.movedOutOfPlace, [elsewhere], []) }
        let (judgement, stands) = judgement(
            of: declared.text, near: "", in: index, isDeclared: true)
        if !judgement.fate.isLoss, let first = stands.first, !declared.mayLive(at: first.path) {
            return (.movedOutOfPlace, stands, judgement.changes)
        }
        return (judgement.fate.guardrailFate, stands, judgement.changes)
    }

    /// New texts against the guardrails that stand, in changed and unchanged memories alike.
    mutating func checkContradictions() {
        let added = addedTexts()
        guard !added.isEmpty else { return }
        let standing = standingGuardrails()
        let wanted = added.reduce(into: Set<UInt32>()) { $0.formUnion(TextIndex.keys(of: $1.text)) }
        let texts = TextIndex(standing, answering: wanted)
        var contradicted: Set<String> = []
        for text in added {
            for number in texts.nearest(to: text.text, limit: 8) {
                let guardrail = standing[number].guardrail
                if guardrail.path == text.path, text.range == guardrail.range { continue }
                guard
                    let kind = check.judge.contradiction(
                        between: rule(guardrail.text), and: rule(text.text))
                else { continue }
                guard hasTexts() else { return }
                if contradicted.insert(guardrail.id).inserted {
                    counts.add(.kept, -1)
                    counts.add(.contradicted)
                }
                note(
                    .contradicted, of: guardrail, stands: [text],
                    changes: [RuleChange(kind: kind, old: "", new: "")])
            }
        }
    }

    /// Texts that no memory of the base has; without the index, those that no changed memory has.
    private func addedTexts() -> [Standing] {
        let known = Set((baseProfiles + unchangedProfiles).lazy.flatMap(\.lines).map(\.text))
        return resultProfiles.flatMap { profile in
            profile.lines.filter { !known.contains($0.text) }.map {
                Standing(path: profile.path, range: $0.range, text: $0.text)
            }
        }
    }

    /// Guardrails of the result that the base has too and whose loss means something, by place.
    private func standingGuardrails() -> [StoreSummary.Entry] {
        let new = resultProfiles.flatMap(\.guardrails).map(StoreSummary.Entry.init)
        let wanted = Set(new.map(\.guardrail.text))
        var known = Set(baseProfiles.flatMap(\.guardrails).map(\.text))
        for entry in summary.entries where wanted.contains(entry.guardrail.text) {
            known.insert(entry.guardrail.text)
        }
        let kept = new.filter { known.contains($0.guardrail.text) }
        let all =
            kept.isEmpty
            ? summary.entries : (summary.entries + kept).sorted(by: StoreSummary.Entry.precedes)
        return all.filter { weight(of: $0.guardrail).treatment != .ignore }
    }
}

extension DeclaredGuardrail {
    /// Whether a path is one of its places.
    func mayLive(at path: String) -> Bool {
        places.isEmpty || places.contains { $0.matches(path) }
    }
}
