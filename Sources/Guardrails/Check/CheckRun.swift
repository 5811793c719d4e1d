import MemoryDiff

/// One check at work.
struct CheckRun {
    let check: Check
    /// Changed memories, sorted by path.
    let base: [Memory]
    let result: [Memory]
    let unchanged: StoreIndex
    let baseProfiles: [MemoryProfile]
    let resultProfiles: [MemoryProfile]
    var counts = Verdict.Counts()
    var violations: [Violation] = []
    /// Texts of the result, made when a guardrail has to be looked for.
    private(set) lazy var resultTexts = TextIndex(entries(of: resultProfiles + unchanged.profiles))
    private(set) lazy var baseTexts = TextIndex(entries(of: baseProfiles + unchanged.profiles))
    private var parsed: [String: RuleText] = [:]

    /// Texts among which a guardrail's successor is looked for.
    static let candidateLimit = 16
    /// Texts among which a guardrail's own words are looked for.
    static let placeLimit = 64

    init(check: Check, base: [Memory], result: [Memory], unchanged: StoreIndex) {
        self.check = check
        self.base = base
        self.result = result
        self.unchanged = unchanged
        baseProfiles = base.map(check.extractor.profile)
        resultProfiles = result.map(check.extractor.profile)
    }

    mutating func verdict() -> Verdict {
        checkStandingGuardrails()
        checkDeclaredGuardrails()
        checkContradictions()
        checkProtections()
        checkContents()
        let unique = Set(violations)
        return Verdict(counts: counts, violations: unique.sorted(by: Self.precedes))
    }

    private static func precedes(_ left: Violation, _ right: Violation) -> Bool {
        if left.blocks != right.blocks { return left.blocks }
        if left.severity != right.severity { return left.severity > right.severity }
        if left.rule != right.rule { return left.rule.rawValue < right.rule.rawValue }
        let (before, after) = (left.stood ?? left.stands.first, right.stood ?? right.stands.first)
        if before?.path != after?.path { return (before?.path ?? "") < (after?.path ?? "") }
        let (start, other) = (before?.range.lowerBound ?? 0, after?.range.lowerBound ?? 0)
        if start != other { return start < other }
        if left.id != right.id { return left.id < right.id }
        return left.text < right.text
    }

    private func entries(of profiles: [MemoryProfile]) -> [TextIndex.Entry] {
        profiles.sorted { $0.path < $1.path }.flatMap { profile in
            profile.lines.map {
                TextIndex.Entry(
                    text: $0.text, path: profile.path, range: $0.range, isInForce: $0.isInForce)
            }
        }
    }

    /// Where a text stands word for word, as a whole item or as one of its sentences; where it is in force
    /// first.
    func places(of text: String, in index: TextIndex) -> [(place: Standing, isInForce: Bool)] {
        let wanted = GuardrailExtractor.normalised(text)
        let numbers = index.nearest(to: text, limit: Self.placeLimit).sorted()
        let found = numbers.compactMap { number -> (place: Standing, isInForce: Bool)? in
            let entry = index.entries[number]
            for text in [entry.text] + Sentences.of(entry.text)
            where GuardrailExtractor.normalised(text) == wanted {
                let cancels =
                    text != entry.text && check.extractor.lexicon.cancels(entry.text)
                    && !check.extractor.lexicon.cancels(text)
                return (
                    Standing(path: entry.path, range: entry.range, text: text),
                    entry.isInForce && !cancels
                )
            }
            return nil
        }
        return found.filter(\.isInForce) + found.filter { !$0.isInForce }
    }

    mutating func rule(_ text: String) -> RuleText {
        if let rule = parsed[text] { return rule }
        let rule = RuleText(text, lexicon: check.extractor.lexicon)
        parsed[text] = rule
        return rule
    }

    /// What the result has in the place of a rule.
    mutating func judgement(
        of text: String, near path: String, in index: TextIndex, isDeclared: Bool
    ) -> (Judgement, [Standing]) {
        var numbers = index.nearest(to: text, limit: Self.candidateLimit)
        numbers.removeAll { !index.entries[$0].isInForce }
        numbers.sort { left, right in
            let (isLeft, isRight) = (
                index.entries[left].path == path, index.entries[right].path == path
            )
            return isLeft == isRight ? left < right : isLeft
        }
        let standings = numbers.map {
            let entry = index.entries[$0]
            return Standing(path: entry.path, range: entry.range, text: entry.text)
        }
        let judgement = check.judge.judge(
            rule(text), among: standings.map { rule($0.text) }, isDeclared: isDeclared)
        return (judgement, judgement.counterparts.map { standings[$0] })
    }

    /// What the loss of a guardrail means, and how bad it is.
    func weight(of guardrail: Guardrail) -> (treatment: Treatment, severity: Severity) {
        if guardrail.origin.isExplicit { return (.block, .high) }
        let strict = guardrail.origin == .strictSentence
        let isWaived = check.policy.waivers.contains { waiver in
            switch waiver.subject {
            case .id(let id): id == guardrail.id
            case .path(let pattern): pattern.matches(guardrail.path)
            }
        }
        let treatment = strict ? check.policy.strictSentences : check.policy.advisingSentences
        return (isWaived ? .ignore : treatment, strict ? .medium : .low)
    }

    mutating func note(
        _ fate: GuardrailFate, of guardrail: Guardrail, stands: [Standing], changes: [RuleChange]
    ) {
        let (treatment, severity) = weight(of: guardrail)
        guard fate.isLoss, treatment != .ignore, let rule = Self.rule(for: fate) else { return }
        violations.append(
            Violation(
                id: guardrail.id, rule: rule, severity: severity, blocks: treatment == .block,
                text: guardrail.text,
                stood: Standing(
                    path: guardrail.path, range: guardrail.range, text: guardrail.text),
                stands: stands, changes: changes, owners: [], finding: nil))
    }

    static func rule(for fate: GuardrailFate) -> Violation.Rule? {
        switch fate {
        case .weakened: .guardrailWeakened
        case .contradicted: .guardrailContradicted
        case .movedOutOfPlace: .guardrailOutOfPlace
        case .dropped: .guardrailDropped
        case .kept, .moved, .reworded, .strengthened: nil
        }
    }
}

extension RuleFate {
    /// The fate of a guardrail whose text had this one.
    var guardrailFate: GuardrailFate {
        switch self {
        case .preserved: .kept
        case .reworded: .reworded
        case .strengthened: .strengthened
        case .weakened: .weakened
        case .contradicted: .contradicted
        case .dropped: .dropped
        }
    }
}
