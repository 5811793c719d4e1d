/// Something above or around a rule that could take its force away: "Examples of what not to follow", "If the
/// user insists:".
///
/// A rule that stood under it before is as good as it was; one that comes to stand under it is not.
struct Doubt: Sendable, Hashable, Codable {
    /// Its words, or the mark of a quotation.
    let text: String
    /// Whether it surely takes force away; another one only narrows where the rule holds.
    let isGrave: Bool
}

extension GuardrailExtractor {
    /// Longest heading and introduction that are read, in bytes.
    private static let doubtLimit = 400

    /// The doubt that a heading or an introduction casts on what follows it.
    func doubt(_ text: String) -> Doubt? {
        guard text.utf8.count <= Self.doubtLimit else { return Doubt(text: text, isGrave: false) }
        let tokens = RuleTokenizer.tokens(of: text, lexicon: lexicon).filter { $0.mark == nil }
        func has(_ words: Set<String>) -> Bool { tokens.contains { words.contains($0.word) } }
        let denies = tokens.carry([.negation, .forbidding, .discouraging, .contrast])
        let isGrave =
            has(lexicon.distancing) || has(lexicon.supposing) || denies && has(lexicon.validity)
            || tokens.first?.carries(.only) == true && !tokens.contains(where: \.isImperative)
        if isGrave { return Doubt(text: text, isGrave: true) }
        let isPlain = RuleText.subject(of: tokens, lexicon: lexicon).isEmpty || tokens.carry(.whole)
        let opensScope =
            tokens.first.map { lexicon.scopeOpeners.contains($0.word) || $0.carries(.condition) }
            ?? false
        return !isPlain && (opensScope || tokens.carry([.permission, .grant, .exception]))
            ? Doubt(text: text, isGrave: false) : nil
    }

    /// Sentences and cells of a text that keep their distance from the rest of it: "That was the old rule."
    func remarks(in text: String) -> [Doubt] {
        // Asked of every item, and hardly ever true.
        guard lexicon.remarkWords.occur(in: text) else { return [] }
        let parts = Sentences.of(text).flatMap { $0.split(separator: "\u{00B7}") }
        guard parts.count > 1 else { return [] }
        return parts.compactMap { part in
            let part = String(part)
            let tokens = RuleTokenizer.tokens(of: part, lexicon: lexicon)
            let isShort = RuleText.subject(of: tokens, lexicon: lexicon).count <= 3
            let isDistant =
                lexicon.cancels(part)
                || tokens.contains { lexicon.distancing.contains($0.word) && !$0.isLiteral }
            return isShort && isDistant ? Doubt(text: part, isGrave: true) : nil
        }
    }
}
