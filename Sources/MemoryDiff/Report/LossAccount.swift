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
    /// What is looked for, once everything that stood in old items is known.
    private var filter: FactFilter?
    /// The number of each fact in the filter.
    private var numbers: [String: Int] = [:]

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

    /// Strikes out what stands in a text of the new store; nothing may be added after that.
    mutating func strike(_ text: String) {
        var text = text
        text.withUTF8 { strike($0) }
    }

    /// Strikes out what stands in a memory of the new store.
    mutating func strike(_ memory: Memory) {
        memory.content.withUnsafeBufferPointer { strike($0) }
    }

    private mutating func strike(_ bytes: ByteView) {
        guard !entries.isEmpty else { return }
        if filter == nil { filter = makeFilter() }
        guard filter?.ask(bytes) ?? true else { return }
        for fact in FactScanner.facts(of: String(decoding: bytes, as: UTF8.self)) {
            let key = fact.category.rawValue + "\u{0}" + fact.key
            guard entries.removeValue(forKey: key) != nil else { continue }
            if let number = numbers[key] { filter?.forget(number) }
        }
    }

    /// Strikes out what the same account found in other memories.
    mutating func add(_ other: LossAccount) {
        entries = entries.filter { other.entries[$0.key] != nil }
        if let found = other.filter { filter?.add(found) }
    }

    private mutating func makeFilter() -> FactFilter {
        var filter = FactFilter()
        for key in order {
            guard let entry = entries[key] else { continue }
            for word in entry.words { filter.want(word: word) }
            switch entry.category {
            case .prohibition, .negation: break
            case .number, .version, .date, .identifier, .name:
                let fact = key.dropFirst(entry.category.rawValue.count + 1)
                numbers[key] = filter.want(entry.category, key: String(fact))
            }
        }
        return filter
    }

    /// What is lost, the most serious first, then in store order.
    func lostTerms() -> [LostTerm] {
        let lost = order.compactMap { key -> Entry? in
            guard let entry = entries[key] else { return nil }
            switch entry.category {
            case .prohibition, .negation: return entry
            case .number, .version, .date, .identifier, .name:
                return entry.words.allSatisfy { filter?.hasSeen(word: $0) ?? false } ? nil : entry
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
