/// What a report says, before it is judged, worded and put in order.
///
/// It no longer knows the links, whose evidence takes more memory than all the rest and is free by then.
struct ReportDraft {
    let classifier: KindClassifier
    /// Items that stand as they stood.
    var unchangedItems: Int
    let lostTerms: [LostTerm]
    var entries: [Entry] = []

    /// Fewer are judged faster than a thread is started.
    private static let leastEntries = 500

    init(classifier: KindClassifier, unchangedItems: Int, lostTerms: [LostTerm]) {
        self.classifier = classifier
        self.unchangedItems = unchangedItems
        self.lostTerms = lostTerms
    }

    /// The report.
    func report(old: Report.Totals, new: Report.Totals) -> Report {
        Report(
            old: old, new: new, unchangedItems: unchangedItems, changes: Self.sorted(changes()),
            lostTerms: lostTerms)
    }

    private func changes() -> [Change] {
        guard self.entries.count >= Self.leastEntries, Companion<Void>.crew > 1 else {
            return self.entries.map { $0.change(self.classifier) }
        }
        let (entries, classifier) = (self.entries, self.classifier)
        let middle = entries.count / 2
        let rest = Companion { entries[middle...].map { $0.change(classifier) } }
        var changes: [Change] = []
        changes.reserveCapacity(entries.count)
        for entry in entries[..<middle] { changes.append(entry.change(classifier)) }
        return changes + rest.value()
    }

    struct Entry: Sendable {
        let kind: ChangeKind
        let old: [Item]
        let new: [Item]
        let accounts: [DeletionAccount]

        func change(_ classifier: KindClassifier) -> Change {
            let kinds = (old + new).map(classifier.kind(of:))
            // A group is as serious as its most serious item; the order of the cases is that of weight.
            let memoryKind =
                MemoryKind.allCases.first { kind in kinds.contains(kind) } ?? .fact
            let isCompared = !old.isEmpty && !new.isEmpty && kind != .moved
            let analysis = isCompared ? ChangeAnalysis(old: old, new: new) : nil
            let details = analysis?.details ?? []
            let isSuperseded = kind == .modified && analysis?.isSuperseded ?? false
            let accounts = accounts.map { account in
                guard kind == .modified, isSuperseded else { return account }
                return DeletionAccount(
                    item: account.item, fate: .superseded, target: account.target,
                    coverage: account.coverage, sharedWords: account.sharedWords)
            }
            let judgement = RiskJudgement(
                kind: kind, memoryKind: memoryKind, old: old, new: new, details: details,
                accounts: accounts, isSuperseded: isSuperseded)
            let places = Set((old + new).map { [$0.memoryPath] + $0.headings })
            return Change(
                kind: kind, old: old, new: new, memoryKind: memoryKind, details: details,
                risk: judgement.risk, reason: judgement.reason, accounts: accounts,
                isSuperseded: isSuperseded,
                isRelocated: !old.isEmpty && !new.isEmpty && places.count > 1)
        }
    }

    /// Guardrails that go or weaken, invisible changes, unaccounted deletions, then by risk.
    private static func sorted(_ changes: [Change]) -> [Change] {
        func tier(_ change: Change) -> Int {
            switch change.kind {
            case .invisible: return 1
            case .pruned where change.memoryKind == .guardrail: return 0
            case .pruned:
                let isOpen = change.accounts.contains { $0.fate == .unaccounted }
                return isOpen && change.risk >= .medium ? 2 : 3
            case .modified, .compressed, .split, .regrouped:
                return change.memoryKind == .guardrail && change.risk >= .high ? 0 : 3
            case .moved, .added: return 3
            }
        }
        // Changes are large; what is sorted are their places.
        struct Key {
            let tier: Int
            let risk: Int
            let kind: Int
        }
        let kinds = Dictionary(
            uniqueKeysWithValues: ChangeKind.allCases.enumerated().map { ($1, $0) })
        let keys = changes.map { change in
            Key(tier: tier(change), risk: change.risk.rawValue, kind: kinds[change.kind] ?? 0)
        }
        let order = changes.indices.sorted { left, right in
            let (key, other) = (keys[left], keys[right])
            if key.tier != other.tier { return key.tier < other.tier }
            if key.risk != other.risk { return key.risk > other.risk }
            if key.kind != other.kind { return key.kind < other.kind }
            guard let first = changes[left].old.first ?? changes[left].new.first,
                let second = changes[right].old.first ?? changes[right].new.first
            else { return left < right }
            if first.memoryPath != second.memoryPath || first.range != second.range {
                return ReportBuilder.inStoreOrder(first, second)
            }
            return left < right
        }
        return order.map { changes[$0] }
    }
}
