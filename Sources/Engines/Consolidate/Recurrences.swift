internal import Guardrails
internal import MemoryDiff
internal import ReverieCore

/// Writes down what several sessions have in common, in their own words.
struct Recurrences {
    let limits: Consolidate.Limits
    /// Finds secrets; nobody asks for their fingerprints here.
    private let scanner = SecretScanner { "\($0.count)" }

    private enum Heading {
        static let preferences = "Preferences"
        static let mistakes = "Mistakes"
        static let workflows = "Workflows"
    }

    /// What was said or seen, with where.
    private struct Sighting {
        var text: String
        var passages: [Evidence.Passage] = []
        var sessions: Set<String> = []

        mutating func add(_ utterance: SessionRecordings.Utterance) {
            guard sessions.insert(utterance.passage.session).inserted else { return }
            passages.append(utterance.passage)
        }
    }

    func apply(_ record: SessionRecordings, scope: DreamScope, to draft: inout Draft) {
        // What the store says already need not be said again.
        var known = Set(draft.entries.map(\.statement.key))
        func add(
            _ kind: DreamScope.Kind, _ heading: String, _ sightings: [Sighting],
            _ words: (String) -> String
        ) {
            guard scope.includes(kind) else { return }
            var count = 0
            for sighting in sightings where sighting.sessions.count >= limits.sessionsPerInsight {
                let text = words(sighting.text)
                guard count < limits.insightsPerKind, scope.covers(text: text), isHarmless(text),
                    known.insert(Statement(text).key).inserted
                else { continue }
                draft.add(text, under: heading, sessions: sighting.passages)
                count += 1
            }
        }
        add(.preferences, Heading.preferences, preferences(in: record)) { $0 }
        add(.mistakes, Heading.mistakes, mistakes(in: record)) {
            "Failed in several sessions: \(Self.code($0))"
        }
        add(.workflows, Heading.workflows, workflows(in: record)) {
            "Worked in several sessions: \($0)"
        }
    }

    /// Whether a text holds nothing that must not get into a memory: a secret, an order to the reader, an invisible sign.
    private func isHarmless(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let plain = !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        return plain && scanner.findings(in: bytes).isEmpty
            && InvisibleText.findings(in: bytes).isEmpty
            && InjectionScanner.findings(in: bytes).isEmpty
    }

    private static let wishes: [String] = [
        "always ", "never ", "i prefer ", "i like ", "i'd like ", "we prefer ", "please use ",
        "please don't ", "please do not ", "don't ", "do not ", "from now on", "make sure ",
        "we always ", "we never ", "remember to ", "remember that ", "i want ", "prefer ",
        "please always ", "please never ", "use ",
    ]

    /// Wishes that people uttered, by what they say.
    private func preferences(in record: SessionRecordings) -> [Sighting] {
        var sightings: [String: Sighting] = [:]
        var order: [String] = []
        for sentence in record.sentences {
            let lower = sentence.text.lowercased()
            guard !lower.contains("?"), Self.wishes.contains(where: lower.hasPrefix) else {
                continue
            }
            let statement = Statement(sentence.text)
            guard (3...40).contains(statement.words.count) else { continue }
            if sightings[statement.key] == nil {
                order.append(statement.key)
                sightings[statement.key] = Sighting(text: Self.flat(sentence.text))
            }
            sightings[statement.key]?.add(sentence)
        }
        return order.compactMap { sightings[$0] }
    }

    /// Failures of tools, by their words without numbers.
    private func mistakes(in record: SessionRecordings) -> [Sighting] {
        var sightings: [String: Sighting] = [:]
        var order: [String] = []
        for failure in record.failures {
            var key = ""
            for letter in failure.text.lowercased() {
                if letter.isNumber {
                    if key.last != "#" { key.append("#") }
                } else {
                    key.append(letter)
                }
            }
            if sightings[key] == nil {
                order.append(key)
                sightings[key] = Sighting(text: Self.flat(failure.text))
            }
            sightings[key]?.add(failure)
        }
        return order.compactMap { sightings[$0] }
    }

    /// Longest chain of commands that is looked for.
    private static let longestChain = 5

    /// Chains of commands that worked, the longest first; those inside a longer one are left out.
    private func workflows(in record: SessionRecordings) -> [Sighting] {
        let busy = record.commands.count { !$0.isEmpty }
        guard busy >= limits.sessionsPerInsight else { return [] }
        var found: [(chain: [Int], sighting: Sighting)] = []
        let (sessions, texts) = recurringCommands(in: record)
        for length in stride(from: Self.longestChain, through: 2, by: -1) {
            var sightings: [[Int]: Sighting] = [:]
            var order: [[Int]] = []
            for (commands, utterances) in zip(sessions, record.commands)
            where commands.count >= length {
                for start in 0...(commands.count - length) {
                    let chain = Array(commands[start..<(start + length)])
                    guard !chain.contains(Self.once), Set(chain).count == length else { continue }
                    if sightings[chain] == nil {
                        order.append(chain)
                        sightings[chain] = Sighting(
                            text: chain.map { Self.code(texts[$0]) }.joined(separator: ", then "))
                    }
                    sightings[chain]?.add(utterances[start])
                }
            }
            for chain in order {
                guard let sighting = sightings[chain],
                    sighting.sessions.count >= limits.sessionsPerInsight,
                    !found.contains(where: { Self.holds($0.chain, chain) })
                else { continue }
                found.append((chain, sighting))
                if found.count > 4 * limits.insightsPerKind { break }
            }
        }
        return found.map(\.sighting)
    }

    /// Stands for a command that too few sessions have for a chain of it to recur.
    private static let once = -1

    /// The commands of each session by number, and the texts of the numbers.
    private func recurringCommands(in record: SessionRecordings) -> ([[Int]], [String]) {
        var numbers: [String: Int] = [:]
        var texts: [String] = []
        var counts: [(sessions: Int, last: Int)] = []
        var sessions: [[Int]] = []
        for (session, commands) in record.commands.enumerated() {
            sessions.append(
                commands.map { command in
                    let text = Self.flat(command.text)
                    let number = numbers[text] ?? texts.count
                    if number == texts.count {
                        numbers[text] = number
                        texts.append(text)
                        counts.append((0, -1))
                    }
                    if counts[number].last != session {
                        counts[number] = (counts[number].sessions + 1, session)
                    }
                    return number
                })
        }
        let recurring = sessions.map { commands in
            commands.map { counts[$0].sessions < limits.sessionsPerInsight ? Self.once : $0 }
        }
        return (recurring, texts)
    }

    private static func holds(_ long: [Int], _ short: [Int]) -> Bool {
        guard long.count > short.count else { return false }
        return (0...(long.count - short.count)).contains {
            Array(long[$0..<($0 + short.count)]) == short
        }
    }

    /// A text on one line.
    private static func flat(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A text as code of Markdown, so that nothing in it is anything else.
    private static func code(_ text: String) -> String {
        "`" + text.replacing("`", with: "'") + "`"
    }
}
