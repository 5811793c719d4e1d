internal import ReverieCore

/// What was said in sessions, as far as a consolidation reads it: sentences of people, commands, failures.
struct SessionRecordings {
    /// Something that was said or done, and where.
    struct Utterance {
        let text: String
        let passage: Evidence.Passage
        /// The order in time over all sessions.
        let number: Int
    }

    /// Sentences of the user.
    private(set) var sentences: [Utterance] = []
    /// First telling lines of what failed.
    private(set) var failures: [Utterance] = []
    /// Commands that worked, in order, a list per session.
    private(set) var commands: [[Utterance]] = []

    /// Longest sentence and longest command that is read, in bytes.
    private static let longest = 300
    /// Largest number of sentences, of commands and of failures that is kept.
    private static let most = 200_000
    /// Largest number of commands that wait for an answer.
    private static let mostUnanswered = 100
    private var commandCount = 0

    init(_ transcripts: [Transcript]) throws(EngineError) {
        for transcript in transcripts {
            let reader = try TranscriptReader(transcript.bytes, fileName: transcript.fileName)
            var worked: [Utterance] = []
            var pending: [Utterance] = []
            try reader.read { event throws(EngineError) in
                let passage = Evidence.Passage(
                    session: transcript.session, event: Self.name(of: event),
                    first: event.lines.lowerBound, last: event.lines.upperBound)
                for part in event.parts {
                    take(part, event.speaker, passage, &pending, &worked)
                }
            }
            commands.append(worked)
        }
    }

    private mutating func take(
        _ part: TranscriptEvent.Part, _ speaker: TranscriptEvent.Speaker,
        _ passage: Evidence.Passage, _ pending: inout [Utterance], _ worked: inout [Utterance]
    ) {
        func utterance(_ text: String) -> Utterance {
            Utterance(text: text, passage: passage, number: sentences.count)
        }
        switch part {
        case .text(let text):
            guard speaker == .user, sentences.count < Self.most else { return }
            for sentence in Self.sentences(of: text) { sentences.append(utterance(sentence)) }
        case .call(_, let words):
            let isOne = !words.isEmpty && words.utf8.count <= Self.longest && !words.contains("\n")
            guard isOne else { return }
            if pending.count == Self.mostUnanswered { pending.removeFirst() }
            pending.append(utterance(words))
        case .answer(let text, let failed):
            let call = pending.isEmpty ? nil : pending.removeFirst()
            if failed {
                guard failures.count < Self.most, let line = Self.tellingLine(of: text) else {
                    return
                }
                failures.append(utterance(line))
            } else if let call, commandCount < Self.most {
                worked.append(call)
                commandCount += 1
            }
        }
    }

    private static func name(of event: TranscriptEvent) -> String {
        guard let id = event.id, id.utf8.count <= 100,
            id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
        else { return "\(event.number)" }
        return id
    }

    /// The sentences of a text, without those of code.
    static func sentences(of text: String) -> [String] {
        var result: [String] = []
        var isCode = false
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("```") { isCode.toggle() }
            guard !isCode, !line.hasPrefix("```"), !line.hasPrefix(">"), !line.hasPrefix("    ")
            else { continue }
            let line = line.drop { "-*#+ \t".contains($0) }
            var start = line.startIndex
            var index = line.startIndex
            func finish(_ end: Substring.Index) {
                let sentence = line[start..<end].drop(while: \.isWhitespace)
                if sentence.utf8.count <= longest, sentence.contains(where: \.isLetter) {
                    result.append(String(sentence))
                }
                start = end
            }
            while index < line.endIndex {
                let next = line.index(after: index)
                if ".!?".contains(line[index]), next < line.endIndex, line[next].isWhitespace {
                    finish(next)
                }
                index = next
            }
            finish(line.endIndex)
        }
        return result
    }

    private static let failureWords = [
        "error", "failed", "failure", "denied", "not found", "exception", "cannot", "refused",
        "timed out", "fatal", "no such",
    ]

    /// The first line that says what failed; nil where none does.
    private static func tellingLine(of text: String) -> String? {
        let lines = text.split(whereSeparator: \.isNewline).prefix(200)
        let telling = lines.first { line in
            line.utf8.count <= longest && failureWords.contains { line.lowercased().contains($0) }
        }
        return telling.map { String($0.drop(while: \.isWhitespace)) }
    }
}
