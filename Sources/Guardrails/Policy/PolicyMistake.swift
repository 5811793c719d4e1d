/// One thing that is wrong in a policy file.
public struct PolicyMistake: Sendable, Hashable {
    /// What is wrong, as facts; the words are the reader's.
    public enum Problem: Sendable, Hashable {
        /// The file is larger than this many bytes.
        case tooLarge(limit: Int)
        /// The bytes from this offset on are not UTF-8.
        case notUTF8(offset: Int)
        /// Not YAML; what the parser of YAML says.
        case syntax(String)
        /// Values stand inside each other more deeply than this.
        case tooDeep(limit: Int)
        /// More values than this.
        case tooManyValues(limit: Int)
        /// An anchor (`&`) or alias (`*`).
        case anchorOrAlias
        /// A tag (`!`).
        case tag
        /// A second document (`---`).
        case secondDocument
        /// The key is written twice; the first time on this line.
        case duplicateKey(String, firstLine: Int)
        /// A key that is a list or a mapping.
        case keyNotText
        /// No such key here; the nearest that there is.
        case unknownKey(String, nearest: String?, accepted: [String])
        /// A key without which the value means nothing.
        case missingKey(String)
        /// Exactly one of these keys must be there.
        case notExactlyOne(of: [String])
        /// Another kind of value is expected here.
        case wrongKind(expected: PolicyValueKind, found: PolicyValueKind)
        /// Not one of the words accepted here; the nearest that is.
        case notAChoice(String, nearest: String?, accepted: [String])
        /// A number outside of what is accepted.
        case outOfRange(Int, accepted: ClosedRange<Int>)
        /// A text without words.
        case emptyText
        /// A text longer than this many bytes.
        case longText(limit: Int)
        /// A text with characters that a reader cannot see.
        case invisibleText
        /// The identifier is used twice; the first time on this line.
        case duplicateID(String, firstLine: Int)
        /// Not an identifier: letters, digits, `.`, `_` and `-`, 64 at most.
        case notAnID(String)
        /// A format of a newer Reverie.
        case newerFormat(Int, supported: Int)
    }

    /// Where.
    public let place: PolicyPlace
    /// Keys and positions that lead there, outermost first, as in `guardrails[2].owners`.
    public let path: String
    /// What.
    public let problem: Problem

    /// Makes a mistake.
    public init(place: PolicyPlace, path: String, problem: Problem) {
        self.place = place
        self.path = path
        self.problem = problem
    }
}
