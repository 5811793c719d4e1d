internal import Guardrails
internal import MemoryDiff
internal import ReverieCore

/// A store while it is worked on: its items, and what shall become of each.
struct Draft {
    /// An item that may be looked at.
    struct Entry {
        /// Index of its memory.
        let memory: Int
        /// The item.
        let item: Item
        /// What it says.
        let statement: Statement
        /// Whether it may go or change: it stands alone on its lines, holds no guardrail, nothing hangs below it.
        let isFree: Bool
        /// Whether it may go where a copy of it stands beside it, which a guardrail may as well.
        let isFreeAsCopy: Bool
        /// Whether a limit stands in it.
        let isGuardrail: Bool
        /// The line that introduces the list in which it stands, reduced as statements are; empty without one.
        let lead: String
        /// The lines that go with it when it goes.
        let lines: Range<Int>
        /// Its place in the order of the store.
        let number: Int
    }

    /// What becomes of an item.
    enum Fate {
        /// It goes; what is left of it stands in another item, if any.
        case gone(into: Int?)
        /// It reads differently.
        case reworded([UInt8])
    }

    let memories: [Memory]
    /// Whether nothing of it will be written, so that more may be found than may be changed.
    let isOnlyRead: Bool
    let entries: [Entry]
    private(set) var fates: [Int: Fate] = [:]
    /// Texts added, by path: a heading and the item below it.
    private(set) var additions: [Addition] = []
    private(set) var origins: [Origin] = []
    /// Items that give one thing different values of which nobody can tell which is newer.
    private(set) var undecided: [[Int]] = []
    /// New paths of memories, by index.
    var moves: [Int: String] = [:]

    /// A text that is new.
    struct Addition {
        let heading: String
        let text: String
        let origin: Int
    }

    /// Why something was done; the place of the item is known once everything is written.
    struct Origin {
        let rule: Evidence.Rule
        let entry: Int?
        let memories: [Int]
        let sessions: [Evidence.Passage]
    }

    /// Cuts a store into items; memories at `frozen` paths are left alone.
    ///
    /// What is only read may be looked at whatever stands in it.
    init(
        _ memories: [Memory], scope: DreamScope, frozen: Set<String>,
        extractor: GuardrailExtractor, isOnlyRead: Bool = false
    ) {
        self.memories = memories.sorted { $0.path < $1.path }
        self.isOnlyRead = isOnlyRead
        var entries: [Entry] = []
        for (index, memory) in self.memories.enumerated() {
            let items = ItemParser.items(of: memory)
            let limits = extractor.guardrails(in: memory).map(\.range)
            let isOpen = !frozen.contains(memory.path) && scope.covers(path: memory.path)
            var limit = 0
            var lead = ""
            for item in items {
                let statement = Statement(item.text)
                let isIntroducing = item.text.last == ":"
                if item.form == .heading || item.form == .paragraph { lead = "" }
                while limit < limits.count, limits[limit].upperBound <= item.range.lowerBound {
                    limit += 1
                }
                let isGuardrail =
                    limit < limits.count && limits[limit].lowerBound < item.range.upperBound
                let lines = Self.lines(of: item, in: memory.content)
                let isFree =
                    isOpen && lines != nil && !isIntroducing && scope.covers(item: item)
                entries.append(
                    Entry(
                        memory: index, item: item, statement: statement,
                        isFree: isFree && (isOnlyRead || !isGuardrail), isFreeAsCopy: isFree,
                        isGuardrail: isGuardrail, lead: lead, lines: lines ?? item.range,
                        number: entries.count))
                if isIntroducing, item.form == .paragraph { lead = statement.key }
            }
        }
        self.entries = entries
    }

    /// The lines that an item takes for itself; nil where it shares them, is a step, or carries others.
    private static func lines(of item: Item, in content: [UInt8]) -> Range<Int>? {
        guard [.bullet, .paragraph, .line].contains(item.form) else { return nil }
        var start = item.range.lowerBound
        while start > 0, content[start - 1] != 0x0A { start -= 1 }
        var end = item.range.upperBound
        while end > start, content[end - 1] <= 0x20 { end -= 1 }
        while end < content.count, content[end] != 0x0A {
            guard content[end] <= 0x20 else { return nil }
            end += 1
        }
        if end < content.count { end += 1 }
        // Only a plain bullet at the margin may stand before the words.
        let head = content[start..<max(start, item.range.lowerBound)]
        guard head.isEmpty || [[0x2D, 0x20], [0x2A, 0x20], [0x2B, 0x20]].contains(Array(head))
        else {
            return nil
        }
        let first = content[start]
        guard first > 0x20, !(0x30...0x39).contains(first) || item.form != .bullet, first != 0x3E,
            first != 0x7C
        else { return nil }
        if item.form == .bullet {
            var next = end
            while next < content.count, content[next] == 0x0A { next += 1 }
            if next < content.count, content[next] == 0x20 || content[next] == 0x09 { return nil }
        }
        return start..<end
    }

    /// Whether nothing was decided about an item yet.
    func isUntouched(_ entry: Int) -> Bool { fates[entry] == nil }

    /// Lets items go into another one.
    mutating func fold(_ gone: [Int], into kept: Int) {
        for entry in gone { fates[entry] = .gone(into: kept) }
        note(.folded, kept, [kept] + gone, [])
    }

    /// Lets items go into another one, which says so.
    mutating func supersede(
        _ older: [Int], by newer: Int, text: [UInt8], sessions: [Evidence.Passage] = []
    ) {
        for entry in older where entry != newer { fates[entry] = .gone(into: newer) }
        fates[newer] = .reworded(text)
        note(.superseded, newer, [newer] + older.filter { $0 != newer }, sessions)
    }

    /// Gives an item other words because a session said so.
    mutating func reword(
        _ entry: Int, _ text: [UInt8], rule: Evidence.Rule, sessions: [Evidence.Passage]
    ) {
        fates[entry] = .reworded(text)
        note(rule, entry, [entry], sessions)
    }

    /// Lets an item go because a session said so.
    mutating func prune(_ entry: Int, sessions: [Evidence.Passage]) {
        fates[entry] = .gone(into: nil)
        origins.append(Origin(rule: .pruned, entry: nil, memories: [entry], sessions: sessions))
    }

    /// Says that nobody can tell which of these is right.
    mutating func leaveOpen(_ rivals: [Int]) { undecided.append(rivals.sorted()) }

    /// Adds an item that sessions agree on.
    mutating func add(_ text: String, under heading: String, sessions: [Evidence.Passage]) {
        additions.append(Addition(heading: heading, text: text, origin: origins.count))
        origins.append(Origin(rule: .recurring, entry: nil, memories: [], sessions: sessions))
    }

    private mutating func note(
        _ rule: Evidence.Rule, _ entry: Int, _ memories: [Int], _ sessions: [Evidence.Passage]
    ) {
        origins.append(
            Origin(rule: rule, entry: entry, memories: memories.sorted(), sessions: sessions))
    }

    /// The bytes of an item as they stand now.
    func bytes(of entry: Int) -> [UInt8] {
        if case .reworded(let bytes) = fates[entry] { return bytes }
        let entry = entries[entry]
        return Array(memories[entry.memory].content[entry.item.range])
    }
}

extension Draft {
    /// The new store with the places of what changed.
    func proposal(insights path: String) -> DreamProposal {
        var changed: [Int: [Int]] = [:]
        var located: [Int: [Int]] = [:]
        for entry in fates.keys { changed[entries[entry].memory, default: []].append(entry) }
        for entry in Set(origins.compactMap(\.entry)) where fates[entry] == nil {
            located[entries[entry].memory, default: []].append(entry)
        }
        var result: [Memory] = []
        var places: [Int: Evidence.Place] = [:]
        for (index, memory) in memories.enumerated() {
            let newPath = moves[index] ?? memory.path
            let touched = changed[index] ?? []
            let known = touched + (located[index] ?? [])
            let (content, ranges) = rewritten(memory, touched: known.sorted())
            for (entry, range) in ranges {
                places[entry] = Evidence.Place(path: newPath, range: range)
            }
            let isEmptied =
                !touched.isEmpty && isHollow(Memory(path: memory.path, content: content))
            if !isEmptied { result.append(Memory(path: newPath, content: content)) }
        }
        var evidence = origins.compactMap { origin -> Evidence? in
            guard origin.rule != .recurring else { return nil }
            return Evidence(
                rule: origin.rule, item: origin.entry.flatMap { places[$0] },
                memories: origin.memories.map {
                    Evidence.Place(
                        path: memories[entries[$0].memory].path, range: entries[$0].item.range)
                }, sessions: origin.sessions)
        }
        if !additions.isEmpty {
            let present = result.firstIndex { $0.path == path }
            let page = InsightPage(
                adding: additions, to: present.map { result[$0] }, path: path)
            evidence += page.places.map { place in
                var known: Set<Evidence.Passage> = []
                return Evidence(
                    rule: .recurring, item: Evidence.Place(path: path, range: place.range),
                    sessions: place.origins.flatMap { origins[$0].sessions }
                        .filter { known.insert($0).inserted })
            }
            if let present { result[present] = page.memory } else { result.append(page.memory) }
        }
        let grouped = moves.keys.sorted().map { index in
            let (old, new) = (memories[index], moves[index] ?? "")
            return Evidence(
                rule: .grouped, item: Evidence.Place(path: new, range: 0..<old.content.count),
                memories: [Evidence.Place(path: old.path, range: 0..<old.content.count)])
        }
        return DreamProposal(
            memories: result.sorted { $0.path < $1.path }, evidence: evidence + grouped)
    }

    /// Whether nothing is left of a memory but its title.
    private func isHollow(_ memory: Memory) -> Bool {
        let items = ItemParser.items(of: memory)
        return items.isEmpty || (items.count == 1 && items[0].form == .heading)
    }

    /// A memory with what was decided, and where the touched items stand in it.
    private func rewritten(_ memory: Memory, touched: [Int]) -> ([UInt8], [(Int, Range<Int>)]) {
        guard !touched.isEmpty else { return (memory.content, []) }
        var content: [UInt8] = []
        var ranges: [(Int, Range<Int>)] = []
        var position = 0
        for number in touched {
            let entry = entries[number]
            switch fates[number] {
            case .gone:
                content += memory.content[position..<max(position, entry.lines.lowerBound)]
                position = max(position, entry.lines.upperBound)
                // A paragraph's blank line goes with it.
                let isBehindBlank =
                    content.isEmpty || content.suffix(2).elementsEqual([0x0A, 0x0A])
                if isBehindBlank, position < memory.content.count, memory.content[position] == 0x0A
                {
                    position += 1
                }
            case .reworded(let bytes):
                content += memory.content[position..<entry.item.range.lowerBound]
                ranges.append((number, content.count..<(content.count + bytes.count)))
                content += bytes
                position = entry.item.range.upperBound
            case nil:
                content += memory.content[position..<entry.item.range.lowerBound]
                let start = content.count
                content += memory.content[entry.item.range]
                ranges.append((number, start..<content.count))
                position = entry.item.range.upperBound
            }
        }
        content += memory.content[position...]
        return (content, ranges)
    }
}
