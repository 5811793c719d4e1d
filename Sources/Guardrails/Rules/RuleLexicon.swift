/// The words that carry the force of a rule in one language: data, so that another language is another value.
public struct RuleLexicon: Sendable {
    /// Phrases of lower-case words by what they do; the longest phrase wins where several fit.
    let cues: [[String]: CueSet]
    /// The beginnings of all phrases that bind, one word or two.
    let bindingWords: WordMarks
    /// Longest phrase of `cues`, in words.
    let longestCue: Int
    /// First words of phrases by which a sentence binds strictly on its own.
    let binding: Set<String>
    /// Words by which a sentence asks for something without binding on its own.
    let requiring: Set<String>
    /// What an entry of a list of forbidden things is read with.
    let forbiddingLead: String
    /// What an entry of a list of duties is read with.
    let obligingLead: String
    /// Headings, in lower-case words, that call what stands below them rules.
    let ruleHeadings: Set<[String]>
    /// Words by which a text says that what it names is not in force any more.
    let cancelling: Set<String>
    /// The same words, and "no longer", to find out quickly that none of them is there.
    let cancellingWords: WordMarks
    /// Words by which a heading, an introduction or a remark keeps its distance from what it is about.
    let distancing: Set<String>
    /// The same words and those that cancel, to find out quickly that none of them is there.
    let remarkWords: WordMarks
    /// Words that say of rules that they hold; with a denial, that they do not.
    let validity: Set<String>
    /// Words by which a line makes what follows it depend on something.
    let supposing: Set<String>
    /// Words that say nothing about the subject of a rule.
    let fillers: Set<String>
    /// Verbs that open an order when they start a sentence.
    let imperatives: Set<String>
    /// Who is bound by rules: "agents do not push" orders, "operations do not block" describes.
    let actors: Set<String>
    /// Verbs that say how somebody is, and of which nobody is kept by a rule.
    let statives: Set<String>
    /// What somebody gives before something may be done.
    let consents: Set<String>
    /// Verbs by which somebody agrees.
    let consenting: Set<String>
    /// Words that open a phrase of where, when or for whom a rule holds.
    let placeOpeners: Set<String>
    /// Words that open a phrase of who does something, or with what.
    let meansOpeners: Set<String>
    /// Small words and what says the opposite of them.
    let opposites: [String: String]
    /// Plurals whose stem is another word's.
    let irregulars: [String: String]
    /// Orders that forbid something: "refuse requests for ...".
    let refusals: Set<String>
    /// Orders to turn to somebody, which are limits when they say "before".
    let consultations: Set<String>
    /// Words that deny everything they could name: "nothing may leave the cluster".
    let denials: Set<String>
    /// Words that may stand between the start of a sentence and its imperative.
    let openers: Set<String>
    /// Words before which "do not" describes instead of forbidding.
    let subjects: Set<String>
    /// Forms of be, do, have and will, after which "not" describes.
    let auxiliaries: Set<String>
    /// Words that say ability; their negation in a condition forbids nothing.
    let abilities: Set<String>
    /// Words that say that something is missing.
    let lacking: Set<String>
    /// Words after "not" that make it a contrast.
    let contrasts: Set<String>
    /// Words that may follow a comma and start a new clause.
    let clauseOpeners: Set<String>
    /// Words that start a reason; a reason binds nobody.
    let reasons: Set<String>
    /// Words that may open a scope before the order ("in debug mode, never ...").
    let scopeOpeners: Set<String>
    /// Words that open a subordinate part ended by a comma, after which an order can follow.
    let leadIns: Set<String>
    /// Contractions and the words they stand for.
    let contractions: [String: [String]]
    /// Symbols that stand for words.
    let symbols: [UInt32: String]
    /// Number words and what they stand for.
    let numbers: [String: Double]
    /// Words before a number that name a place in a text, not a quantity.
    let numberLabels: Set<String>
    /// Words near a number that make it an upper bound.
    let upperBounds: Set<String>
    /// Words near a number that make it a lower bound.
    let lowerBounds: Set<String>
    /// Factors of units to the smallest unit of their kind, and the kind's name.
    let units: [String: RuleUnit]
    /// First words of a bracketed reference to another place.
    let references: Set<String>
    /// Suffixes that inflection adds, longest first: suffix, replacement, length that must remain.
    let suffixes: [(suffix: String, replacement: String, rest: Int)]
}

extension RuleLexicon {
    /// Whether a word of ASCII letters, in lower case, fits.
    private static func hasWord(in text: String, _ fits: ([UInt8]) -> Bool) -> Bool {
        var word: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: word.append(byte | 0x20)
            case 0x61...0x7A: word.append(byte)
            default:
                if !word.isEmpty, fits(word) { return true }
                word.removeAll(keepingCapacity: true)
            }
        }
        return !word.isEmpty && fits(word)
    }

    /// Whether a text says that something is not in force any more.
    func cancels(_ text: String) -> Bool {
        // Asked of every heading of every item, and hardly ever true.
        guard cancellingWords.occur(in: text) else { return false }
        var before: [UInt8] = []
        return Self.hasWord(in: text) { word in
            defer { before = word }
            return cancelling.contains(String(decoding: word, as: UTF8.self))
                || (word.elementsEqual("longer".utf8) && before.elementsEqual("no".utf8))
        }
    }

    /// Whether a text has a word that could make it bind; cheap, and true more often than needed.
    func mayBind(_ text: String) -> Bool {
        var before: UInt8 = 0
        // A letter outside ASCII may be a symbol that forbids; "n't" hides a "not".
        for byte in text.utf8 {
            if byte >= 0x80 || (byte == UInt8(ascii: "'") && before | 0x20 == UInt8(ascii: "n")) {
                return true
            }
            before = byte
        }
        return bindingWords.occur(in: text)
    }
}

/// A unit of measure: its kind and its factor to the kind's base unit.
struct RuleUnit: Sendable, Hashable {
    let kind: String
    let factor: Double
}
