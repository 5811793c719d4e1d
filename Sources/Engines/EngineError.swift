public import ReverieCore

/// What an engine could not do, with the facts; the words come at the edge.
public enum EngineError: Error, Sendable, Equatable {
    /// The store refused.
    case core(CoreError)
    /// A text is not in a form of transcripts that is read.
    case notATranscript
    /// A line of a transcript, from 1, is not JSON, or no event.
    case brokenEvent(line: Int)
    /// A line of a transcript, from 1, is not UTF-8.
    case notUTF8(line: Int)
    /// An event of a transcript that begins in a line, from 1, is larger than is read: the limit in bytes.
    case eventTooLarge(line: Int, limit: Int)
    /// A transcript without one event.
    case emptyTranscript
    /// Instructions that the engine cannot follow: the part it does not understand.
    case instructions(String)
    /// The engine would have dropped or weakened a guardrail: where it stands.
    case guardrailAtRisk(path: String)
    /// A system call failed while a program was prepared or run.
    case system(call: String, path: String, code: Int32)
    /// A program did not end within the time it had, in seconds.
    case timedOut(seconds: Int)
    /// A program ended with a status other than 0; its last words.
    case ended(status: Int32, words: String)
    /// A program was killed by a signal; its last words.
    case killed(signal: Int32, words: String)
    /// A program wrote more than it may: the limit in bytes.
    case outputTooLarge(limit: Int)
    /// A program wrote more files than it may: the limit.
    case tooManyFiles(limit: Int)
    /// A program changed what it was given to read, or wrote beside its folder.
    case wroteOutside(path: String)
}
