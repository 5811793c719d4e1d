internal import MemoryDiff
internal import ReverieCore

/// Keeps the latest of the values that one and the same thing is said to have, and notes what it was before.
enum Contradictions {
    /// A statement of the form "this thing is this value", with the value taken out.
    private struct Slot {
        let key: String
        let words: [Statement.Word]
        let values: [Int]
        let hasCopula: Bool
        let isCurrent: Bool

        /// Longest statement that is read as one, in words.
        static let longest = 24

        init?(_ text: String) { self.init(Statement(Note.stripped(text).text)) }

        /// The same for an item, of which is known what it says unless notes stand in it.
        init?(_ entry: Draft.Entry) {
            let stripped = Note.stripped(entry.item.text).text
            self.init(stripped == entry.item.text ? entry.statement : Statement(stripped))
        }

        private init?(_ statement: Statement) {
            guard statement.sentences == 1, (2...Self.longest).contains(statement.words.count),
                statement.words.last?.text != "?"
            else { return nil }
            words = statement.words
            isCurrent = statement.isCurrent
            hasCopula = statement.copula != nil
            var values: [Int] = []
            for (index, word) in words.enumerated() {
                if let copula = statement.copula {
                    if index >= copula, Self.kind(of: word) != nil { values.append(index) }
                } else if word.isNumber {
                    values.append(index)
                }
            }
            guard !values.isEmpty, (statement.copula ?? 1) > 0 else { return nil }
            self.values = values
            let taken = Set(values)
            key = words.enumerated().map { index, word in
                taken.contains(index) ? Self.kind(of: word) ?? "#" : word.text
            }.joined(separator: " ")
        }

        private static let weekdays: Set<String> = [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        ]
        private static let switches: Set<String> = [
            "on", "off", "yes", "no", "true", "false", "enabled", "disabled", "open", "closed",
        ]

        private static func kind(of word: Statement.Word) -> String? {
            if word.isNumber { return "#number" }
            if word.isIdentifier { return "#identifier" }
            if weekdays.contains(word.text) || weekdays.contains(word.text + "s") { return "#day" }
            if switches.contains(word.text) { return "#switch" }
            return word.isCapital ? "#name" : nil
        }

        /// A value as it was written; a number with the word behind it, which says what it counts.
        func value(at place: Int) -> Substring {
            let value = words[place].written
            guard words[place].isNumber, place + 1 < words.count, !words[place + 1].isNumber,
                value.base == words[place + 1].written.base
            else { return value }
            let unit = words[place + 1].written
            // Only what is written side by side counts as one value.
            guard value.endIndex <= unit.startIndex,
                value.base[value.endIndex..<unit.startIndex].allSatisfy(\.isWhitespace)
            else { return value }
            return value.base[value.startIndex..<unit.endIndex]
        }

        /// The only value in which two statements of one key differ; nil where there is none, or more.
        func difference(from other: Slot) -> Int? {
            let differing = values.filter { words[$0].text != other.words[$0].text }
            return differing.count == 1 ? differing[0] : nil
        }
    }

    static func apply(_ record: SessionRecordings, to draft: inout Draft) {
        var groups: [String: [(entry: Int, slot: Slot)]] = [:]
        for entry in draft.entries where entry.isFree && draft.isUntouched(entry.number) {
            guard let slot = Slot(entry) else { continue }
            groups[slot.key, default: []].append((entry.number, slot))
        }
        for key in groups.keys.sorted() {
            guard let group = groups[key], group.count > 1 else { continue }
            settle(group, in: &draft)
        }
        for sentence in record.sentences {
            guard let slot = Slot(sentence.text), slot.hasCopula || slot.isCurrent,
                let group = groups[slot.key]
            else { continue }
            let present = group.filter { draft.stands($0.entry) }
            guard present.count == 1, let only = present.first,
                let current = Slot(
                    String(decoding: draft.bytes(of: only.entry), as: UTF8.self)
                        .trimmingMarker),
                current.key == slot.key, let place = slot.difference(from: current)
            else { continue }
            let text = Note.replacing(
                current.words[place].written, by: slot.words[place].written,
                noting: current.value(at: place), in: draft.bytes(of: only.entry))
            guard let text else { continue }
            draft.supersede(
                [only.entry], by: only.entry, text: text, sessions: [sentence.passage])
        }
    }

    /// Most statements about one thing that contradict each other; more are a list.
    private static let mostRivals = 5

    /// Two or more statements about one thing: the latest stays, if it can be told which that is.
    private static func settle(_ group: [(entry: Int, slot: Slot)], in draft: inout Draft) {
        var left = group
        while let first = left.first {
            left.removeFirst()
            var rivals = [first]
            for candidate in left
            where candidate.slot.difference(from: first.slot) != nil
                && isComparable(draft.entries[first.entry], draft.entries[candidate.entry], draft)
            {
                rivals.append(candidate)
            }
            guard rivals.count > 1 else { continue }
            // All must differ in the same place, or they are no rivals for one slot.
            let places = Set(rivals.dropFirst().compactMap { $0.slot.difference(from: first.slot) })
            let settled = Set(rivals.map(\.entry))
            guard places.count == 1, let place = places.first,
                let order = order(rivals, at: place, in: draft), let newest = order.last
            else {
                // What is a list for three is one for each two of them.
                if rivals.count > 2 { left.removeAll { settled.contains($0.entry) } }
                if draft.isOnlyRead, rivals.count <= mostRivals,
                    rivals.allSatisfy(\.slot.hasCopula)
                {
                    draft.leaveOpen(rivals.map(\.entry))
                    left.removeAll { settled.contains($0.entry) }
                }
                continue
            }
            let olds = order.dropLast()
            let note =
                olds.reversed().map { $0.slot.value(at: place) }
                + order.reversed().flatMap { Note.stripped(draft.entries[$0.entry].item.text).olds }
            let text = Note.adding(note, to: draft.bytes(of: newest.entry))
            draft.supersede(olds.map(\.entry), by: newest.entry, text: text)
            left.removeAll { settled.contains($0.entry) }
        }
    }

    private static func isComparable(_ one: Draft.Entry, _ other: Draft.Entry, _ draft: Draft)
        -> Bool
    {
        if Surroundings.allowFolding(one, other, in: draft) { return true }
        return Surroundings.isSameScope(one, other, in: draft)
            && Surroundings.haveSameHeadings(one, other)
            && (draft.isOnlyRead || areDated(one, other, draft))
    }

    private static func areDated(_ one: Draft.Entry, _ other: Draft.Entry, _ draft: Draft) -> Bool {
        [one, other].allSatisfy { date(of: $0, in: draft) != nil }
    }

    /// The statements, oldest first; nil where that cannot be told.
    private static func order(
        _ rivals: [(entry: Int, slot: Slot)], at place: Int, in draft: Draft
    ) -> [(entry: Int, slot: Slot)]? {
        // A date that is the value itself says nothing about when it was written down.
        guard !rivals.contains(where: { isDate($0.slot.words[place].text) }) else { return nil }
        let dates = rivals.map { date(of: draft.entries[$0.entry], in: draft) }
        let indices = rivals.indices
        if dates.allSatisfy({ $0 != nil }), Set(dates.compactMap { $0 }).count == dates.count {
            return indices.sorted { (dates[$0] ?? "") < (dates[$1] ?? "") }.map { rivals[$0] }
        }
        let current = indices.filter { rivals[$0].slot.isCurrent }
        if rivals.count == 2, current.count == 1 {
            return indices.sorted { !current.contains($0) && current.contains($1) }.map {
                rivals[$0]
            }
        }
        let memories = Set(rivals.map { draft.entries[$0.entry].memory })
        // More than two values of one thing, none dated, are rather a list.
        guard rivals.count == 2, memories.count == 1, dates.allSatisfy({ $0 == nil }),
            rivals.allSatisfy(\.slot.hasCopula)
        else { return nil }
        return indices.sorted { rivals[$0].entry < rivals[$1].entry }.map { rivals[$0] }
    }

    private static func isDate(_ word: String) -> Bool {
        word.contains(/(?:19|20)\d\d-[01]\d/)
    }

    /// The day that an item, its nearest heading or its memory's name gives: `2026-11-20`.
    private static func date(of entry: Draft.Entry, in draft: Draft) -> String? {
        let texts =
            [entry.item.text] + entry.item.headings.reversed() + [draft.memories[entry.memory].path]
        for text in texts {
            if let found = text.firstMatch(of: /(?:19|20)\d\d-[01]\d-[0-3]\d/) {
                return String(found.0)
            }
        }
        return nil
    }
}

extension Draft {
    /// Whether an item is still there.
    func stands(_ entry: Int) -> Bool {
        if case .gone = fates[entry] { false } else { true }
    }
}

extension String {
    /// The text without a list marker in front and blanks behind.
    fileprivate var trimmingMarker: String {
        var text = Substring(self)
        if text.hasPrefix("- ") || text.hasPrefix("* ") || text.hasPrefix("+ ") {
            text = text.dropFirst(2)
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

/// The note of what a value was before: ` (was 100, 50)` at the end of an item.
enum Note {
    /// A text without its note, and the values of the note.
    static func stripped(_ text: String) -> (text: String, olds: [Substring]) {
        guard let open = text.ranges(of: " (was ").last,
            let close = text[open.upperBound...].firstIndex(of: ")"),
            text[text.index(after: close)...].allSatisfy({ ".!".contains($0) || $0.isWhitespace })
        else { return (text, []) }
        let olds = text[open.upperBound..<close].split(separator: ", ")
        return (String(text[..<open.lowerBound]) + text[text.index(after: close)...], olds)
    }

    /// An item with a note of older values.
    static func adding(_ olds: [Substring], to bytes: [UInt8]) -> [UInt8] {
        let text = stripped(String(decoding: bytes, as: UTF8.self)).text
        var end = text.endIndex
        while end > text.startIndex, text[text.index(before: end)].isWhitespace {
            end = text.index(before: end)
        }
        let tail = text[end...]
        while end > text.startIndex, ".!".contains(text[text.index(before: end)]) {
            end = text.index(before: end)
        }
        var known: Set<Substring> = []
        let list = olds.filter { known.insert($0).inserted }.joined(separator: ", ")
        let mark = text[end..<tail.startIndex]
        return Array((text[..<end] + " (was \(list))" + mark + tail).utf8)
    }

    /// An item with a newer value, and the one before in its note; nil where the value does not stand there once.
    static func replacing(
        _ old: Substring, by new: Substring, noting note: Substring, in bytes: [UInt8]
    ) -> [UInt8]? {
        let (text, olds) = stripped(String(decoding: bytes, as: UTF8.self))
        let places = text.ranges(of: old).filter { range in
            let before =
                range.lowerBound == text.startIndex
                ? " " : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? " " : text[range.upperBound]
            return !(before.isLetter || before.isNumber) && !(after.isLetter || after.isNumber)
        }
        guard places.count == 1, let place = places.first else { return nil }
        let changed = text[..<place.lowerBound] + new + text[place.upperBound...]
        return adding([note] + olds, to: Array(changed.utf8))
    }
}
