/// Turns links into a report: finds homes in unchanged memories, accounts, judges, sorts.
struct ReportBuilder {
    private let linking: Linking
    private var loss = LossAccount()
    private var elsewhere: UnchangedHomes

    init(_ linking: Linking) {
        self.linking = linking
        var linkedOld = [Bool](repeating: false, count: linking.old.count)
        var linkedNew = [Bool](repeating: false, count: linking.new.count)
        for link in linking.links {
            for item in link.old { linkedOld[item] = true }
            for item in link.new { linkedNew[item] = true }
        }
        elsewhere = UnchangedHomes(
            linking, old: linking.old.indices.filter { !linkedOld[$0] },
            new: linking.new.indices.filter { !linkedNew[$0] })
        collectLosses(linkedOld)
    }

    private mutating func collectLosses(_ linkedOld: [Bool]) {
        var touched = linkedOld.map { !$0 }
        for link in linking.links where link.kind != .unchanged && link.kind != .moved {
            for item in link.old { touched[item] = true }
            loseClauses(link)
        }
        for item in linking.old.indices {
            if touched[item] { loss.add(linking.old[item]) }
            if !linkedOld[item] { loseClauses(item, new: []) }
        }
        guard !loss.isEmpty else { return }
        for item in linking.new { loss.strike(item.text) }
    }

    private mutating func loseClauses(_ link: Link) {
        let new = link.new.map { linking.new[$0] }
        for item in link.old { loseClauses(item, new: new) }
    }

    /// Prohibitions and negations of an old item that none of its successors repeats.
    private mutating func loseClauses(_ item: Int, new: [Item]) {
        let text = linking.old[item].text
        let phrases = NormativePhrase.phrases(in: text).filter {
            $0.role == .prohibition || $0.role == .negation
        }
        guard !phrases.isEmpty else { return }
        let isDenied = new.contains { other in
            NormativePhrase.phrases(in: other.text).contains {
                $0.role == .prohibition || $0.role == .negation || $0.role == .avoidance
            }
        }
        if isDenied { return }
        for phrase in phrases {
            loss.add(
                phrase.role == .prohibition ? .prohibition : .negation,
                clause: ChangeAnalysis.clause(from: phrase, in: text), in: linking.old[item])
        }
    }

    /// Walks over the unchanged memories if anything has to be found there; returns their totals.
    mutating func visit(
        _ memories: some Sequence<Memory>, totals known: Report.Totals?
    ) -> Report.Totals {
        if let known, elsewhere.isSettled, loss.isEmpty { return known }
        var totals = Report.Totals()
        for memory in memories {
            // Where the items are counted anyway, asking the memory as a whole first would only read it twice.
            if known == nil || elsewhere.mayHold(memory) {
                totals.items += elsewhere.look(at: memory)
            }
            totals.memories += 1
            totals.bytes += memory.content.count
            if !loss.isEmpty { loss.strike(memory) }
        }
        totals.tokens = (totals.bytes + 3) / 4
        return known ?? totals
    }

    /// The report; `unchangedElsewhere` is the number of items in unchanged memories.
    func report(
        old: Report.Totals, new: Report.Totals, unchangedElsewhere: Int
    ) -> Report {
        let classifier = KindClassifier([linking.old, linking.new].joined())
        var unchanged = unchangedElsewhere
        var drafts: [Draft] = []
        var usedOld: Set<Int> = []
        var usedNew: Set<Int> = []
        for link in linking.links {
            usedOld.formUnion(link.old)
            usedNew.formUnion(link.new)
            if link.kind == .unchanged {
                unchanged += 1
            } else {
                drafts.append(draft(link))
            }
        }
        for home in elsewhere.homes() {
            unchanged -= 1
            usedOld.formUnion(home.old)
            usedNew.formUnion(home.new)
            drafts.append(draft(home))
        }
        for item in linking.old.indices where !usedOld.contains(item) {
            drafts.append(pruned(item))
        }
        for item in linking.new.indices where !usedNew.contains(item) {
            drafts.append(Draft(kind: .added, old: [], new: [linking.new[item]], accounts: []))
        }
        let changes = drafts.map { $0.change(classifier) }
        return Report(
            old: old, new: new, unchangedItems: unchanged, changes: Self.sorted(changes),
            lostTerms: loss.lostTerms())
    }

    private struct Draft {
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

    private func draft(_ link: Link) -> Draft {
        let old = link.old.map { linking.old[$0] }
        let new = link.new.map { linking.new[$0] }
        let kind: ChangeKind =
            switch link.kind {
            case .unchanged, .moved: .moved
            case .modified: .modified
            case .compressed: .compressed
            case .split: .split
            case .regrouped: .regrouped
            case .invisible: .invisible
            }
        if kind == .moved { return Draft(kind: kind, old: old, new: new, accounts: []) }
        let accounts = link.old.enumerated().map { place, item in
            account(place, item, targets: link.new, isGroup: kind != .modified)
        }
        return Draft(kind: kind, old: old, new: new, accounts: accounts)
    }

    /// Where one old item of a group went: into the new item that covers it best.
    private func account(
        _ place: Int, _ item: Int, targets: [Int], isGroup: Bool
    ) -> DeletionAccount {
        var best = targets[0]
        var agreement = linking.agreement(old: item, new: best)
        for target in targets.dropFirst() {
            let other = linking.agreement(old: item, new: target)
            if other.oldCoverage > agreement.oldCoverage {
                best = target
                agreement = other
            }
        }
        let isDuplicate =
            isGroup && targets.count == 1
            && (agreement.similarity >= 0.8 || agreement.oldCoverage >= 0.9)
            && !ChangeAnalysis(old: [linking.old[item]], new: [linking.new[best]]).losesMeaning
        return DeletionAccount(
            item: place, fate: isDuplicate ? .duplicate : .folded, target: linking.new[best],
            coverage: agreement.oldCoverage,
            sharedWords: SharedWords.of(linking.old[item].text, linking.new[best].text))
    }

    private func draft(_ home: UnchangedHomes.Home) -> Draft {
        let old = (home.old.map { linking.old[$0] } + [home.item]).sorted(by: Self.inStoreOrder)
        let new = (home.new.map { linking.new[$0] } + [home.item]).sorted(by: Self.inStoreOrder)
        let kind: ChangeKind =
            old.count == 1 ? .split : new.count == 1 ? .compressed : .regrouped
        let accounts = old.enumerated().map { place, item in
            DeletionAccount(
                item: place, fate: .duplicate, target: home.item,
                coverage: item == home.item ? 1 : home.coverage,
                sharedWords: SharedWords.of(item.text, home.item.text))
        }
        return Draft(kind: kind, old: old, new: new, accounts: accounts)
    }

    private func pruned(_ item: Int) -> Draft {
        let old = linking.old[item]
        let near = linking.nearest(toOld: item)
        let account: DeletionAccount
        if let near, near.isClose {
            account = DeletionAccount(
                item: 0, fate: .maybeFolded, target: linking.new[near.item],
                coverage: near.coverage,
                sharedWords: SharedWords.of(old.text, linking.new[near.item].text))
        } else {
            account = DeletionAccount(
                item: 0, fate: .unaccounted, target: nil, coverage: near?.coverage ?? 0,
                sharedWords: [])
        }
        return Draft(kind: .pruned, old: [old], new: [], accounts: [account])
    }

    static func inStoreOrder(_ left: Item, _ right: Item) -> Bool {
        (left.memoryPath, left.range.lowerBound) < (right.memoryPath, right.range.lowerBound)
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
                return inStoreOrder(first, second)
            }
            return left < right
        }
        return order.map { changes[$0] }
    }
}
