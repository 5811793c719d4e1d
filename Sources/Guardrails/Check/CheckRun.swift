import MemoryDiff

/// One check at work.
struct CheckRun {
    let check: Check
    /// Changed memories, sorted by path.
    let base: [Memory]
    let result: [Memory]
    let baseProfiles: [MemoryProfile]
    let resultProfiles: [MemoryProfile]
    /// What there is to know of all other memories without their texts.
    let summary: StoreSummary
    /// All other memories; nil as long as the summary may do.
    let index: StoreIndex?
    /// Whether the summary did not do: then the verdict means nothing.
    var needsIndex = false
    var counts = Verdict.Counts()
    var violations: [Violation] = []
    /// Texts of the result, made when a guardrail has to be looked for.
    private(set) lazy var resultTexts = TextIndex(entries(of: resultProfiles + unchangedProfiles))
    private(set) lazy var baseTexts = TextIndex(entries(of: baseProfiles + unchangedProfiles))
    private var parsed: [String: RuleText] = [:]
    /// The texts of the changed memories as they were, sentence by sentence, normalised.
    private(set) lazy var formerTexts = Set(
        baseProfiles.lazy.flatMap(\.lines).flatMap { [$0.text] + Sentences.of($0.text) }
            .map(GuardrailExtractor.normalised))
    /// What casts doubt on texts of the memories as they were and as they shall be, by place.
    private(set) lazy var formerDoubts = Self.doubts(in: baseProfiles)
    private(set) lazy var ownDoubts = Self.doubts(in: resultProfiles)
    private(set) lazy var doubts = Self.doubts(in: resultProfiles + unchangedProfiles)
    /// Paths of the memories that came or changed.
    private(set) lazy var changedPaths = Set(resultProfiles.map(\.path))

    /// Texts among which a guardrail's own words are looked for.
    static let placeLimit = 64

    init(check: Check, change: StoreChange, summary: StoreSummary, index: StoreIndex?) {
        self.check = check
        base = change.base
        result = change.result
        baseProfiles = change.baseProfiles
        resultProfiles = change.resultProfiles
        self.summary = summary
        self.index = index
    }

    var unchangedProfiles: [MemoryProfile] { index?.profiles ?? [] }

    /// Whether the texts of the other memories are there; asked before each look at them.
    mutating func hasTexts() -> Bool {
        if index == nil { needsIndex = true }
        return index != nil
    }

    private static func doubts(in profiles: [MemoryProfile]) -> [String: [Int: [Doubt]]] {
        profiles.reduce(into: [:]) { all, profile in
            for line in profile.lines where !line.doubts.isEmpty {
                all[profile.path, default: [:]][line.range.lowerBound] = line.doubts
            }
        }
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

    /// What the loss of a guardrail means, and how bad it is.
    func weight(of guardrail: Guardrail) -> (treatment: Treatment, severity: Severity) {
        let treatment = treatment(of: guardrail.origin)
        if guardrail.origin.isExplicit { return (treatment, .high) }
        let strict = guardrail.origin != .advisingSentence
        let isWaived = check.policy.waivers.contains { waiver in
            switch waiver.subject {
            case .id(let id): id == guardrail.id
            case .path(let pattern): pattern.matches(guardrail.path)
            }
        }
        return (isWaived ? .ignore : treatment, strict ? .medium : .low)
    }

    /// The same for guardrails that nothing waives.
    func treatment(of origin: Guardrail.Origin) -> Treatment {
        if origin.isExplicit { return .block }
        return origin != .advisingSentence
            ? check.policy.strictSentences : check.policy.advisingSentences
    }

    mutating func note(
        _ fate: GuardrailFate, of guardrail: Guardrail, stands: [Standing], changes: [RuleChange],
        isSure: Bool = true
    ) {
        let (treatment, severity) = weight(of: guardrail)
        guard fate.isLoss, treatment != .ignore, let rule = Self.rule(for: fate) else { return }
        violations.append(
            Violation(
                id: guardrail.id, rule: rule, severity: severity,
                blocks: treatment == .block && isSure,
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
