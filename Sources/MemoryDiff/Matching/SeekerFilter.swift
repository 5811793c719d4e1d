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

    /// Texts by the number of those stems of which one must be there.
    private var single: [[Entry]] = []
    /// The same for the texts that are found by two as well.
    private var first: [[Entry]] = []
    private var pairs: [(name: UInt64, entry: Entry)] = []
    /// Entries in the order of their names, and where those of each name begin; built when they are asked for.
    private var entries: [Entry] = []
    private var names: [UInt64] = []
    private var starts: [Int32] = []
    private var slots: [Int32] = []

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
        slots = []
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

    /// Adds the texts that a set of stems may hold to a list, some of them several times.
    mutating func collect(_ present: [Int32], into seekers: inout [Int32]) {
        var bits: UInt64 = 0
        var reading = 0
        for number in present {
            bits |= Self.bit(number)
            reading += first[Int(number)].count
        }
        for number in present {
            for entry in single[Int(number)] where entry.fits(bits) { seekers.append(entry.seeker) }
        }
        // Whatever costs less: every two of the stems, or every text with one of them.
        let count = present.count
        guard count >= 2, count * (count - 1) < reading else {
            for number in present {
                for entry in first[Int(number)] where entry.fits(bits) {
                    seekers.append(entry.seeker)
                }
            }
            return
        }
        if slots.isEmpty { index() }
        let mask = slots.count - 1
        for low in 0..<count - 1 {
            for high in low + 1..<count {
                let name = Self.name(present[low], present[high])
                var slot = Self.slot(name, mask)
                while slots[slot] >= 0, names[Int(slots[slot])] != name { slot = (slot + 1) & mask }
                guard slots[slot] >= 0 else { continue }
                let group = Int(slots[slot])
                for place in Int(starts[group])..<Int(starts[group + 1])
                where entries[place].fits(bits) {
                    seekers.append(entries[place].seeker)
                }
            }
        }
    }

    private mutating func index() {
        pairs.sort { ($0.name, $0.entry.seeker) < ($1.name, $1.entry.seeker) }
        names = []
        starts = []
        entries = pairs.map(\.entry)
        for (place, pair) in pairs.enumerated() where pair.name != names.last {
            names.append(pair.name)
            starts.append(Int32(place))
        }
        starts.append(Int32(pairs.count))
        var size = 64
        while size < names.count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        for (group, name) in names.enumerated() {
            var slot = Self.slot(name, size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(group)
        }
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
