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
            self = Self.modified(memoryKind, details, isSuperseded)
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
        _ memoryKind: MemoryKind, _ details: [ChangeDetail], _ isSuperseded: Bool
    ) -> RiskJudgement {
        guard let first = details.first else { return RiskJudgement(.low, "reworded") }
        let words = describe(first)
        if memoryKind == .guardrail {
            switch first.aspect {
            case .wording: return RiskJudgement(.medium, "guardrail reworded")
            case .name, .value, .date: return RiskJudgement(.high, "guardrail changed: \(words)")
            case .negation, .modality, .exception, .condition, .scope, .number, .version:
                return RiskJudgement(.critical, "guardrail changed: \(words)")
            }
        }
        switch first.aspect {
        case .negation: return RiskJudgement(.high, words)
        case .modality, .exception, .condition:
            return RiskJudgement(memoryKind == .instruction ? .high : .medium, words)
        case .scope: return RiskJudgement(.medium, words)
        case .number, .version, .date, .value: return RiskJudgement(.medium, words)
        case .name: return RiskJudgement(isSuperseded ? .medium : .low, words)
        case .wording: return RiskJudgement(.low, "reworded")
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
                isDuplicate ? "duplicates folded" : kind == .split ? "split" : "folded together")
        }
        let words = describe(first)
        switch first.aspect {
        case .negation, .modality, .exception, .condition, .scope:
            return RiskJudgement(memoryKind == .guardrail ? .critical : .medium, words)
        case .number, .version, .date, .value, .name, .wording:
            return RiskJudgement(memoryKind == .guardrail ? .high : .medium, words)
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
