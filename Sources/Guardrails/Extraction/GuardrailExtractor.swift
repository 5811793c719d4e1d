public import MemoryDiff

/// Reads the guardrails off a memory: declared ones by front matter, folder or mark, and sentences that bind.
///
/// The result depends on the memory's path and bytes alone, so that it can be cached by both.
public struct GuardrailExtractor: Sendable {
    /// The words of force it knows.
    public let lexicon: RuleLexicon
    /// A collision-resistant digest, by which names are made.
    let digest: @Sendable ([UInt8]) -> [UInt8]

    /// Makes an extractor.
    ///
    /// - Parameters:
    ///   - lexicon: The words of force.
    ///   - digest: A collision-resistant digest of at least eight bytes, such as SHA-256; overrides name
    ///     guardrails by it.
    public init(
        lexicon: RuleLexicon = .english, digest: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) {
        self.lexicon = lexicon
        self.digest = digest
    }

    /// The guardrails of a memory in the order in which they stand; equal texts once.
    public func guardrails(in memory: Memory) -> [Guardrail] {
        guardrails(
            in: memory, items: ItemParser.items(of: memory), traits: MemoryTraits(of: memory))
    }

    func guardrails(in memory: Memory, items: [Item], traits: MemoryTraits) -> [Guardrail] {
        var found: [Guardrail] = []
        var known: Set<String> = []
        var leadIns = LeadIns(extractor: self, memory: memory)
        func add(_ text: String, _ origin: Guardrail.Origin, _ item: Item) {
            let id = id(of: text, path: memory.path)
            guard known.insert(id).inserted else { return }
            found.append(
                Guardrail(
                    id: id, text: text, origin: origin, path: memory.path, range: item.range))
        }
        for item in items {
            let leadIn = leadIns.leadIn(of: item)
            guard isInForce(item, in: memory) else { continue }
            if let unmarked = Self.unmarked(item.text) {
                add(unmarked, .marker, item)
                continue
            }
            if traits.isGuardrail {
                if Self.states(item, in: memory) {
                    let origin: Guardrail.Origin =
                        traits.isInGuardrailFolder ? .folder : .frontMatter
                    add(text(of: item, under: leadIn), origin, item)
                    continue
                }
                if item.form != .heading { continue }
            }
            if let leadIn, item.text.contains(where: \.isLetter) {
                add(text(of: item, under: leadIn), .heading, item)
                continue
            }
            guard !Self.isDone(item), lexicon.mayBind(item.text) else { continue }
            for sentence in Sentences.of(item.text) {
                guard let origin = grade(sentence) else { continue }
                // Work to be done goes when it is done.
                add(sentence, item.form == .task ? .advisingSentence : origin, item)
            }
        }
        return found
    }

    /// Whether an item of a guardrail memory is one: everything that says something.
    private static func states(_ item: Item, in memory: Memory) -> Bool {
        switch item.form {
        case .bullet, .task, .paragraph, .tableRow, .record, .line:
            item.text.contains { $0.isLetter || $0.isNumber }
        case .field: !memory.path.lowercased().hasSuffix(".md")
        case .heading, .code, .html: false
        }
    }

    /// Whether an item is a task that was done: then its sentences tell what was.
    private static func isDone(_ item: Item) -> Bool {
        item.form == .task && item.text.utf8.starts(with: "[x]".utf8)
    }

    /// Whether the text of an item counts as said, given what makes a rule of it.
    func isInForce(
        _ item: Item, in memory: Memory, traits: MemoryTraits, leadIn: LeadIn?
    ) -> Bool {
        guard isInForce(item, in: memory) else { return false }
        return !Self.isDone(item) || traits.isGuardrail || leadIn != nil
            || Self.unmarked(item.text) != nil
    }

    /// Whether an item speaks for itself: neither code nor struck out, nor under a heading that says that what
    /// follows is over.
    func isInForce(_ item: Item, in memory: Memory) -> Bool {
        guard Self.speaks(item), !item.headings.contains(where: lexicon.cancels) else {
            return false
        }
        let marks = Array("~~".utf8)
        let bytes = memory.content[item.range].drop { byte in
            [0x20, 0x09, 0x2D, 0x2A, 0x2B, 0x3E].contains(byte)
        }
        return !bytes.starts(with: marks) && !Self.isUnseen(bytes)
    }

    /// Whether bytes start the target of a link, `[name]: ...`, which no reader of the page sees.
    private static func isUnseen(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == UInt8(ascii: "["), bytes.dropFirst().first != UInt8(ascii: "^"),
            let end = bytes.firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        return bytes[end...].dropFirst().first == UInt8(ascii: ":")
    }

    /// Whether the sentences of an item are the memory's own, not code.
    private static func speaks(_ item: Item) -> Bool { item.form != .code && item.form != .html }

    /// The text without its `[guardrail]` mark, nil without a mark.
    private static func unmarked(_ text: String) -> String? {
        // Nearly every text has none, and one byte is found much faster than a word.
        guard text.utf8.contains(UInt8(ascii: "[")) else { return nil }
        let lower = text.lowercased()
        guard lower.contains("[guardrail]"), lower.utf8.count == text.utf8.count else { return nil }
        let mark = Array("[guardrail]".utf8)
        var bytes = Array(text.utf8)
        let folded = Array(lower.utf8)
        for index in stride(from: folded.count - mark.count, through: 0, by: -1)
        where folded[index...].starts(with: mark) {
            bytes.removeSubrange(index..<(index + mark.count))
        }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.joined(separator: " ")
    }

    /// How a sentence binds; nil when it does not.
    func grade(_ sentence: String) -> Guardrail.Origin? {
        let tokens = RuleTokenizer.tokens(of: sentence, lexicon: lexicon)
        guard !RuleText.subject(of: tokens, lexicon: lexicon).isEmpty else { return nil }
        let binds = tokens.indices.contains { index in
            let token = tokens[index]
            return token.carries(.negation) && !merelyDenies(tokens, at: index)
                || (token.carries([.strong, .forbidding]) && lexicon.binding.contains(token.word))
        }
        if binds || demandsConsent(tokens) { return .strictSentence }
        if let origin = deniedAbility(in: tokens) { return origin }
        if tokens.carry(.only) {
            // "only" limits an order or a permission; elsewhere it may merely describe.
            let limits =
                tokens.contains { $0.isImperative || $0.word == "may" }
                || tokens.first.map { $0.carries(.only) && $0.word != "only" } == true
                || tokens.carry([.grant, .condition, .advice])
            return limits ? .strictSentence : .advisingSentence
        }
        if tokens.carry([.advice, .discouraging, .negation]) { return .advisingSentence }
        if tokens.contains(where: {
            $0.carries(.strong) && lexicon.requiring.contains($0.word)
        }) {
            return .advisingSentence
        }
        if tokens.carry(.grant), tokens.carry([.condition, .exception]) {
            return .advisingSentence
        }
        return nil
    }

    /// Whether somebody has to agree first, or an order is to refuse.
    private func demandsConsent(_ tokens: [RuleToken]) -> Bool {
        if tokens.contains(where: { $0.isImperative && lexicon.refusals.contains($0.word) }) {
            return true
        }
        let words = tokens.lazy.map(\.word)
        if tokens.carry(.strong), words.contains(where: lexicon.consents.contains) { return true }
        return tokens.contains { $0.isImperative && lexicon.consultations.contains($0.word) }
            && words.contains("before")
    }

    /// "Agents cannot merge" denies a right, "you cannot merge" perhaps, "the client cannot connect" tells.
    private func deniedAbility(in tokens: [RuleToken]) -> Guardrail.Origin? {
        for index in tokens.indices.dropFirst()
        where tokens[index].carries(.forbidding) && lexicon.abilities.contains(tokens[index].word) {
            let verb = tokens[(index + 1)...].first { $0.cue != .bound }
            guard let verb, verb.mark == nil, !lexicon.statives.contains(verb.word) else {
                continue
            }
            if lexicon.actors.contains(tokens[index - 1].word) { return .strictSentence }
            if tokens[index - 1].word == "you" { return .advisingSentence }
        }
        return nil
    }

    /// Whether a negation only describes: "(no fixes)", or a mark behind which nothing stands.
    private func merelyDenies(_ tokens: [RuleToken], at index: Int) -> Bool {
        guard tokens[(index + 1)...].contains(where: { $0.mark == nil }) else {
            return ["never", "no", "not"].contains(tokens[index].word)
        }
        return tokens[index].word == "no" && index > 0 && tokens[index - 1].mark == .open
    }

    /// Twelve hexadecimal digits of the digest of path and normalised text.
    func id(of text: String, path: String) -> String {
        "g-" + Self.hexadecimal(digest(Array((path + "\0" + Self.normalised(text)).utf8)).prefix(6))
    }

    /// Lower-case words with single blanks, without decoration: what makes two texts the same rule.
    static func normalised(_ text: String) -> String {
        // Most texts are ASCII, where finding out what is a letter costs nothing.
        var text = text
        let plain = text.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 } ? normalisedASCII(bytes) : nil
        }
        return plain ?? normalisedScalars(text)
    }

    private static func normalisedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var words: [UInt8] = []
        words.reserveCapacity(bytes.count)
        var isOpen = false
        for byte in bytes {
            let isCapital = byte &- 0x41 < 26
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x24, 0x25, 0x27, 0x2B, 0x3C...0x3E:
                if !isOpen, !words.isEmpty { words.append(0x20) }
                words.append(isCapital ? byte | 0x20 : byte)
                isOpen = true
            default: isOpen = false
            }
        }
        return String(decoding: words, as: UTF8.self)
    }

    /// The same for any text.
    static func normalisedScalars(_ text: String) -> String {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "$%€£'<>=+".unicodeScalars.contains(scalar)
                || scalar.properties.generalCategory == .nonspacingMark
            {
                word += scalar.properties.lowercaseMapping
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words.joined(separator: " ")
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}
