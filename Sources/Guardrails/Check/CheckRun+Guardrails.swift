extension CheckRun {
    /// What became of the guardrails that stand in changed memories; those in unchanged ones are kept.
    mutating func checkStandingGuardrails() {
        counts.add(.kept, summary.count)
        let kept = Dictionary(
            resultProfiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var missing: [Guardrail] = []
        for profile in baseProfiles {
            for guardrail in profile.guardrails {
                let same = kept[profile.path]?.guardrails.first {
                    $0.id == guardrail.id && $0.origin.keeps(guardrail.origin)
                }
                if let same, newDoubts(about: guardrail, at: same.path, same.range).isEmpty {
                    counts.add(.kept)
                } else {
                    guard hasTexts() else { return }
                    if !findElsewhere(guardrail) { missing.append(guardrail) }
                }
            }
        }
        guard !missing.isEmpty else { return }
        for (guardrail, found) in zip(missing, successions(of: missing)) {
            var fate = found.judgement.fate.guardrailFate
            // What a heading made a rule of has to be one where it stands now.
            if !fate.isLoss, guardrail.origin == .heading,
                !found.stands.contains(where: isGuardrail)
            {
                fate = .movedOutOfPlace
            }
            let doubts = found.stands.map { newDoubts(about: guardrail, at: $0.path, $0.range) }
            guard fate.isLoss || !doubts.isEmpty && !doubts.contains(where: \.isEmpty) else {
                counts.add(fate)
                continue
            }
            if fate.isLoss {
                counts.add(fate)
                note(fate, of: guardrail, stands: found.stands, changes: found.judgement.changes)
            } else {
                doubt(guardrail, at: found.stands, doubts.flatMap { $0 })
            }
        }
    }

    /// What casts doubt on a guardrail's words at a place and did not where they stood.
    private mutating func newDoubts(
        about guardrail: Guardrail, at path: String, _ range: Range<Int>
    ) -> [Doubt] {
        guard let found = (index == nil ? ownDoubts : doubts)[path]?[range.lowerBound] else {
            return []
        }
        let known = Set(
            (formerDoubts[guardrail.path]?[guardrail.range.lowerBound] ?? []).map {
                GuardrailExtractor.normalised($0.text)
            })
        return found.filter { !known.contains(GuardrailExtractor.normalised($0.text)) }
    }

    private mutating func doubt(_ guardrail: Guardrail, at places: [Standing], _ doubts: [Doubt]) {
        let isSure = doubts.contains(where: \.isGrave)
        counts.add(.movedOutOfPlace)
        note(
            .movedOutOfPlace, of: guardrail, stands: places,
            changes: doubts.map { RuleChange(kind: .doubted, old: "", new: $0.text) },
            isSure: isSure)
    }

    /// Settles a guardrail whose words stand somewhere; false when they stand nowhere.
    private mutating func findElsewhere(_ guardrail: Guardrail) -> Bool {
        let places = places(of: guardrail.text, in: resultTexts)
        guard let first = places.first else { return false }
        // The words may be there while what made them a guardrail is gone.
        let held = places.filter { $0.isInForce && !isMarkLost(guardrail, at: $0.place) }
            .map { ($0.place, newDoubts(about: guardrail, at: $0.place.path, $0.place.range)) }
        let certain = held.filter(\.1.isEmpty).map(\.0)
        if let place = certain.first(where: { $0.path == guardrail.path }) {
            settle(guardrail, at: place, fate: .kept)
        } else if let place = certain.first {
            settle(guardrail, at: place, fate: .moved)
        } else if let (place, doubts) = held.first(where: { !$0.1.contains(where: \.isGrave) })
            ?? held.first
        {
            doubt(guardrail, at: [place], doubts)
        } else {
            let here = places.first { $0.place.path == guardrail.path }
            settle(guardrail, at: (here ?? first).place, fate: .movedOutOfPlace)
        }
        return true
    }

    private func isGuardrail(_ standing: Standing) -> Bool {
        let profile =
            resultProfiles.first { $0.path == standing.path }
            ?? unchangedProfiles.first { $0.path == standing.path }
        return profile?.guardrails.contains { $0.range == standing.range } ?? false
    }

    private mutating func settle(_ guardrail: Guardrail, at place: Standing, fate: GuardrailFate) {
        counts.add(fate)
        note(fate, of: guardrail, stands: [place], changes: [])
    }

    /// Whether the words stand at a new place where they would no longer bind as before.
    private func isMarkLost(_ guardrail: Guardrail, at place: Standing) -> Bool {
        let profile =
            resultProfiles.first { $0.path == place.path }
            ?? unchangedProfiles.first { $0.path == place.path }
        let wanted = GuardrailExtractor.normalised(guardrail.text)
        let same = (profile?.guardrails ?? []).filter {
            GuardrailExtractor.normalised($0.text) == wanted
        }
        guard guardrail.origin.needsMark else {
            return !same.contains { $0.origin.keeps(guardrail.origin) }
        }
        return !same.contains { $0.origin.isExplicit || !guardrail.origin.isExplicit }
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
            let before = standing(of: declared, in: baseTexts)
            let after = standing(
                of: declared, in: resultTexts, after: before.fate.isLoss ? [] : before.stands)
            counts.add(after.fate)
            guard after.fate.isLoss, let rule = Self.rule(for: after.fate) else { continue }
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
        var places: [String: [String]] = [:]
        func add(_ guardrail: Guardrail) {
            places[GuardrailExtractor.normalised(guardrail.text), default: []].append(
                guardrail.path)
        }
        summary.forEach { if wanted.contains($0.keys) { add($0.entry.guardrail) } }
        for guardrail in resultProfiles.flatMap(\.guardrails)
        where wanted.contains(TextIndex.keys(of: guardrail.text)) { add(guardrail) }
        return places
    }

    /// Where a declared guardrail stands; `stated` is where the base said it, when the result is asked about.
    private mutating func standing(
        of declared: DeclaredGuardrail, in index: TextIndex, after stated: [Standing] = []
    ) -> (fate: GuardrailFate, stands: [Standing], changes: [RuleChange]) {
        var found: [Standing] = []
        for (number, wording) in ([declared.text] + declared.rewordings).enumerated() {
            let standings = places(of: wording, in: index)
            if let standing = standings.first(where: {
                $0.isInForce && declared.mayLive(at: $0.place.path)
            }) {
                return (number == 0 ? .kept : .reworded, [standing.place], [])
            }
            found += standings.map(\.place)
        }
        if let elsewhere = found.first { return (.movedOutOfPlace, [elsewhere], []) }
        let (judgement, stands) =
            stated.isEmpty
            ? succession(of: declared.text, in: index)
            : succession(of: declared.text, after: stated)
        if !judgement.fate.isLoss, let first = stands.first, !declared.mayLive(at: first.path) {
            return (.movedOutOfPlace, stands, judgement.changes)
        }
        return (judgement.fate.guardrailFate, stands, judgement.changes)
    }

    /// New texts against the guardrails that stand, in changed and unchanged memories alike.
    mutating func checkContradictions() {
        let added = addedTexts()
        guard !added.isEmpty else { return }
        let wanted = added.reduce(into: Set<UInt32>()) {
            $0.formUnion(TextIndex.keys(of: $1.text))
        }
        let (standing, total) = standingGuardrails(with: wanted)
        let texts = TextIndex(standing, answering: wanted, of: total)
        var contradicting: [Int: (kinds: [RuleChange], stands: [Standing])] = [:]
        for text in added {
            for number in texts.nearest(to: text.text, limit: 8) {
                let guardrail = standing[number].guardrail
                if guardrail.path == text.path, text.range == guardrail.range { continue }
                guard
                    let kind = check.judge.contradiction(
                        between: rule(guardrail.text), and: rule(text.text))
                else { continue }
                guard hasTexts() else { return }
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
                .contradicted, of: standing[number].guardrail, stands: found.stands,
                changes: found.kinds)
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

    /// Guardrails of the result that the base has too and whose loss means something: those with some keys, by
    /// place, and the number of all.
    private func standingGuardrails(with wanted: Set<UInt32>) -> ([StoreSummary.Entry], Int) {
        var standing: [StoreSummary.Entry] = []
        var total = 0
        let isWaiving = !check.policy.waivers.isEmpty
        summary.forEach { record in
            if isWaiving {
                guard weight(of: record.entry.guardrail).treatment != .ignore else { return }
            } else {
                guard treatment(of: record.origin) != .ignore else { return }
            }
            total += 1
            if record.hasKey(in: wanted) { standing.append(record.entry) }
        }
        for guardrail in stayingGuardrails() where weight(of: guardrail).treatment != .ignore {
            total += 1
            let entry = StoreSummary.Entry(guardrail)
            if entry.keys.contains(where: wanted.contains) { standing.append(entry) }
        }
        standing.sort(by: StoreSummary.Entry.precedes)
        return (standing, total)
    }

    /// Guardrails of changed memories that the base has, there or elsewhere.
    private func stayingGuardrails() -> [Guardrail] {
        let new = resultProfiles.flatMap(\.guardrails)
        var known = Set(baseProfiles.flatMap(\.guardrails).map(\.text))
        let open = Set(new.map(\.text)).subtracting(known)
        if !open.isEmpty {
            let lengths = Set(open.map(\.utf8.count))
            summary.forEach { record in
                guard lengths.contains(record.textLength) else { return }
                let text = record.text
                if open.contains(text) { known.insert(text) }
            }
        }
        return new.filter { known.contains($0.text) }
    }
}

extension Guardrail.Origin {
    /// Whether a guardrail of this origin binds no less than one of another.
    fileprivate func keeps(_ other: Guardrail.Origin) -> Bool {
        if other.needsMark { return needsMark }
        return self != .advisingSentence || other == .advisingSentence
    }
}

extension DeclaredGuardrail {
    /// Whether a path is one of its places.
    func mayLive(at path: String) -> Bool {
        places.isEmpty || places.contains { $0.matches(path) }
    }
}
