extension CheckRun {
    /// What became of the guardrails that stand in changed memories; those in unchanged ones are kept.
    mutating func checkStandingGuardrails() {
        for profile in unchanged.profiles { counts.add(.kept, profile.guardrails.count) }
        let kept = Dictionary(
            resultProfiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for profile in baseProfiles {
            for guardrail in profile.guardrails {
                let isKept = kept[profile.path]?.guardrails.contains {
                    $0.id == guardrail.id
                        && ($0.origin.isExplicit || !guardrail.origin.isExplicit)
                }
                if isKept == true {
                    counts.add(.kept)
                } else {
                    checkMissing(guardrail, isGuardrailMemory: profile.traits.isGuardrail)
                }
            }
        }
    }

    private mutating func checkMissing(_ guardrail: Guardrail, isGuardrailMemory: Bool) {
        let places = places(of: guardrail.text, in: resultTexts)
        // The words may be there while what made them a guardrail is gone.
        func holds(_ found: (place: Standing, isInForce: Bool)) -> Bool {
            found.isInForce && !isMarkLost(guardrail, at: found.place)
        }
        let here = places.filter { $0.place.path == guardrail.path }
        if let found = here.first(where: holds) {
            settle(guardrail, at: found.place, inPlace: true, fate: .kept)
            return
        }
        if let found = places.first(where: holds) ?? here.first ?? places.first {
            settle(guardrail, at: found.place, inPlace: holds(found), fate: .moved)
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
            ?? unchanged.profiles.first { $0.path == place.path }
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
        for declared in check.policy.guardrails {
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

    private mutating func standing(
        of declared: DeclaredGuardrail, in index: TextIndex
    ) -> (fate: GuardrailFate, stands: [Standing], changes: [RuleChange]) {
        func mayLive(_ path: String) -> Bool {
            declared.places.isEmpty || declared.places.contains { $0.matches(path) }
        }
        var found: [Standing] = []
        for (number, wording) in ([declared.text] + declared.rewordings).enumerated() {
            let standings = places(of: wording, in: index)
            if let standing = standings.first(where: { $0.isInForce && mayLive($0.place.path) }) {
                return (number == 0 ? .kept : .reworded, [standing.place], [])
            }
            found += standings.map(\.place)
        }
        if let elsewhere = found.first { return (.movedOutOfPlace, [elsewhere], []) }
        let (judgement, stands) = judgement(
            of: declared.text, near: "", in: index, isDeclared: true)
        if !judgement.fate.isLoss, let first = stands.first, !mayLive(first.path) {
            return (.movedOutOfPlace, stands, judgement.changes)
        }
        return (judgement.fate.guardrailFate, stands, judgement.changes)
    }

    /// New texts against the guardrails that stand, in changed and unchanged memories alike.
    mutating func checkContradictions() {
        let known = Set(
            (baseProfiles + unchanged.profiles).lazy.flatMap(\.lines).map(\.text))
        var added: [Standing] = []
        for profile in resultProfiles {
            for line in profile.lines where !known.contains(line.text) {
                added.append(Standing(path: profile.path, range: line.range, text: line.text))
            }
        }
        guard !added.isEmpty else { return }
        let kept = (unchanged.profiles + resultProfiles).flatMap(\.guardrails)
            .filter { weight(of: $0).treatment != .ignore }
            .sorted {
                ($0.path, $0.range.lowerBound, $0.id) < ($1.path, $1.range.lowerBound, $1.id)
            }
        let inBase = Set((baseProfiles + unchanged.profiles).flatMap(\.guardrails).map(\.text))
        let standing = kept.filter { inBase.contains($0.text) }
        let index = TextIndex(
            standing.map { TextIndex.Entry(text: $0.text, path: $0.path, range: $0.range) })
        var contradicting: [Int: (kinds: [RuleChange], stands: [Standing])] = [:]
        for text in added {
            for number in index.nearest(to: text.text, limit: 8) {
                let guardrail = standing[number]
                if guardrail.path == text.path, text.range == guardrail.range { continue }
                guard
                    let kind = check.judge.contradiction(
                        between: rule(guardrail.text), and: rule(text.text))
                else { continue }
                let change = RuleChange(kind: kind, old: "", new: "")
                if contradicting[number]?.kinds.contains(change) != true {
                    contradicting[number, default: ([], [])].kinds.append(change)
                }
                contradicting[number]?.stands.append(text)
            }
        }
        for (number, found) in contradicting {
            counts.add(.kept, -1)
            counts.add(.contradicted)
            note(
                .contradicted, of: standing[number], stands: found.stands, changes: found.kinds)
        }
    }
}
