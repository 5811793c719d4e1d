import Engines
import Git
import Render
import ReverieCore

extension Failure {
    /// Words for what an engine could not do; `file` is the transcript concerned.
    init(_ error: EngineError, file: String = "transcript", in context: Context) {
        switch error {
        case .core(let error): self.init(error, in: context)
        case .notATranscript:
            self = .invalid("'\(file)' is no transcript of a form that is read")
        case .brokenEvent(let line):
            self = .invalid("'\(file)' line \(line) is no event: it is not JSON, or cut off")
        case .notUTF8(let line): self = .invalid("'\(file)' line \(line) is not UTF-8 text")
        case .eventTooLarge(let line, let limit):
            self = .invalid(
                "'\(file)' line \(line) begins an event of more than \(limit >> 20) MiB; no larger one is read"
            )
        case .emptyTranscript: self = .invalid("'\(file)' holds no event")
        case .instructions(let part):
            self = .invalid(
                "cannot follow the instruction '\(part)'",
                hints: ["\(context.tool) help dream   # the forms that are read"])
        case .guardrailAtRisk(let path):
            self = .bug("the engine would have lost a guardrail of '\(path)'; nothing was proposed")
        case .system(let call, let path, let code):
            self.init(GitError.system(call: call, path: path, code: code), in: context)
        case .timedOut(let seconds):
            self = .unavailable("the program did not end within \(seconds) s; nothing was proposed")
        case .ended(let status, let words):
            self = .unavailable(
                "the program ended with status \(status); nothing was proposed",
                causes: Self.lastLines(words))
        case .killed(let signal, let words):
            self = .unavailable(
                "the program was killed by signal \(signal); nothing was proposed",
                causes: Self.lastLines(words))
        case .outputTooLarge(let limit):
            self = .unavailable(
                "the program wrote more than \(limit) bytes; nothing was proposed")
        case .tooManyFiles(let limit):
            self = .unavailable(
                "the program wrote more than \(limit) files; nothing was proposed")
        case .wroteOutside(let path):
            self = .unavailable(
                "the program wrote '\(path)', outside of its output folder; nothing was proposed")
        }
    }

    private static func lastLines(_ words: String) -> [Message] {
        words.split(separator: "\n").suffix(5).map { "\(String($0.prefix(400)))" }
    }
}
