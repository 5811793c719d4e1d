/// One word or one mark of a rule's text.
struct RuleToken: Sendable, Hashable {
    /// The marks that structure a sentence.
    enum Mark: UInt8, Sendable, Hashable {
        case sentenceEnd
        case clauseEnd
        case comma
        case open
        case close
    }

    /// The word in lower case, or the mark as written.
    var word: String
    /// The word without its inflection; empty for a mark.
    var stem: String
    /// Set for a mark.
    var mark: Mark?
    /// In code or in quotation marks: named, not said.
    var isLiteral = false
    /// Part of a compound, which follows as a token of its own.
    var isCompoundPart = false
    /// The compound itself, after its parts.
    var isCompound = false
    /// What the word does to the rule's force.
    var cue: CueSet = []
    /// Written in capitals, two letters or more.
    var isUppercase = false
    /// Opens an order.
    var isImperative = false

    /// Whether the token carries one of the cues.
    func carries(_ cues: CueSet) -> Bool { !cue.isDisjoint(with: cues) }
}

extension Collection where Element == RuleToken {
    /// Whether a token carries one of the cues.
    func carry(_ cues: CueSet) -> Bool { contains { $0.carries(cues) } }

    /// Number of tokens that carry one of the cues.
    func count(of cues: CueSet) -> Int { reduce(0) { $0 + ($1.carries(cues) ? 1 : 0) } }
}
