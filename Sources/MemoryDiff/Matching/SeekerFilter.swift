/// Finds the few texts of which a set of stems can hold most, without looking at the others.
///
/// Prefix filtering (Chaudhuri, Ganti, Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", 2006;
/// longer prefixes: Wang, Li, Feng, "Can We Beat the Prefix Filtering?", 2012): whoever holds most of a text's
/// rarity holds one of its few rarest stems, and three of a few more.
struct SeekerFilter {
    /// Most stems of which three are demanded; a text that needs more is found by one.
    private static let widest = 8
    /// Bits of a stem's number in the name of three; numbers beyond are found by one stem.
    private static let bits: UInt64 = 21

    /// Texts by the number of those stems of which one must be there.
    private var single: [[Int32]] = []
    /// The same for the texts that are found by three as well.
    private var first: [[Int32]] = []
    private var entries: [(name: UInt64, seeker: Int32, next: Int32)] = []
    /// The first entry of each slot, and whether a slot of the finer table is in use.
    private var slots: [Int32] = []
    private var used: [UInt64] = []

    /// Adds a text by its stems, the rarest first, of whose rarity no more than `slack` may be missing.
    mutating func add(_ seeker: Int32, _ stems: [(number: Int32, rarity: Float)], slack: Float) {
        let most = stems.reduce(0) { max($0, Int($1.number)) }
        while single.count <= most {
            single.append([])
            first.append([])
        }
        let width = Self.width(stems, slack)
        let isWide = width == nil || most >= 1 << Self.bits
        var covered: Float = 0
        for (number, rarity) in stems {
            if isWide {
                single[Int(number)].append(seeker)
            } else {
                first[Int(number)].append(seeker)
            }
            covered += rarity
            if covered > slack { break }
        }
        guard let width, !isWide else { return }
        let numbers = stems.prefix(width).map { UInt64($0.number) }.sorted()
        for low in numbers.indices {
            for middle in numbers.indices where middle > low {
                for high in numbers.indices where high > middle {
                    let name = Self.name(numbers[low], numbers[middle], numbers[high])
                    entries.append((name, seeker, -1))
                }
            }
        }
        slots = []
    }

    /// The number of rarest stems of which no more than two can be there without three being there.
    private static func width(_ stems: [(number: Int32, rarity: Float)], _ slack: Float) -> Int? {
        // With the two rarest there and the others missing, least is missing.
        var missing: Float = 0
        for (index, stem) in stems.prefix(widest).enumerated() where index >= 2 {
            missing += stem.rarity
            if missing > slack { return index + 1 }
        }
        return nil
    }

    private static func name(_ low: UInt64, _ middle: UInt64, _ high: UInt64) -> UInt64 {
        low << (2 * bits) | middle << bits | high
    }

    private static func slot(_ name: UInt64) -> Int {
        Int(truncatingIfNeeded: (name &* 0x9E37_79B9_7F4A_7C15) >> 20)
    }

    /// Adds the texts that a set of stems may hold to a list, some of them several times.
    ///
    /// Sorts the stems.
    mutating func collect(_ present: inout [Int32], into seekers: inout [Int32]) {
        var reading = 0
        for number in present {
            seekers.append(contentsOf: single[Int(number)])
            reading += first[Int(number)].count
        }
        let count = present.count
        // Whatever costs less: every three of the stems, or every text with one of them.
        guard count >= 3, count * (count - 1) * (count - 2) / 6 < reading * 3 else {
            for number in present { seekers.append(contentsOf: first[Int(number)]) }
            return
        }
        if slots.isEmpty { index() }
        present.sort()
        let mask = slots.count - 1
        for low in 0..<count - 2 {
            for middle in low + 1..<count - 1 {
                let pair = Self.name(UInt64(present[low]), UInt64(present[middle]), 0)
                for high in middle + 1..<count {
                    let name = pair | UInt64(present[high])
                    let slot = Self.slot(name)
                    let bit = slot & (used.count * 64 - 1)
                    guard used[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { continue }
                    var place = slots[slot & mask]
                    while place >= 0 {
                        let entry = entries[Int(place)]
                        if entry.name == name { seekers.append(entry.seeker) }
                        place = entry.next
                    }
                }
            }
        }
    }

    private mutating func index() {
        var size = 64
        while size < entries.count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        used = [UInt64](repeating: 0, count: size / 8)
        for place in entries.indices {
            let slot = Self.slot(entries[place].name)
            entries[place].next = slots[slot & (size - 1)]
            slots[slot & (size - 1)] = Int32(place)
            let bit = slot & (used.count * 64 - 1)
            used[bit >> 6] |= 1 << UInt64(bit & 63)
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
