extension ClauseComparison {
    /// A quantity in a clause: a number with what it counts and whether it bounds.
    struct Quantity: Hashable {
        /// In the base unit of its kind.
        let value: Double
        /// Kind of unit, or the stem of the word that is counted.
        let unit: String
        let isUpperBound: Bool
        let isLowerBound: Bool
        let text: String
    }

    /// Another number in the same place: direction decides between looser, tighter and merely other.
    mutating func compareNumbers(_ pair: Pair) {
        guard rule.force >= .advice else { return }
        let old = Self.quantities(in: pair.old.tokens, lexicon: lexicon)
        let new = Self.quantities(in: pair.new.tokens, lexicon: lexicon)
        let gone = old.filter { quantity in
            !new.contains { $0.value == quantity.value && $0.unit == quantity.unit }
        }
        let came = new.filter { quantity in
            !old.contains { $0.value == quantity.value && $0.unit == quantity.unit }
        }
        for quantity in gone {
            guard let successor = came.first(where: { $0.unit == quantity.unit }) else {
                noteLost(quantity, in: pair.new)
                continue
            }
            let grows = successor.value > quantity.value
            let upper = quantity.isUpperBound || successor.isUpperBound
            let lower = quantity.isLowerBound || successor.isLowerBound
            let kind: RuleChange.Kind =
                if upper != lower {
                    grows == upper ? .limitLoosened : .limitTightened
                } else {
                    .valueChanged
                }
            note(kind, old: quantity.text, new: successor.text)
        }
    }

    /// A number that is gone while what it counted is still spoken of.
    private mutating func noteLost(_ quantity: Quantity, in new: Clause) {
        guard quantity.value > 1, !quantity.unit.isEmpty, new.subject.has(quantity.unit),
            !new.tokens.carry([.whole, .only]),
            !Self.quantities(in: new.tokens, lexicon: lexicon).contains(where: {
                $0.unit == quantity.unit
            })
        else { return }
        note(.limitLoosened, old: quantity.text)
    }

    static func quantities(in tokens: [RuleToken], lexicon: RuleLexicon) -> [Quantity] {
        var found: [Quantity] = []
        let demand = tokens.firstIndex {
            $0.carries([.strong, .forbidding, .negation, .advice, .discouraging]) || $0.isImperative
        }
        for (index, token) in tokens.enumerated() {
            guard token.mark == nil, !token.isLiteral, !token.isCompoundPart,
                let (number, attached) = lexicon.numbers[token.word].map({ ($0, "") })
                    ?? split(token.word)
            else { continue }
            let before = tokens[..<index].suffix(4).filter { $0.mark == nil }
            if before.suffix(2).contains(where: { lexicon.numberLabels.contains($0.word) }) {
                continue
            }
            let after = index + 1 < tokens.count ? tokens[index + 1] : nil
            let counted = after.map { $0.mark == nil ? $0 : nil } ?? nil
            let unitWord = attached.isEmpty ? counted?.stem ?? "" : attached
            let unit = unit(attached.isEmpty ? counted?.word ?? "" : attached, lexicon)
            let context = Set(before.map(\.word))
            let exceeds = context.contains("than") && context.contains("more")
            let forbids = tokens[..<index].carry(.prohibiting) || context.contains("no")
            var upper = !context.isDisjoint(with: lexicon.upperBounds) && (!exceeds || forbids)
            var lower =
                (!context.isDisjoint(with: lexicon.lowerBounds) && !forbids)
                || (exceeds && !forbids)
            // "at least every 90 days" bounds the time from above.
            if context.contains("every"), lower { (upper, lower) = (true, false) }
            // Before the demand it says when the demand applies: "above $500 must be approved".
            if demand.map({ index < $0 }) ?? false { swap(&upper, &lower) }
            found.append(
                Quantity(
                    value: number * (unit?.factor ?? 1), unit: unit?.kind ?? unitWord,
                    isUpperBound: upper, isLowerBound: lower,
                    text: unitWord.isEmpty || !attached.isEmpty
                        ? token.word : token.word + " " + (after?.word ?? "")))
        }
        return found
    }

    private static func unit(_ word: String, _ lexicon: RuleLexicon) -> RuleUnit? {
        lexicon.units[word] ?? (word.hasSuffix("s") ? lexicon.units[String(word.dropLast())] : nil)
    }

    /// "$5,000" to 5000 and "$", "10k" to 10000 and "", "30%" to 30 and "percent".
    private static func split(_ word: String) -> (Double, String)? {
        var digits = ""
        var rest = ""
        var currency = ""
        for scalar in word.unicodeScalars {
            switch scalar {
            case "$" where digits.isEmpty, "€" where digits.isEmpty, "£" where digits.isEmpty:
                currency = "money:\(scalar)"
            case "0"..."9" where rest.isEmpty, "." where rest.isEmpty:
                digits.unicodeScalars.append(scalar)
            case "," where rest.isEmpty: continue
            default: rest.unicodeScalars.append(scalar)
            }
        }
        guard rest.utf8.count <= 4, digits.split(separator: ".").count <= 2,
            let number = Double(digits)
        else { return nil }
        switch rest {
        case "k": return (number * 1e3, currency)
        case "m" where !currency.isEmpty: return (number * 1e6, currency)
        case "%": return (number, "percent")
        default: return (number, currency.isEmpty ? rest : currency)
        }
    }
}
