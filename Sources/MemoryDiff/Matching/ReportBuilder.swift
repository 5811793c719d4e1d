/// Turns links into what a report says: finds homes in unchanged memories, accounts for deletions and losses.
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
        _ memories: MemorySource, ready: [Memory], totals known: Report.Totals?
    ) -> Report.Totals {
        if let known, elsewhere.isSettled, loss.isEmpty { return known }
        let start = UnchangedScan(elsewhere, loss, isCounting: known == nil)
        var scan = start
        for (index, part) in memories.visit(start, ready: ready, { $0.look(at: $1) }).enumerated() {
            if index == 0 { scan = part } else { scan.add(part) }
        }
        elsewhere = scan.elsewhere
        loss = scan.loss
        var totals = scan.totals
        totals.tokens = (totals.bytes + 3) / 4
        return known ?? totals
    }

    /// What the report will say; `unchangedElsewhere` is the number of items in unchanged memories.
    func draft(unchangedElsewhere: Int) -> ReportDraft {
        var draft = ReportDraft(
            classifier: KindClassifier([linking.old, linking.new].joined()),
            unchangedItems: unchangedElsewhere, lostTerms: loss.lostTerms())
        var usedOld: Set<Int> = []
        var usedNew: Set<Int> = []
        for link in linking.links {
            usedOld.formUnion(link.old)
            usedNew.formUnion(link.new)
            if link.kind == .unchanged {
                draft.unchangedItems += 1
            } else {
                draft.entries.append(entry(link))
            }
        }
        for home in elsewhere.homes() {
            draft.unchangedItems -= 1
            usedOld.formUnion(home.old)
            usedNew.formUnion(home.new)
            draft.entries.append(entry(home))
        }
        for item in linking.old.indices where !usedOld.contains(item) {
            draft.entries.append(pruned(item))
        }
        for item in linking.new.indices where !usedNew.contains(item) {
            draft.entries.append(
                Entry(kind: .added, old: [], new: [linking.new[item]], accounts: []))
        }
        return draft
    }

    private typealias Entry = ReportDraft.Entry

    private func entry(_ link: Link) -> Entry {
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
        if kind == .moved { return Entry(kind: kind, old: old, new: new, accounts: []) }
        let accounts = link.old.enumerated().map { place, item in
            account(place, item, targets: link.new, isGroup: kind != .modified)
        }
        return Entry(kind: kind, old: old, new: new, accounts: accounts)
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

    private func entry(_ home: UnchangedHomes.Home) -> Entry {
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
        return Entry(kind: kind, old: old, new: new, accounts: accounts)
    }

    private func pruned(_ item: Int) -> Entry {
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
        return Entry(kind: .pruned, old: [old], new: [], accounts: [account])
    }

    static func inStoreOrder(_ left: Item, _ right: Item) -> Bool {
        (left.memoryPath, left.range.lowerBound) < (right.memoryPath, right.range.lowerBound)
    }
}
