import MemoryDiff

/// Finds what makes a rule of an entry that does not bind by its own words: the heading above it, or the line
/// that introduces its list ("Never:", "You must not, in any environment:").
struct LeadIns {
    /// What stands above an entry.
    private struct Level {
        /// Columns before the entries that belong to it, less one.
        let indent: Int
        let leadIn: LeadIn?
    }

    private let extractor: GuardrailExtractor
    private let memory: Memory
    private var headings: [String: LeadIn?] = [:]
    private var levels: [Level] = []

    init(extractor: GuardrailExtractor, memory: Memory) {
        self.extractor = extractor
        self.memory = memory
    }

    /// What makes a rule of the next item, nil when nothing does; to be asked for every item, in order.
    mutating func leadIn(of item: Item) -> LeadIn? {
        switch item.form {
        case .heading: levels.removeAll()
        case .paragraph:
            let indent = indent(of: item)
            levels.removeAll { $0.indent >= indent - 1 }
            levels.append(
                Level(indent: indent - 1, leadIn: extractor.leadIn(introduction: item.text)))
        case .bullet, .task:
            let indent = indent(of: item)
            levels.removeAll { $0.indent >= indent }
            let found = levels.last { $0.leadIn != nil }?.leadIn ?? heading(of: item)
            levels.append(
                Level(indent: indent, leadIn: extractor.leadIn(introduction: item.text)))
            return found
        case .record: return heading(of: item)
        case .tableRow, .code, .html, .field, .line: break
        }
        return nil
    }

    private mutating func heading(of item: Item) -> LeadIn? {
        guard let heading = item.headings.last else { return nil }
        if let known = headings[heading] { return known }
        let found = extractor.leadIn(heading: heading)
        headings[heading] = .some(found)
        return found
    }

    /// Columns before an item's first letter or marker; a tab goes to the next multiple of four.
    private func indent(of item: Item) -> Int {
        var columns = 0
        for byte in memory.content[item.range] {
            switch byte {
            case 0x20, UInt8(ascii: ">"): columns += 1
            case 0x09: columns += 4 - columns % 4
            default: return columns
            }
        }
        return columns
    }
}

/// What a heading or an introduction says to the entries below it.
struct LeadIn: Hashable {
    /// Its words, to be read before those of an entry; empty when it only says that the entries are rules.
    let words: String
}

extension GuardrailExtractor {
    /// Longest heading and longest introduction that make rules of what is below them, in bytes.
    private static let headingLimit = 60
    private static let introductionLimit = 160

    /// A heading of a few words, one of them binding.
    func leadIn(heading: String) -> LeadIn? {
        guard heading.utf8.count <= Self.headingLimit, lexicon.mayBind(heading) else { return nil }
        return leadIn(heading, wordLimit: 1)
    }

    /// A line that ends in a colon and binds, or that stands like a heading.
    func leadIn(introduction: String) -> LeadIn? {
        guard introduction.utf8.count <= Self.introductionLimit, lexicon.mayBind(introduction)
        else { return nil }
        if introduction.utf8.last == UInt8(ascii: ":") { return leadIn(introduction, wordLimit: 4) }
        return introduction.utf8.count <= Self.headingLimit && !introduction.contains(".")
            ? leadIn(introduction, wordLimit: 0) : nil
    }

    private func leadIn(_ text: String, wordLimit: Int) -> LeadIn? {
        let tokens = RuleTokenizer.tokens(of: text, lexicon: lexicon)
        let words = tokens.filter { $0.mark == nil }.map(\.word)
        if lexicon.ruleHeadings.contains(words) { return LeadIn(words: "") }
        let subject = RuleText.subject(of: tokens, lexicon: lexicon)
        guard subject.count <= wordLimit else { return nil }
        let forbids = tokens.carry([.negation, .forbidding])
        let obliges = tokens.contains {
            $0.carries(.strong) && lexicon.binding.contains($0.word)
        }
        guard forbids || obliges else { return nil }
        // "Always and never" says of no entry which of the two it is.
        if forbids && obliges && !tokens.contains(where: { $0.carries(.forbidding) })
            || words.contains("and") || words.contains("or")
        {
            return LeadIn(words: "")
        }
        var lead = text.drop { !$0.isLetter }
        while let last = lead.last, last == ":" || last.isWhitespace { lead.removeLast() }
        // What else an introduction says is about the list, not about the entry.
        guard subject.isEmpty, !lead.isEmpty else {
            return LeadIn(words: forbids ? lexicon.forbiddingLead : lexicon.obligingLead)
        }
        return LeadIn(words: String(lead))
    }

    /// The text of an entry with the words that make a rule of it; an entry that binds by itself stays as it is.
    func text(of item: Item, under leadIn: LeadIn?) -> String {
        guard let leadIn, !leadIn.words.isEmpty, item.text.contains(where: \.isLetter),
            grade(item.text) != .strictSentence
        else { return item.text }
        return leadIn.words + " " + item.text
    }
}
