import MemoryDiff

/// Finds what makes a rule of an entry that does not bind by its own words: the heading above it, or the line
/// that introduces its list ("Never:", "You must not, in any environment:").
struct LeadIns {
    /// What stands above an entry.
    private struct Level {
        /// Columns before the entries that belong to it, less one.
        let indent: Int
        let leadIn: LeadIn?
        /// Its text, where it introduces what follows.
        let introduction: String?
    }

    private let extractor: GuardrailExtractor
    private let memory: Memory
    private var headings: [String: LeadIn?] = [:]
    private var levels: [Level] = []
    /// The lines that introduce the item asked about last.
    private var introductions: [String] = []
    /// The doubts of the headings and introductions so far.
    private var known: [String: Doubt?] = [:]

    init(extractor: GuardrailExtractor, memory: Memory) {
        self.extractor = extractor
        self.memory = memory
    }

    /// What makes a rule of the next item, nil when nothing does; to be asked for every item, in order.
    mutating func leadIn(of item: Item) -> LeadIn? {
        introductions = []
        switch item.form {
        case .heading: levels.removeAll()
        case .paragraph:
            let indent = indent(of: item)
            introductions = introductionBefore(indent)
            levels.removeAll { $0.indent >= indent - 1 }
            levels.append(level(item, indent: indent - 1))
        case .bullet, .task:
            let indent = indent(of: item)
            levels.removeAll { $0.indent >= indent }
            let found = levels.last { $0.leadIn != nil }?.leadIn ?? heading(of: item)
            introductions = levels.compactMap(\.introduction)
            levels.append(level(item, indent: indent))
            return found
        case .record: return heading(of: item)
        case .tableRow, .code, .html, .field, .line:
            introductions = introductionBefore(indent(of: item))
        }
        return nil
    }

    /// The line directly above something that is no list.
    private func introductionBefore(_ indent: Int) -> [String] {
        guard let last = levels.last, last.indent == indent - 1, let text = last.introduction
        else { return [] }
        return [text]
    }

    private func level(_ item: Item, indent: Int) -> Level {
        let text = item.text
        return Level(
            indent: indent, leadIn: extractor.leadIn(introduction: text),
            introduction: text.utf8.last == UInt8(ascii: ":") ? text : nil)
    }

    /// What stands above or around the item asked about last and could take its force away.
    mutating func doubts(about item: Item) -> [Doubt] {
        var doubts: [Doubt] = []
        for text in item.headings + introductions {
            let doubt = known[text] ?? extractor.doubt(text)
            known[text] = .some(doubt)
            if let doubt { doubts.append(doubt) }
        }
        doubts += extractor.remarks(in: item.text)
        if let doubt = markup(of: item) { doubts.append(doubt) }
        return doubts
    }

    /// What the way in which an item is written says: quoted, in front of the page, named as code.
    private func markup(of item: Item) -> Doubt? {
        if item.form == .field {
            return memory.path.lowercased().hasSuffix(".md")
                ? Doubt(text: "---", isGrave: false) : nil
        }
        let source = memory.content[item.range]
        let first = source.first { ![0x20, 0x09, 0x2D, 0x2A, 0x2B].contains($0) }
        if first == UInt8(ascii: ">") { return Doubt(text: ">", isGrave: false) }
        let mark = UInt8(ascii: "`")
        guard first == mark, source.last(where: { $0 > 0x20 }) == mark,
            source.count(where: { $0 == mark }) == 2
        else { return nil }
        return Doubt(text: "`", isGrave: true)
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
