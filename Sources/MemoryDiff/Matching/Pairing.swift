/// Links items whose texts are equal, or equal but for what does not carry meaning.
struct Pairing {
    /// How two texts agree.
    enum Agreement: UInt8, Sendable {
        case equal
        case visiblyEqual
        case sameWords
    }

    /// The new partner of each old item, or -1.
    private(set) var newPartner: [Int32]
    /// The old partner of each new item, or -1.
    private(set) var oldPartner: [Int32]
    /// How an old item agrees with its partner.
    private(set) var agreement: [Agreement]

    private let old: [Item]
    private let new: [Item]

    init(old: [Item], new: [Item]) {
        self.old = old
        self.new = new
        newPartner = [Int32](repeating: -1, count: old.count)
        oldPartner = [Int32](repeating: -1, count: new.count)
        agreement = [Agreement](repeating: .equal, count: old.count)
        match(.equal) { ComparableText.key(of: $0.text) }
        let hasInvisible =
            old.indices.contains { newPartner[$0] < 0 && ComparableText.hasInvisible(old[$0].text) }
            || new.indices.contains {
                oldPartner[$0] < 0 && ComparableText.hasInvisible(new[$0].text)
            }
        if hasInvisible {
            match(.visiblyEqual) { ComparableText.visibleKey(of: $0.text) }
        }
        match(.sameWords) { item in
            var hash = StableHash()
            var count = 0
            WordScanner.scan(item.text) { word in
                hash.combine(word.term)
                count += 1
            }
            return count == 0 ? nil : hash.value
        }
    }

    private mutating func match<Key: Hashable>(
        _ agreement: Agreement, by key: (Item) -> Key?
    ) {
        var waiting: [Key: Int32] = [:]
        var groups: [(old: [Int32], new: [Int32])] = []
        for index in new.indices where oldPartner[index] < 0 {
            guard let key = key(new[index]) else { continue }
            if let group = waiting[key] {
                groups[Int(group)].new.append(Int32(index))
            } else {
                waiting[key] = Int32(groups.count)
                groups.append(([], [Int32(index)]))
            }
        }
        guard !groups.isEmpty else { return }
        for index in old.indices where newPartner[index] < 0 {
            guard let key = key(old[index]), let group = waiting[key] else { continue }
            groups[Int(group)].old.append(Int32(index))
        }
        for group in groups where !group.old.isEmpty {
            pair(group.old, group.new, agreement)
        }
    }

    /// The nearest places first: same section, same memory, same headings, same form, then order.
    private mutating func pair(_ olds: [Int32], _ news: [Int32], _ agreement: Agreement) {
        if olds.count == 1, news.count == 1 {
            link(olds[0], news[0], agreement)
            return
        }
        let places: [(Item) -> String] = [
            {
                $0.form.rawValue + "\u{0}" + $0.memoryPath + "\u{0}"
                    + $0.headings.joined(separator: "\u{0}")
            },
            { $0.form.rawValue + "\u{0}" + $0.memoryPath },
            { $0.form.rawValue + "\u{0}" + $0.headings.joined(separator: "\u{0}") },
            { $0.form.rawValue }, { _ in "" },
        ]
        for place in places {
            var waiting: [String: [Int32]] = [:]
            for index in news.reversed() where oldPartner[Int(index)] < 0 {
                waiting[place(new[Int(index)]), default: []].append(index)
            }
            if waiting.isEmpty { return }
            for index in olds where newPartner[Int(index)] < 0 {
                guard let partner = waiting[place(old[Int(index)])]?.popLast() else { continue }
                link(index, partner, agreement)
            }
        }
    }

    private mutating func link(_ old: Int32, _ new: Int32, _ agreement: Agreement) {
        newPartner[Int(old)] = new
        oldPartner[Int(new)] = old
        self.agreement[Int(old)] = agreement
    }
}
