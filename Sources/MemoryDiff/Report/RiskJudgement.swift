/// How much to worry about a change, and why.
struct RiskJudgement {
    let risk: Risk
    let reason: String

    /// Judges a group of linked items.
    init(
        kind: ChangeKind, memoryKind: MemoryKind, old: [Item], new: [Item],
        details: [ChangeDetail], accounts: [DeletionAccount], isSuperseded: Bool
    ) {
        switch kind {
        case .moved:
            self.init(.low, "moved")
        case .invisible:
            self.init(
                Self.hidesMeaning(old + new) || memoryKind == .guardrail ? .critical : .high,
                "differs only in characters that cannot be seen")
        case .added:
            self = Self.added(memoryKind, new)
        case .pruned:
            self = Self.pruned(memoryKind, old, accounts)
        case .modified:
            self = Self.modified(memoryKind, details, isSuperseded, old: old)
        case .compressed, .split, .regrouped:
            self = Self.regrouped(kind, memoryKind, details, accounts)
        }
    }

    private init(_ risk: Risk, _ reason: String) {
        self.risk = risk
        self.reason = reason
    }

    private static func added(_ memoryKind: MemoryKind, _ new: [Item]) -> RiskJudgement {
        if new.contains(where: { ComparableText.hasInvisible($0.text) }) {
            return RiskJudgement(.high, "new, with characters that cannot be seen")
        }
        switch memoryKind {
        case .guardrail: return RiskJudgement(.low, "new guardrail")
        case .instruction, .workflow: return RiskJudgement(.medium, "new \(memoryKind.rawValue)")
        case .preference, .mistake, .fact, .observation: return RiskJudgement(.low, "new")
        }
    }

    private static func pruned(
        _ memoryKind: MemoryKind, _ old: [Item], _ accounts: [DeletionAccount]
    ) -> RiskJudgement {
        let isNear = accounts.contains { $0.fate == .maybeFolded }
        let successor = isNear ? "perhaps folded into another item" : "no successor"
        if memoryKind == .guardrail {
            return RiskJudgement(.critical, "guardrail dropped: \(successor)")
        }
        if old.allSatisfy({ $0.form == .heading }) { return RiskJudgement(.low, "heading dropped") }
        switch memoryKind {
        case .observation: return RiskJudgement(.medium, "observation dropped: \(successor)")
        case .guardrail, .instruction, .preference, .workflow, .mistake, .fact:
            return RiskJudgement(
                isNear ? .medium : .high, "\(memoryKind.rawValue) dropped: \(successor)")
        }
    }

    private static func modified(
        _ memoryKind: MemoryKind, _ details: [ChangeDetail], _ isSuperseded: Bool, old: [Item]
    ) -> RiskJudgement {
        var worst = RiskJudgement(
            memoryKind == .guardrail ? .medium : .low,
            memoryKind == .guardrail ? "guardrail reworded" : "reworded")
        for detail in details {
            let risk = risk(of: detail, memoryKind, isSuperseded, old: old)
            guard risk > worst.risk || (risk == worst.risk && worst.isReworded) else { continue }
            if detail.aspect == .wording { continue }
            let words = describe(detail)
            worst = RiskJudgement(
                risk, memoryKind == .guardrail ? "guardrail changed: \(words)" : words)
        }
        return worst
    }

    private var isReworded: Bool { reason.hasSuffix("reworded") }

    private static func risk(
        of detail: ChangeDetail, _ memoryKind: MemoryKind, _ isSuperseded: Bool, old: [Item]
    ) -> Risk {
        let isGuardrail = memoryKind == .guardrail
        let isBinding = isGuardrail || memoryKind == .instruction
        switch detail.aspect {
        case .wording: return isGuardrail ? .medium : .low
        case .name:
            // Of `only Ruth` a further name is a wider permission.
            return isGuardrail
                ? (detail.old.isEmpty && !closesList(old) ? .medium : .high)
                : isSuperseded ? .medium : .low
        case .value, .date: return isGuardrail ? .high : .medium
        case .number, .version: return isGuardrail ? .critical : .medium
        case .negation: return isGuardrail ? .critical : .high
        case .modality:
            // What only binds more takes nothing away; what only permits more does.
            if detail.old.isEmpty, !loosens(detail.new) { return .medium }
            return isGuardrail ? .critical : isBinding ? .high : .medium
        case .exception:
            // A limit is weakened by an exception that comes, a right by one that goes.
            return isGuardrail ? .critical : isBinding ? .high : .medium
        case .condition:
            return isGuardrail ? .critical : isBinding && detail.new.isEmpty ? .high : .medium
        case .scope: return isGuardrail ? .critical : .medium
        }
    }

    /// True when a statement names all for whom it holds.
    private static func closesList(_ items: [Item]) -> Bool {
        items.contains { item in
            NormativePhrase.phrases(in: item.text).contains {
                $0.role == .bound
                    && ["only", "solely", "exclusively"].contains($0.text)
                    || NormativeLexicon.foreignRestrictors.contains($0.text)
            }
        }
    }

    private static func loosens(_ words: String) -> Bool {
        NormativePhrase.phrases(in: words).contains {
            $0.role == .permission || $0.role == .recommendation || $0.role == .avoidance
        }
    }

    private static func regrouped(
        _ kind: ChangeKind, _ memoryKind: MemoryKind, _ details: [ChangeDetail],
        _ accounts: [DeletionAccount]
    ) -> RiskJudgement {
        let losses = details.filter { !$0.old.isEmpty && $0.aspect != .wording }
        guard let first = losses.first else {
            let isDuplicate =
                !accounts.isEmpty && accounts.allSatisfy { $0.fate == .duplicate }
            return RiskJudgement(
                memoryKind == .guardrail && !isDuplicate ? .medium : .low,
                isDuplicate
                    ? (kind == .split ? "duplicates added" : "duplicates folded")
                    : kind == .split
                        ? "split" : kind == .regrouped ? "clauses moved" : "folded together")
        }
        let words = describe(first)
        switch first.aspect {
        case .negation, .modality, .exception, .condition, .scope:
            return RiskJudgement(memoryKind == .guardrail ? .critical : .medium, words)
        case .number, .version, .date, .value:
            return RiskJudgement(memoryKind == .guardrail ? .high : .medium, words)
        case .name, .wording:
            return RiskJudgement(memoryKind == .guardrail ? .medium : .low, words)
        }
    }

    /// `number changed 500 -> 5,000`, `exception dropped: unless ...`, `scope: came only`.
    private static func describe(_ detail: ChangeDetail) -> String {
        let name = detail.aspect.rawValue
        switch (detail.old.isEmpty, detail.new.isEmpty) {
        case (false, false): return "\(name) changed \(short(detail.old)) -> \(short(detail.new))"
        case (false, true): return "\(name) dropped: \(short(detail.old))"
        case (true, false): return "\(name) added: \(short(detail.new))"
        case (true, true): return "\(name) changed"
        }
    }

    private static func short(_ text: String) -> String {
        text.count <= 60 ? text : String(text.prefix(57)) + "..."
    }

    /// Bidirectional controls and tag characters can make a text read as something else.
    private static func hidesMeaning(_ items: [Item]) -> Bool {
        items.contains { item in
            item.text.unicodeScalars.contains { scalar in
                switch scalar.value {
                case 0x202A...0x202E, 0x2066...0x2069, 0xE0000...0xE007F: true
                default: false
                }
            }
        }
    }
}
