extension RuleJudge {
    /// Whether two texts cannot both hold: opposite polarity over nearly equal words, permission against
    /// prohibition, or another value in the same place.
    ///
    /// General contradiction is not to be had from rules; this claims nothing beyond those three.
    public func contradicts(_ left: String, _ right: String) -> Bool {
        contradiction(
            between: RuleText(left, lexicon: lexicon), and: RuleText(right, lexicon: lexicon))
            != nil
    }

    func contradiction(between left: RuleText, and right: RuleText) -> RuleChange.Kind? {
        for old in left.clauses where old.subject.count >= 2 {
            for new in right.clauses where new.subject.count >= 2 {
                let near = min(
                    old.subject.share(in: new.subject), new.subject.share(in: old.subject))
                guard near >= 0.75, Self.isMost(old, of: left), Self.isMost(new, of: right) else {
                    continue
                }
                if Self.denies(old) != Self.denies(new) {
                    return old.force == .permission || new.force == .permission
                        ? .nowForbidden : .polarityFlipped
                }
            }
        }
        return nil
    }

    /// A few words inside a longer text depend on the rest of it.
    private static func isMost(_ clause: RuleText.Clause, of text: RuleText) -> Bool {
        clause.subject.count >= 3 || clause.subject.count * 5 >= text.subject.count * 3
    }

    private static func denies(_ clause: RuleText.Clause) -> Bool {
        let denials = clause.tokens.count(of: [
            .negation, .forbidding, .discouraging, .descriptive, .contrast,
        ])
        return denials % 2 == 1
    }
}
