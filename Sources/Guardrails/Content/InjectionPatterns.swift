/// The phrases and marks of text that addresses the agent: data.
enum InjectionPatterns {
    /// Sets of words that must follow each other in one sentence, with at most `gap` words in between.
    struct Phrase: Sendable {
        let rule: String
        let steps: [Set<String>]
        let gap: Int

        init(_ rule: String, gap: Int, _ steps: String...) {
            self.rule = rule
            self.gap = gap
            self.steps = steps.map { Set($0.split(separator: " ").map(String.init)) }
        }

        /// The index after the last word of a match that starts at a word.
        func match(_ words: [InjectionScanner.Word], in content: [UInt8], at start: Int) -> Int? {
            guard let first = steps.first, first.contains(words[start].text(in: content)) else {
                return nil
            }
            var index = start + 1
            for step in steps.dropFirst() {
                let limit = min(words.count, index + gap + 1)
                guard index < limit,
                    let next = (index..<limit).first(where: {
                        words[$0].sentence == words[start].sentence
                            && step.contains(words[$0].text(in: content))
                    })
                else { return nil }
                index = next + 1
            }
            return index
        }
    }

    private static let dismiss =
        "ignore disregard forget override bypass discard overrule circumvent neglect"
    private static let earlier =
        "previous prior above earlier preceding all any existing former other your system safety"
    private static let orders =
        "instructions instruction rules rule prompts prompt guardrails guardrail directions guidelines "
        + "policies policy restrictions constraints commands directives safeguards limits"

    /// Words by which a sentence speaks of what stands around it.
    private static let neighbours = "above below preceding foregoing following aforementioned"

    static let phrases: [Phrase] = [
        Phrase("dismisses-instructions", gap: 3, dismiss, earlier, orders),
        Phrase(
            "dismisses-instructions", gap: 3, dismiss, "everything anything",
            "above before said told"),
        Phrase(
            "dismisses-instructions", gap: 2, "do don't", "not follow obey",
            "previous prior earlier above",
            orders),
        Phrase("reassigns-role", gap: 1, "you", "are", "now", "a an the in no unrestricted free"),
        Phrase(
            "reassigns-role", gap: 2, "pretend act behave", "you", "have are", "no not unrestricted"
        ),
        Phrase(
            "reassigns-role", gap: 1, "developer dan god jailbreak sudo", "mode",
            "enabled on active activated"),
        Phrase(
            "replaces-instructions", gap: 0, "new updated revised real actual",
            "system hidden secret", orders),
        Phrase(
            "replaces-instructions", gap: 1, "your", "new real actual true",
            "instructions task goal objective"),
        Phrase(
            "reveals-prompt", gap: 4, "reveal print show repeat output leak",
            "system hidden initial", "prompt instructions message"),
        Phrase(
            "hides-from-user", gap: 3, "not never don't without",
            "tell telling inform informing mention mentioning notify notifying asking alert alerting",
            "user human operator owner anyone reviewer"),
        Phrase(
            "sends-data-out", gap: 5, "send post upload forward exfiltrate transmit email leak",
            "secrets credentials passwords password keys key tokens token memory memories history conversation transcript env",
            "to"),
        Phrase(
            "claims-waiver", gap: 4, "guardrail guardrails safety",
            "disabled suspended off deactivated"),
        Phrase(
            "claims-waiver", gap: 4,
            "guardrail guardrails rule rules policy policies restriction restrictions limit limits approval approvals",
            "waived lifted void obsolete revoked cancelled"),
        Phrase(
            "claims-waiver", gap: 4,
            "guardrail guardrails rule rules policy restriction restrictions", "no",
            "longer", "apply applies"),
        Phrase("claims-waiver", gap: 4, neighbours, "no", "longer"),
        Phrase(
            "claims-waiver", gap: 4, neighbours, "not cannot don't doesn't",
            "apply applies applied hold holds bind binds binding valid count counts matter matters"),
        Phrase(
            "claims-waiver", gap: 4, neighbours,
            "optional outdated obsolete void waived lifted revoked cancelled suspended"),
        Phrase(
            "dismisses-instructions", gap: 3, dismiss, orders, "above below preceding foregoing"),
        Phrase(
            "claims-authority", gap: 4, "agent assistant agents assistants model ai",
            "must should shall has have",
            "always immediately", "execute run obey comply trust send call visit open"),
        Phrase("pipes-to-shell", gap: 12, "curl wget", "bash sh zsh python python3"),
    ]

    /// The words with which each phrase can begin, by its number, so that hardly any place has to be tried.
    static let beginnings = WordMarks(lists: phrases.map { $0.steps.first ?? [] })

    /// Lower-case starts of tags and tokens that chat formats use.
    static let marks: [[UInt8]] = [
        "<system>", "</system>", "<|im_start|>", "<|im_end|>", "<|system|>", "<|user|>",
        "<|assistant|>", "<|endoftext|>", "[inst]", "[/inst]", "<<sys>>", "<tool_call", "<tool_use",
        "<function_calls", "<invoke name", "<antml", "<tool_result", "<function=",
        "{\"tool_calls\"",
        "{\"function_call\"", "### system:", "### instruction:", "<assistant>", "<start_of_turn>",
        "<system-reminder", "<|begin_of_text|>", "<|start_header_id|>", "<developer>",
    ].map { Array($0.utf8) }
}
