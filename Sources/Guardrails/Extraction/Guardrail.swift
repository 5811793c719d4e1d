/// A limit on what the agent may do, where it stands in a store.
public struct Guardrail: Sendable, Hashable, Codable {
    /// How it became a guardrail; the first that applies.
    public enum Origin: String, Sendable, Hashable, CaseIterable, Codable {
        /// The policy declares it.
        case policy
        /// The front matter of its memory says so.
        case frontMatter = "front-matter"
        /// A folder of its path says so.
        case folder
        /// A `[guardrail]` mark in its item says so.
        case marker
        /// An entry of a list under a heading or behind an introduction such as "Never" or "You must:".
        case heading
        /// A sentence that obliges or forbids.
        case strictSentence = "strict-sentence"
        /// A sentence that recommends, requires or permits under conditions.
        case advisingSentence = "advising-sentence"

        /// Whether somebody said that it is a guardrail, rather than the words.
        public var isExplicit: Bool {
            switch self {
            case .policy, .frontMatter, .folder, .marker: true
            case .heading, .strictSentence, .advisingSentence: false
            }
        }

        /// Whether its words alone would not make it a guardrail where it stands.
        var needsMark: Bool { isExplicit || self == .heading }
    }

    /// Stable name: the declared one, or a digest of path and normalised text.
    public let id: String
    /// The rule.
    public let text: String
    /// How it became a guardrail.
    public let origin: Origin
    /// Path of the memory in which it stands; empty for one that only the policy holds.
    public let path: String
    /// Byte offsets of the item in which it stands.
    public let range: Range<Int>

    /// Makes a guardrail.
    public init(id: String, text: String, origin: Origin, path: String, range: Range<Int>) {
        self.id = id
        self.text = text
        self.origin = origin
        self.path = path
        self.range = range
    }
}
