/// Finds the few texts of which a set of stems can hold most, without looking at the others.
///
/// Prefix filtering (Chaudhuri, Ganti, Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", 2006;
/// longer prefixes: Wang, Li, Feng, "Can We Beat the Prefix Filtering?", 2012): whoever holds most of a text's
/// rarity holds one of its few rarest stems, and two of a few more. What is left is compared as sets of 64 bits first.
struct SeekerFilter {
    /// Most stems of which two are demanded; a text that needs more is found by one.
    private static let widest = 8

    /// A text under one of the names by which it is found.
    private struct Entry {
        /// The stems, each as one bit; several may share one.
        let bits: UInt64
        let seeker: Int32
        /// Number of stems that may be missing.
        let spare: Int32

        /// Whether no more bits are missing than stems may be.
        func fits(_ present: UInt64) -> Bool {
            var missing = bits & ~present
            for _ in 0..<spare { missing &= missing &- 1 }
            return missing == 0
        }
    }

    /// Entries by a number, those of one number side by side.
    private struct Shelf {
        var entries: [Entry] = []
        var starts: [Int32] = [0]

        init() {}

        init(_ groups: [[Entry]]) {
            for group in groups {
                entries += group
                starts.append(Int32(entries.count))
            }
        }

        func range(_ number: Int32) -> Range<Int> {
            Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
        }
    }

    /// Texts by the number of those stems of which one must be there.
    private var single: [[Entry]] = []
    /// The same for the texts that are found by two as well.
    private var first: [[Entry]] = []
    private var pairs: [(name: UInt64, entry: Entry)] = []
    /// All of that as questions want it: built once, then only read, by several threads.
    private var singles = Shelf()
    private var firsts = Shelf()
    private var named: [Entry] = []
    /// The names by open addressing, each with the range of its entries; an empty range is an empty slot.
    private var slots: [(name: UInt64, start: Int32, end: Int32)] = []

    /// Adds a text by its stems, the rarest first, of whose rarity no more than `slack` may be missing.
    mutating func add(_ seeker: Int32, _ stems: [(number: Int32, rarity: Float)], slack: Float) {
        let most = stems.reduce(0) { max($0, Int($1.number)) }
        while single.count <= most {
            single.append([])
            first.append([])
        }
        var bits: UInt64 = 0
        for stem in stems { bits |= Self.bit(stem.number) }
        var spare: Int32 = 0
        var lightest: Float = 0
        for stem in stems.reversed() {
            lightest += stem.rarity
            if lightest > slack { break }
            spare += 1
        }
        let entry = Entry(bits: bits, seeker: seeker, spare: spare)
        let width = Self.width(stems, slack)
        var covered: Float = 0
        for (number, rarity) in stems {
            if width == nil {
                single[Int(number)].append(entry)
            } else {
                first[Int(number)].append(entry)
            }
            covered += rarity
            if covered > slack { break }
        }
        guard let width else { return }
        for low in 0..<width {
            for high in low + 1..<width {
                pairs.append((Self.name(stems[low].number, stems[high].number), entry))
            }
        }
    }

    private static func bit(_ number: Int32) -> UInt64 { 1 << UInt64(number & 63) }

    /// The number of rarest stems of which two must be there.
    private static func width(_ stems: [(number: Int32, rarity: Float)], _ slack: Float) -> Int? {
        // With the rarest there and the others missing, least is missing.
        var missing: Float = 0
        for (index, stem) in stems.prefix(widest).enumerated() where index >= 1 {
            missing += stem.rarity
            if missing > slack { return index + 1 }
        }
        return nil
    }

    private static func name(_ one: Int32, _ other: Int32) -> UInt64 {
        UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    }

    private static func slot(_ name: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (name &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    /// Adds the texts that a set of stems may hold to a list, some of them several times; after ``index()``.
    func collect(_ present: [Int32], into seekers: inout [Int32]) {
        var bits: UInt64 = 0
        var reading = 0
        for number in present {
            bits |= Self.bit(number)
            reading += firsts.range(number).count
        }
        func take(_ shelf: Shelf, _ number: Int32) {
            for place in shelf.range(number) where shelf.entries[place].fits(bits) {
                seekers.append(shelf.entries[place].seeker)
            }
        }
        for number in present { take(singles, number) }
        // Whatever costs less: every two of the stems, or every text with one of them.
        let count = present.count
        guard count >= 2, count * (count - 1) < reading else {
            for number in present { take(firsts, number) }
            return
        }
        named.withUnsafeBufferPointer { named in
            slots.withUnsafeBufferPointer { slots in
                for low in 0..<count - 1 {
                    for high in low + 1..<count {
                        let range = Self.range(Self.name(present[low], present[high]), slots)
                        for place in range where named[place].fits(bits) {
                            seekers.append(named[place].seeker)
                        }
                    }
                }
            }
        }
    }

    private static func range(
        _ name: UInt64, _ slots: UnsafeBufferPointer<(name: UInt64, start: Int32, end: Int32)>
    ) -> Range<Int> {
        let mask = slots.count - 1
        var place = slot(name, mask)
        while slots[place].end > 0, slots[place].name != name { place = (place + 1) & mask }
        return Int(slots[place].start)..<Int(slots[place].end)
    }

    /// Builds what questions need; to be called before the first.
    mutating func index() {
        singles = Shelf(single)
        firsts = Shelf(first)
        pairs.sort { ($0.name, $0.entry.seeker) < ($1.name, $1.entry.seeker) }
        named = pairs.map(\.entry)
        let names = pairs.indices.count { $0 == 0 || pairs[$0].name != pairs[$0 - 1].name }
        var size = 64
        while size < names * 2 { size *= 2 }
        slots = Array(repeating: (0, 0, 0), count: size)
        var start = 0
        while start < pairs.count {
            let name = pairs[start].name
            var end = start + 1
            while end < pairs.count, pairs[end].name == name { end += 1 }
            var slot = Self.slot(name, size - 1)
            while slots[slot].end > 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = (name, Int32(start), Int32(end))
            start = end
        }
        (single, first, pairs) = ([], [], [])
    }
}

/// Numbers hashes in the order in which they come, by open addressing.
struct StemNumbers {
    private var slots: [Int32] = [Int32](repeating: -1, count: 64)
    private var names: [UInt64] = []

    var count: Int { names.count }

    /// The number of a name; a new one gets the next.
    mutating func number(of name: UInt64) -> Int32 {
        if let number = existing(name) { return number }
        names.append(name)
        if names.count * 2 > slots.count {
            slots = [Int32](repeating: -1, count: slots.count * 2)
            for (number, name) in names.enumerated() { enter(name, Int32(number)) }
        } else {
            enter(name, Int32(names.count - 1))
        }
        return Int32(names.count - 1)
    }

    private mutating func enter(_ name: UInt64, _ number: Int32) {
        var slot = Int(truncatingIfNeeded: name) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = number
    }

    /// The number of a name that was numbered already.
    func existing(_ name: UInt64) -> Int32? {
        var slot = Int(truncatingIfNeeded: name) & (slots.count - 1)
        while slots[slot] >= 0 {
            if names[Int(slots[slot])] == name { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
