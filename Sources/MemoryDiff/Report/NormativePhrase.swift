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
        phrases(among: LexiconWord.words(of: text))
    }

    /// The phrases of a text that was cut into words already.
    static func phrases(among words: [LexiconWord]) -> [NormativePhrase] {
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
        for (role, phrases) in lists + NormativeLexicon.foreign {
            for phrase in phrases where known.insert(phrase).inserted {
                let words = phrase.utf8.split(separator: UInt8(ascii: " "))
                    .map { String(Substring($0)) }
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
///
/// A run of a script without spaces is cut where a phrase of the lexicon stands.
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
        var run = UnspacedRun()
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if scalar.value >= 0x80,
                Script.isUnspaced(scalar.value)
                    || (run.isOpen && Script.role(of: scalar) == .word)
            {
                close(at: end)
                run.add(scalar, at: offset)
                offset += width
                continue
            }
            if run.isOpen { run.close(into: &words) }
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
        run.close(into: &words)
        return words
    }

    /// Letters of a script without spaces, cut into phrases of the lexicon and what stands between them.
    private struct UnspacedRun {
        private var scalars: [Unicode.Scalar] = []
        private var offsets: [Int] = []

        var isOpen: Bool { !scalars.isEmpty }

        mutating func add(_ scalar: Unicode.Scalar, at offset: Int) {
            scalars.append(scalar)
            offsets.append(offset)
        }

        mutating func close(into words: inout [LexiconWord]) {
            guard let last = scalars.last, let end = offsets.last else { return }
            offsets.append(end + UTF8.width(last))
            var rest = 0
            var index = 0
            while index < scalars.count {
                let here = scalars[index...]
                guard
                    let phrase = NormativeLexicon.unspaced[scalars[index]]?.first(where: {
                        here.starts(with: $0)
                    })
                else {
                    index += 1
                    continue
                }
                word(rest..<index, into: &words)
                word(index..<index + phrase.count, into: &words)
                index += phrase.count
                rest = index
            }
            word(rest..<index, into: &words)
            scalars.removeAll(keepingCapacity: true)
            offsets.removeAll(keepingCapacity: true)
        }

        private func word(_ range: Range<Int>, into words: inout [LexiconWord]) {
            guard !range.isEmpty else { return }
            let text = String(String.UnicodeScalarView(scalars[range]))
            words.append(
                LexiconWord(
                    text: text, range: offsets[range.lowerBound]..<offsets[range.upperBound]))
        }
    }
}
