/// Says what an item is for: by explicit marks first, by its language second.
struct KindClassifier: Sendable {
    /// Kinds that memories declare for all their items (front matter `kind:` or `type:`).
    private var declared: [String: MemoryKind] = [:]
    /// Kinds that memories have by the names of their folders and files.
    private var byPath: [String: MemoryKind] = [:]

    /// Reads the declarations off the items of the memories concerned.
    init(_ items: some Sequence<Item>) {
        var path: String?
        for item in items {
            if item.memoryPath != path {
                path = item.memoryPath
                byPath[item.memoryPath] = Self.kind(ofPath: item.memoryPath)
            }
            guard item.form == .field, item.headings.isEmpty else { continue }
            guard let colon = item.text.firstIndex(of: ":") else { continue }
            let key = item.text[..<colon].lowercased()
            guard key == "kind" || key == "type" || key == "category" else { continue }
            let value = item.text[item.text.index(after: colon)...]
            if let kind = Self.names[Self.words(String(value)).first ?? ""] {
                declared[item.memoryPath] = kind
            }
        }
    }

    private static func kind(ofPath path: String) -> MemoryKind? {
        for component in path.split(separator: "/").reversed() {
            let name = component.split(separator: ".").first.map(String.init) ?? ""
            if let kind = names[name.lowercased()] { return kind }
        }
        return nil
    }

    /// The kind of an item.
    func kind(of item: Item) -> MemoryKind {
        if let kind = Self.marker(in: item.text) { return kind }
        if let kind = declared[item.memoryPath] { return kind }
        if let kind = byPath[item.memoryPath] { return kind }
        let spoken = Self.language(of: item)
        // A limit is a limit wherever it stands; other headings are better judges than words.
        if spoken == .guardrail { return .guardrail }
        for heading in item.headings.reversed() {
            for word in Self.words(heading) {
                if let kind = Self.names[word] { return kind }
            }
        }
        return spoken
    }

    /// `[guardrail]` or `guardrail:` at the beginning.
    private static func marker(in text: String) -> MemoryKind? {
        let start = text.utf8.prefix(24)
        guard start.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ":") }) else {
            return nil
        }
        let head = String(decoding: start, as: UTF8.self).lowercased()
        for kind in MemoryKind.allCases {
            if head.contains("[\(kind.rawValue)]") || head.hasPrefix(kind.rawValue + ":") {
                return kind
            }
        }
        return nil
    }

    private static func words(_ text: String) -> [String] {
        LexiconWord.words(of: text).map(\.text)
    }

    private static func language(of item: Item) -> MemoryKind {
        if item.form == .code { return .fact }
        let lexiconWords = LexiconWord.words(of: item.text)
        let words = lexiconWords.map(\.text)
        let phrases = NormativePhrase.phrases(among: lexiconWords)
        if isLimit(words, phrases, item.text) { return .guardrail }
        if words.contains(where: { NormativeLexicon.tasteWords.contains($0) }) {
            return .preference
        }
        if words.contains(where: { NormativeLexicon.failureWords.contains($0) }) { return .mistake }
        if item.form != .tableRow, let first = words.first,
            NormativeLexicon.imperatives.contains(first)
        {
            return words.contains("then") ? .workflow : .instruction
        }
        if phrases.contains(where: { $0.role == .obligation || $0.role == .recommendation }) {
            return .instruction
        }
        if words.contains(where: { NormativeLexicon.noticingWords.contains($0) }) {
            return .observation
        }
        return .fact
    }

    /// Prohibitions, and demands to ask first.
    private static func isLimit(
        _ words: [String], _ phrases: [NormativePhrase], _ text: String
    ) -> Bool {
        let isAsking = words.contains { NormativeLexicon.consentWords.contains($0) }
        return phrases.contains { phrase in
            switch phrase.role {
            case .prohibition:
                !NormativeLexicon.descriptiveNegations.contains(phrase.text)
                    && !NormativeLexicon.foreignDescriptions.contains(phrase.text)
                    && (!NormativeLexicon.isCommand(phrase.text)
                        || opensClause(phrase, in: text))
            case .obligation: isAsking
            case .condition: isAsking && phrase.text == "without"
            default: false
            }
        }
    }

    /// True when the phrase has no subject before it: `do not ask` forbids, `they do not ask` tells.
    private static func opensClause(_ phrase: NormativePhrase, in text: String) -> Bool {
        let before = Array(text.utf8).prefix(phrase.range.lowerBound)
        guard let last = before.last(where: { $0 != 0x20 && $0 != UInt8(ascii: "*") }) else {
            return true
        }
        let isLetter = (last | 0x20) &- 0x61 < 26 || last >= 0x80 || last &- 0x30 < 10
        // Dashes and arrows are not ASCII, so a clause may open after a byte that looks like a letter's.
        guard isLetter else { return true }
        let head = String(decoding: before, as: UTF8.self)
        if let scalar = head.unicodeScalars.last(where: { !Script.isSpace($0) }),
            case .separator = Script.role(of: scalar)
        {
            return true
        }
        let word = LexiconWord.words(of: head).last?.text ?? ""
        return NormativeLexicon.commandOpeners.contains(word)
    }

    private static let names: [String: MemoryKind] = [
        "guardrail": .guardrail, "guardrails": .guardrail,
        "prohibited": .guardrail, "forbidden": .guardrail, "prohibitions": .guardrail,
        "instruction": .instruction, "instructions": .instruction, "guidelines": .instruction,
        "conventions": .instruction, "preference": .preference, "preferences": .preference,
        "prefs": .preference, "workflow": .workflow, "workflows": .workflow,
        "runbook": .workflow, "runbooks": .workflow, "playbook": .workflow, "playbooks": .workflow,
        "procedure": .workflow, "procedures": .workflow, "mistake": .mistake, "mistakes": .mistake,
        "lesson": .mistake, "lessons": .mistake, "postmortem": .mistake,
        "postmortems": .mistake, "incident": .mistake, "incidents": .mistake,
        "pitfalls": .mistake, "gotchas": .mistake, "learnings": .mistake, "fact": .fact,
        "facts": .fact, "knowledge": .fact, "reference": .fact, "observation": .observation,
        "observations": .observation, "sessions": .observation, "journal": .observation,
    ]
}
