/// A word or phrase of the lexicon, found in a text.
public struct NormativePhrase: Sendable, Hashable {
    /// What the phrase does to the statement.
    public enum Role: Int, Sendable, Hashable, CaseIterable {
        /// Forbids.
        case prohibition
        /// Demands.
        case obligation
        /// Advises against.
        case avoidance
        /// Advises.
        case recommendation
        /// Leaves a choice.
        case permission
        /// Takes something out.
        case exception
        /// Makes it depend on something.
        case condition
        /// Covers a part.
        case partial
        /// Covers everything.
        case universal
        /// Bounds or singles out.
        case bound
        /// Turns it into its opposite.
        case negation

        /// True for the roles that say how strongly the statement binds.
        public var isForce: Bool { rawValue <= Role.permission.rawValue }
    }

    /// What the phrase does.
    public let role: Role
    /// The phrase in lower case, words separated by one space.
    public let text: String
    /// UTF-8 offsets in the text.
    public let range: Range<Int>

    /// The phrases of a text in reading order, the longest reading first, none inside another.
    public static func phrases(in text: String) -> [NormativePhrase] {
        let words = LexiconWord.words(of: text)
        var phrases: [NormativePhrase] = []
        var index = 0
        while index < words.count {
            let entries = table[words[index].text] ?? []
            let match = entries.first { entry in
                entry.words.count <= words.count - index
                    && zip(entry.words, words[index...]).allSatisfy { $0 == $1.text }
            }
            guard let match else {
                index += 1
                continue
            }
            let last = words[index + match.words.count - 1]
            phrases.append(
                NormativePhrase(
                    role: match.role, text: match.words.joined(separator: " "),
                    range: words[index].range.lowerBound..<last.range.upperBound))
            index += match.words.count
        }
        return phrases
    }

    private struct Entry: Sendable {
        let words: [String]
        let role: Role
    }

    /// Entries by their first word, longest first; the first list that has a phrase decides its role.
    private static let table: [String: [Entry]] = {
        let lists: [(Role, [String])] = [
            (.prohibition, NormativeLexicon.prohibitions),
            (.permission, NormativeLexicon.permissions),
            (.avoidance, NormativeLexicon.avoidances),
            (.obligation, NormativeLexicon.obligations),
            (.recommendation, NormativeLexicon.recommendations),
            (.exception, NormativeLexicon.exceptions),
            (.bound, NormativeLexicon.bounds), (.condition, NormativeLexicon.conditions),
            (.partial, NormativeLexicon.partials), (.universal, NormativeLexicon.universals),
            (.negation, NormativeLexicon.negations),
        ]
        var table: [String: [Entry]] = [:]
        var known: Set<String> = []
        for (role, phrases) in lists {
            for phrase in phrases where known.insert(phrase).inserted {
                let words = phrase.split(separator: " ").map(String.init)
                guard let first = words.first else { continue }
                table[first, default: []].append(Entry(words: words, role: role))
            }
        }
        return table.mapValues { entries in
            entries.enumerated().sorted {
                ($1.element.words.count, $0.offset) < ($0.element.words.count, $1.offset)
            }
            .map(\.element)
        }
    }()
}

/// A word as the lexicon writes it: lower case, straight apostrophe, hyphens kept.
struct LexiconWord {
    let text: String
    let range: Range<Int>

    static func words(of text: String) -> [LexiconWord] {
        var words: [LexiconWord] = []
        var current: [UInt8] = []
        var isPlain = true
        var start = 0
        var offset = 0
        var pendingJoint: UInt8?
        func close(at end: Int) {
            if !current.isEmpty {
                let word = String(decoding: current, as: UTF8.self)
                words.append(
                    LexiconWord(text: isPlain ? word : word.lowercased(), range: start..<end))
            }
            current.removeAll(keepingCapacity: true)
            isPlain = true
            pendingJoint = nil
        }
        var end = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if case .word = Script.role(of: scalar) {
                if current.isEmpty { start = offset }
                if let joint = pendingJoint { current.append(joint) }
                pendingJoint = nil
                if scalar.value < 0x80 {
                    let byte = UInt8(truncatingIfNeeded: scalar.value)
                    current.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                } else {
                    isPlain = false
                    current.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
                }
                end = offset + width
            } else if scalar == "'" || scalar == "\u{2019}" || scalar == "-", !current.isEmpty,
                pendingJoint == nil
            {
                pendingJoint = UInt8(ascii: scalar == "-" ? "-" : "'")
            } else {
                close(at: end)
            }
            offset += width
        }
        close(at: end)
        return words
    }
}
