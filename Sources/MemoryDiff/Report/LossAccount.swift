/// Collects what stood in old items and finds out what of it stands nowhere in the new store.
struct LossAccount {
    private struct Entry {
        let category: LostTerm.Category
        let text: String
        var places: [Item] = []
        var count = 0
        /// Hashes of the term's words; a name whose words all stand somewhere is not lost.
        let words: [UInt64]
    }

    private var entries: [String: Entry] = [:]
    private var order: [String] = []
    private var words: Set<UInt64> = []

    /// True when nothing is missing so far.
    var isEmpty: Bool { entries.isEmpty }

    /// Adds what stands in an old item.
    mutating func add(_ item: Item) {
        for fact in FactScanner.facts(of: item.text) {
            let words = WordScanner.words(of: fact.key).map(\.term)
            // A heading's capitals are the title's.
            guard !words.isEmpty, fact.category != .name || item.form != .heading else { continue }
            add(
                Entry(category: fact.category, text: fact.text, words: words),
                key: fact.category.rawValue + "\u{0}" + fact.key, item)
        }
    }

    /// Adds a clause that forbids or denies and has no counterpart.
    mutating func add(_ category: LostTerm.Category, clause: String, in item: Item) {
        add(
            Entry(category: category, text: clause, words: []),
            key: category.rawValue + "\u{0}" + clause, item)
    }

    private mutating func add(_ entry: Entry, key: String, _ item: Item) {
        if entries[key] == nil {
            entries[key] = entry
            order.append(key)
        }
        entries[key]?.count += 1
        if (entries[key]?.places.count ?? 8) < 8 { entries[key]?.places.append(item) }
    }

    /// Strikes out what stands in a text of the new store.
    mutating func strike(_ text: String) {
        guard !entries.isEmpty else { return }
        WordScanner.scan(text) { words.insert($0.term) }
        for fact in FactScanner.facts(of: text) {
            entries[fact.category.rawValue + "\u{0}" + fact.key] = nil
        }
    }

    /// What is lost, the most serious first, then in store order.
    func lostTerms() -> [LostTerm] {
        let lost = order.compactMap { key -> Entry? in
            guard let entry = entries[key] else { return nil }
            switch entry.category {
            case .prohibition, .negation: return entry
            case .number, .version, .date, .identifier, .name:
                return entry.words.allSatisfy { words.contains($0) } ? nil : entry
            }
        }
        return lost.enumerated().sorted {
            ($0.element.category.weight, $0.offset) < ($1.element.category.weight, $1.offset)
        }
        .map {
            LostTerm(
                category: $0.element.category, text: $0.element.text, places: $0.element.places,
                count: $0.element.count)
        }
    }
}

extension LostTerm.Category {
    /// Place in the order of seriousness, 0 first.
    var weight: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
