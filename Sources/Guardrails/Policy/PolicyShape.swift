/// What a policy file may contain: one declaration from which the parser and the JSON Schema follow.
indirect enum PolicyShape: Sendable {
    /// A text of at most this many bytes.
    case text(limit: Int)
    /// An identifier.
    case identifier
    case integer(ClosedRange<Int>)
    case flag
    case choice([String])
    case list(PolicyShape)
    case mapping([PolicyKey], exactlyOneOf: [String] = [])

    var kind: PolicyValueKind {
        switch self {
        case .text, .identifier, .choice: .text
        case .integer: .integer
        case .flag: .flag
        case .list: .list
        case .mapping: .mapping
        }
    }
}

/// One key of a mapping.
struct PolicyKey: Sendable {
    let name: String
    let shape: PolicyShape
    var isRequired = false
    /// One sentence for the schema and the reference.
    let summary: String
}

extension PolicyShape {
    private static let treatments = Treatment.allCases.map(\.rawValue)
    private static let sentence = PolicyShape.text(limit: 4096)
    private static let name = PolicyShape.text(limit: 256)
    private static let names = PolicyShape.list(.text(limit: 256))

    /// The whole file.
    static let policy = PolicyShape.mapping([
        PolicyKey(
            name: "format", shape: .integer(1...1_000_000), isRequired: true,
            summary: "Version of this format; 1."),
        PolicyKey(
            name: "guardrails", shape: .list(guardrail),
            summary: "Limits that must stand somewhere in the store."),
        PolicyKey(
            name: "protected", shape: .list(protection),
            summary: "Memories that may not simply go or change."),
        PolicyKey(
            name: "implicit", shape: implicit,
            summary: "How sentences that bind without being declared are treated."),
        PolicyKey(
            name: "content", shape: content,
            summary: "What is looked for in every memory that a proposal adds or changes."),
        PolicyKey(name: "approvals", shape: approvals, summary: "Who must agree to a merge."),
        PolicyKey(
            name: "retention",
            shape: .mapping([
                PolicyKey(
                    name: "days", shape: .integer(7...36_500),
                    summary: "Days for which what a move replaced stays restorable.")
            ]), summary: "How long fallbacks stay."),
        PolicyKey(
            name: "auto-merge", shape: autoMerge,
            summary: "When a proposal is merged without a person."),
        PolicyKey(name: "due", shape: due, summary: "When the next dream is due."),
        PolicyKey(
            name: "canaries", shape: .list(canary),
            summary: "Synthetic sessions that every dream reads, and what must come of them."),
        PolicyKey(
            name: "probes", shape: .list(probe),
            summary: "Questions that the store must answer; asked by reverie probe."),
    ])

    private static let guardrail = PolicyShape.mapping([
        PolicyKey(
            name: "id", shape: .identifier, isRequired: true,
            summary: "Name by which verdicts and overrides call it."),
        PolicyKey(name: "text", shape: sentence, isRequired: true, summary: "The rule."),
        PolicyKey(
            name: "in", shape: names,
            summary: "Path patterns where it may live; anywhere when left out."),
        PolicyKey(
            name: "severity", shape: .choice(Severity.allCases.map(\.rawValue)),
            summary: "How bad its loss is; low warns, all others block. Default high."),
        PolicyKey(
            name: "owners", shape: names, summary: "Who may override its loss; anyone listed."),
        PolicyKey(
            name: "rewordings", shape: .list(sentence),
            summary: "Other wordings that count as the same rule."),
    ])

    private static let protection = PolicyShape.mapping(
        [
            PolicyKey(name: "path", shape: name, summary: "Pattern of the paths protected."),
            PolicyKey(
                name: "kind", shape: .choice(ProtectedKind.allCases.map(\.rawValue)),
                summary: "Kind of memories protected, wherever they are."),
            PolicyKey(
                name: "rule", shape: .choice(Protection.Rule.allCases.map(\.rawValue)),
                summary:
                    "superseded-only: may be replaced by a memory that names it, never dropped. unchanged: not a byte changes. Default superseded-only."
            ),
            PolicyKey(
                name: "on-violation", shape: .choice(["warn", "block"]),
                summary: "Default block."),
        ], exactlyOneOf: ["path", "kind"])

    private static let implicit = PolicyShape.mapping([
        PolicyKey(
            name: "strict", shape: .choice(treatments),
            summary: "Loss of a sentence that obliges or forbids. Default block."),
        PolicyKey(
            name: "advice", shape: .choice(treatments),
            summary: "Loss of a sentence that recommends. Default warn."),
        PolicyKey(
            name: "waivers",
            shape: .list(
                .mapping(
                    [
                        PolicyKey(
                            name: "id", shape: .identifier,
                            summary: "Identifier of the guardrail, as verdicts show it."),
                        PolicyKey(
                            name: "path", shape: name,
                            summary: "Pattern of the paths whose sentences do not count."),
                        PolicyKey(
                            name: "reason", shape: sentence, isRequired: true,
                            summary: "Why it does not count."),
                    ], exactlyOneOf: ["id", "path"])),
            summary: "Sentences that do not count as guardrails."),
    ])

    private static let content = PolicyShape.mapping([
        PolicyKey(
            name: "secrets", shape: .choice(checkModes),
            summary: "Passwords, tokens and keys. Default block."),
        PolicyKey(
            name: "invisible-text", shape: .choice(checkModes),
            summary: "Characters that a reader cannot see. Default block."),
        PolicyKey(
            name: "injection", shape: .choice(checkModes),
            summary: "Text that gives orders to the agent that reads it. Default warn."),
        PolicyKey(
            name: "new-urls", shape: .choice(checkModes),
            summary: "Hosts that the base does not mention. Default warn."),
        PolicyKey(
            name: "new-tools", shape: .choice(checkModes),
            summary: "Commands that the base does not mention. Default off."),
        PolicyKey(
            name: "allow-hosts", shape: names,
            summary: "Hosts that are never new; a leading dot stands for all below."),
        PolicyKey(
            name: "allow-secrets", shape: names,
            summary: "Fingerprints of findings that are no secrets."),
    ])

    private static let checkModes = CheckMode.allCases.map(\.rawValue)

    private static let approvals = PolicyShape.mapping([
        PolicyKey(
            name: "required", shape: .integer(0...100),
            summary: "Approvals that a merge needs. Default 0."),
        PolicyKey(
            name: "from", shape: names, summary: "Whose approvals count; anyone's when left out."),
        PolicyKey(
            name: "signed", shape: .flag,
            summary:
                "Whether reviews, overrides and changes of the rules count only when signed by who is named in allowed_signers. Default false."
        ),
        PolicyKey(
            name: "relaxation", shape: .integer(0...100),
            summary: "Approvals that a weaker policy needs. Default 1."),
    ])

    private static let autoMerge = PolicyShape.mapping([
        PolicyKey(name: "enabled", shape: .flag, summary: "Default false."),
        PolicyKey(
            name: "max-changes", shape: .integer(0...1_000_000),
            summary: "Most changed items. Default 20."),
        PolicyKey(
            name: "max-risk", shape: .choice(RiskLimit.allCases.map(\.rawValue)),
            summary: "Highest risk of any change. Default low."),
        PolicyKey(
            name: "max-pruned", shape: .integer(0...1_000_000),
            summary: "Most items without a successor. Default 0."),
    ])

    private static let due = PolicyShape.mapping([
        PolicyKey(
            name: "sessions", shape: .integer(1...1_000_000),
            summary: "After this many new sessions."),
        PolicyKey(
            name: "hours", shape: .integer(1...87_600), summary: "After this many hours."),
        PolicyKey(
            name: "idle-minutes", shape: .integer(0...100_000),
            summary: "Not before nobody wrote for this many minutes."),
    ])

    private static let probe = PolicyShape.mapping([
        PolicyKey(name: "id", shape: .identifier, isRequired: true, summary: "Its name."),
        PolicyKey(name: "question", shape: sentence, isRequired: true, summary: "The question."),
        PolicyKey(
            name: "answer", shape: .list(sentence),
            summary: "What one of the best answers must say, each of them."),
        PolicyKey(
            name: "not", shape: .list(sentence),
            summary: "What none of the best answers may say."),
        PolicyKey(
            name: "in", shape: names,
            summary: "Path patterns where an answer must stand; anywhere when left out."),
        PolicyKey(
            name: "top", shape: .integer(1...100),
            summary: "How many of the best answers count. Default 3."),
    ])

    private static let canary = PolicyShape.mapping([
        PolicyKey(name: "id", shape: .identifier, isRequired: true, summary: "Its name."),
        PolicyKey(
            name: "session", shape: .text(limit: 65_536), isRequired: true,
            summary: "The session's text."),
        PolicyKey(
            name: "remember", shape: .list(sentence),
            summary: "What some memory must say afterwards."),
        PolicyKey(
            name: "forget", shape: .list(sentence), summary: "What no memory may say afterwards."),
        PolicyKey(
            name: "verbatim", shape: .list(sentence),
            summary: "What must stand afterwards word for word."),
        PolicyKey(
            name: "on-violation", shape: .choice(["warn", "block"]),
            summary: "What a failure does to the dream's merge. Default block."),
    ])
}
