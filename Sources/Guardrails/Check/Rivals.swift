/// The rules of the base that could claim a text of the result, so that none hides behind its neighbour.
///
/// Rules about the same thing share most of their words, and likeness alone takes the one that is left for a
/// rewording of the one that went. A text belongs to the rule that explains more of it. Another rule has it as
/// its successor only when the text covers that rule too: when the words stand in it by which the rule differs
/// from the owner.
struct Rivals {
    private let index: TextIndex
    private let lexicon: RuleLexicon
    /// The rules nearest to a text, by the text; many rules ask about the same texts.
    private var nearest: [String: [RuleText]] = [:]

    /// Rules that are asked about one text; those of the same words come first.
    private static let limit = 12

    /// Makes the rivals of rules from all rules of the base that share words with them, in store order.
    init(_ rules: [String], lexicon: RuleLexicon) {
        index = TextIndex(rules.map { TextIndex.Entry(text: $0, path: "", range: 0..<0) })
        self.lexicon = lexicon
    }

    /// Whether a text belongs to another rule and does not cover this one.
    mutating func own(_ text: String, read: RuleText, insteadOf rule: RuleText) -> Bool {
        let explained = Self.shared(read.subject, rule.subject)
        return rules(near: text).contains { rival in
            Self.shared(read.subject, rival.subject) > explained
                && !covers(read, rule, of: rival)
        }
    }

    private mutating func rules(near text: String) -> [RuleText] {
        if let known = nearest[text] { return known }
        let found = index.nearest(to: text, limit: Self.limit).map {
            RuleText(index.entries[$0].text, lexicon: lexicon)
        }
        nearest[text] = found
        return found
    }

    /// Whether a new text that is nearer to another rule can be a rewording of this one too: it has half of the
    /// words at least by which this one differs from the other.
    func covers(_ text: RuleText, _ rule: RuleText, of owner: RuleText) -> Bool {
        let own = rule.subject.words(missingIn: owner.subject)
        return Self.mass(own.filter(text.subject.has)) * 2 >= Self.mass(own)
    }

    /// Whether a text that stood there beside a rule says all that the rule says.
    func covers(_ text: RuleText, _ rule: RuleText) -> Bool {
        rule.subject.words(missingIn: text.subject).isEmpty
            && !Direction(rule, lexicon).isReversed(in: Direction(text, lexicon))
    }

    /// How near a text is to a rule: the share of the words of both that both have.
    static func likeness(_ text: RuleText, _ rule: RuleText) -> Double {
        let common = shared(text.subject, rule.subject)
        let all =
            mass(text.subject.stems) + mass(rule.subject.words(missingIn: text.subject))
        return all > 0 ? common / all : 0
    }

    private static func shared(_ text: Subject, _ rule: Subject) -> Double {
        mass(text.stems.filter(rule.has))
    }

    /// A number tells less about what a rule is about than a word does: it is what changes.
    private static func mass(_ stems: [String]) -> Double {
        stems.reduce(0) { sum, stem in
            sum + (stem.utf8.contains { (0x30...0x39).contains($0) } ? 0.5 : 1)
        }
    }
}

/// The small words of a text that say which way round something is: before or after, from or to.
struct Direction {
    /// The words that follow each of them, by the small word.
    private var followers: [String: Set<String>] = [:]
    private let prohibits: Bool
    private let lexicon: RuleLexicon

    init(_ text: RuleText, _ lexicon: RuleLexicon) {
        self.lexicon = lexicon
        prohibits = text.prohibits
        let tokens = text.tokens.filter { $0.mark == nil && !$0.isCompoundPart }
        for (place, token) in tokens.enumerated()
        where !token.isLiteral && lexicon.opposites[token.word] != nil {
            let rest = tokens[(place + 1)...].prefix { lexicon.opposites[$0.word] == nil }
            let subject = RuleText.subject(of: rest, lexicon: lexicon)
            let next = rest.first { subject.stems.contains($0.stem) }
            followers[token.word, default: []].insert(next?.stem ?? "")
        }
    }

    /// Whether another text of the same words says the opposite of one of them.
    func isReversed(in other: Direction) -> Bool {
        guard prohibits == other.prohibits else { return false }
        return followers.contains { word, after in
            guard let opposite = lexicon.opposites[word], let theirs = other.followers[opposite]
            else { return false }
            if followers[opposite] == nil, other.followers[word] == nil { return true }
            return !after.isDisjoint(with: theirs)
                && after.isDisjoint(with: other.followers[word] ?? [])
        }
    }
}
