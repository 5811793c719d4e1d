/// What a word or phrase of a rule does to the rule's force.
struct CueSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// Obligation: must, shall, always, required.
    static let strong = CueSet(rawValue: 1 << 0)
    /// Prohibition in one phrase: must not, can not, not allowed.
    static let forbidding = CueSet(rawValue: 1 << 1)
    /// Negation that gives an order: never, do not.
    static let negation = CueSet(rawValue: 1 << 2)
    /// Negation that contrasts or excludes: "rather than", "not only", "ignore".
    static let contrast = CueSet(rawValue: 1 << 3)
    /// Negation that only describes: "is not validated".
    static let descriptive = CueSet(rawValue: 1 << 4)
    /// Recommendation: should, prefer.
    static let advice = CueSet(rawValue: 1 << 5)
    /// Recommendation against: avoid, should not.
    static let discouraging = CueSet(rawValue: 1 << 6)
    /// Permission or ability: may, can, optional.
    static let permission = CueSet(rawValue: 1 << 7)
    /// Permission granted as the point of the sentence: allowed, exempt, "does not require".
    static let grant = CueSet(rawValue: 1 << 8)
    /// Exclusiveness: only, solely, exactly.
    static let only = CueSet(rawValue: 1 << 9)
    /// Start of an exception: unless, except, other than.
    static let exception = CueSet(rawValue: 1 << 10)
    /// What softens a statement: usually, where possible.
    static let hedge = CueSet(rawValue: 1 << 11)
    /// Start of a condition: if, when, during.
    static let condition = CueSet(rawValue: 1 << 12)
    /// A further word of the phrase before, or one that carries no cue itself.
    static let bound = CueSet(rawValue: 1 << 13)
    /// A part: some, most, certain.
    static let part = CueSet(rawValue: 1 << 14)
    /// A whole: all, every, any.
    static let whole = CueSet(rawValue: 1 << 15)

    /// Negations that forbid or discourage.
    static let prohibiting: CueSet = [.negation, .forbidding, .discouraging]
    /// Everything that can express a limit negatively.
    static let limiting: CueSet = [
        .negation, .forbidding, .discouraging, .contrast, .only, .exception,
    ]
    /// Cues whose words say nothing about the subject of a rule.
    static let functional: CueSet = [
        .bound, .strong, .negation, .advice, .permission, .grant, .hedge, .forbidding,
        .discouraging, .only, .exception, .condition, .descriptive,
    ]
}
