internal import MemoryDiff
internal import ReverieCore

/// Follows what people said in sessions about things that have another name now, or are gone.
///
/// Only sentences of the user count: what a tool answers may stem from anybody. A sentence that asks, supposes,
/// plans or denies says nothing.
enum StaleReferences {
    /// What a sentence says about a thing.
    enum News: Hashable {
        /// It has another name.
        case renamed(from: String, to: String)
        /// It is no more.
        case gone(String)
    }

    static func apply(_ record: SessionRecordings, to draft: inout Draft) {
        var mentions: [String: [Int]]?
        for sentence in record.sentences {
            guard let news = news(in: sentence.text) else { continue }
            let index = mentions ?? index(of: draft)
            mentions = index
            switch news {
            case .renamed(let old, let new):
                for entry in index[old.lowercased()] ?? [] where draft.stands(entry) {
                    rename(entry, old, new, sentence.passage, in: &draft)
                }
            case .gone(let name):
                for entry in index[name.lowercased()] ?? [] where draft.isUntouched(entry) {
                    if isPointer(draft.entries[entry], to: name) {
                        draft.prune(entry, sessions: [sentence.passage])
                    }
                }
            }
        }
    }

    /// The items that may change, by the names that occur in them.
    private static func index(of draft: Draft) -> [String: [Int]] {
        var index: [String: [Int]] = [:]
        for entry in draft.entries where entry.isFree {
            for name in Set(names(in: entry.item.text).map { $0.lowercased() }).sorted() {
                index[name, default: []].append(entry.number)
            }
        }
        return index
    }

    private static func rename(
        _ entry: Int, _ old: String, _ new: String, _ passage: Evidence.Passage,
        in draft: inout Draft
    ) {
        let text = String(decoding: draft.bytes(of: entry), as: UTF8.self)
        guard !names(in: text).contains(where: { $0.lowercased() == new.lowercased() }) else {
            return
        }
        let places = text.ranges(of: old).filter { isWhole($0, in: text) }
        guard !places.isEmpty else { return }
        var changed = ""
        var position = text.startIndex
        for place in places {
            changed += text[position..<place.lowerBound] + new
            position = place.upperBound
        }
        changed += text[position...]
        let bytes = Note.adding([Substring(old)], to: Array(changed.utf8))
        draft.reword(entry, bytes, rule: .renamed, sessions: [passage])
    }

    private static func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
        func isPart(_ letter: Character) -> Bool {
            letter.isLetter || letter.isNumber || letter == "_" || letter == "-"
        }
        if range.lowerBound > text.startIndex, isPart(text[text.index(before: range.lowerBound)]) {
            return false
        }
        return range.upperBound == text.endIndex || !isPart(text[range.upperBound])
    }

    /// Whether an item says nothing but something about a thing: no other name, no number.
    private static func isPointer(_ entry: Draft.Entry, to name: String) -> Bool {
        let statement = entry.statement
        guard statement.sentences == 1, statement.words.count <= 24 else { return false }
        let others = names(in: entry.item.text).filter { $0.lowercased() != name.lowercased() }
        let own = Set(Statement(name).words.map(\.text))
        return others.isEmpty
            && !statement.words.contains { $0.isNumber && !own.contains($0.text) }
            && !statement.words.contains { goneWords.contains($0.text) }
    }

    private static let goneWords: Set<String> = [
        "removed", "deleted", "decommissioned", "retired", "gone", "deprecated", "replaced",
        "rotated", "renamed", "formerly", "was", "were",
    ]
    private static let doubts: Set<String> = [
        "not", "if", "unless", "maybe", "perhaps", "might", "may", "could", "should", "would",
        "will", "when", "plan", "soon", "never", "whether", "can", "until", "before",
    ]

    /// What a sentence says about a thing; nil where it says nothing of the kind.
    static func news(in sentence: String) -> News? {
        let words = sentence.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
        guard (3...30).contains(words.count), !sentence.contains("?") else { return nil }
        let plain = words.map { word in
            word.lowercased().filter { $0.isLetter || $0 == "'" }
        }
        guard !plain.contains(where: { doubts.contains($0) || $0.hasSuffix("n't") }) else {
            return nil
        }
        func name(_ index: Int) -> String? {
            words.indices.contains(index) ? self.name(words[index]) : nil
        }
        for index in words.indices {
            guard let old = name(index) else { continue }
            let rest = Array(plain[(index + 1)...].prefix(6))
            if let (length, form) = tail(of: rest) {
                switch form {
                case .renamed:
                    if let new = name(index + 1 + length) { return .renamed(from: old, to: new) }
                case .gone: return .gone(old)
                }
            }
            // "renamed X to Y", "replaced X with Y", "moved from X to Y"
            let before = index > 0 ? plain[index - 1] : ""
            let earlier = index > 1 ? plain[index - 2] : ""
            let isRenaming =
                ["renamed", "replaced"].contains(before)
                || (before == "from"
                    && ["moved", "migrated", "switched", "changed"].contains(earlier))
            if isRenaming, let link = rest.first, ["to", "with", "by", "into"].contains(link),
                let new = name(index + 2)
            {
                return .renamed(from: old, to: new)
            }
            if ["removed", "deleted", "decommissioned", "retired"].contains(before), index >= 1,
                plain[..<index].contains("we") || plain[..<index].contains("i") || earlier == "have"
            {
                return .gone(old)
            }
        }
        return nil
    }

    private enum Form { case renamed, gone }

    /// What follows a name: the number of words of the phrase, and what it says.
    private static func tail(of words: [String]) -> (Int, Form)? {
        let auxiliaries: Set<String> = ["is", "was", "has", "been", "got", "now", "are", "were"]
        let length = words.prefix { auxiliaries.contains($0) }.count
        let rest = words.dropFirst(length)
        guard let first = rest.first else { return nil }
        let second = rest.dropFirst().first ?? ""
        if length > 0 {
            if first == "renamed" || first == "replaced" || first == "superseded" {
                return ["to", "by", "with", "as", "into"].contains(second)
                    ? (length + 2, .renamed) : nil
            }
            if first == "called", words.prefix(length).contains("now") {
                return (length + 1, .renamed)
            }
            if first == "rotated", ["to", "into"].contains(second) {
                return (length + 2, .renamed)
            }
            if ["removed", "deleted", "decommissioned", "retired", "gone", "rotated"].contains(
                first)
            {
                return (length + 1, .gone)
            }
            if first == "shut", second == "down" { return (length + 2, .gone) }
            if first == "no", second == "more" { return (length + 2, .gone) }
        }
        if first == "no", second == "longer", rest.dropFirst(2).first == "exists" {
            return (length + 3, .gone)
        }
        return nil
    }

    /// A word as the name of a thing; nil where it is an ordinary word.
    private static func name(_ word: String) -> String? {
        var bare = Substring(word)
        let isCode = bare.contains("`")
        while let first = bare.first, "`\"'([*".contains(first) { bare = bare.dropFirst() }
        while let last = bare.last, "`\"')].:!*".contains(last) { bare = bare.dropLast() }
        guard bare.utf8.count >= 2, bare.utf8.count <= 120, bare.contains(where: \.isLetter) else {
            return nil
        }
        let inner = bare.dropFirst().dropLast()
        let isName =
            isCode || bare.contains(where: \.isNumber)
            || inner.contains { "_-./@:".contains($0) }
        return isName ? String(bare) : nil
    }

    /// The names that occur in a text.
    private static func names(in text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.compactMap { name(String($0)) }
    }
}
