/// The figures of a store's health, as they are shown in any form.
public struct HealthFigures: Sendable, Hashable {
    /// One of the things that are wrong with a store.
    public struct Finding: Sendable, Hashable {
        /// What it is called, such as `duplicates`.
        public let name: String
        /// How many items are concerned.
        public let count: Int
        /// What it means, and what to do.
        public let advice: String
        /// Examples: each some places with texts that belong together.
        public let examples: [[Place]]

        /// Describes a finding.
        public init(name: String, count: Int, advice: String, examples: [[Place]]) {
            self.name = name
            self.count = count
            self.advice = advice
            self.examples = examples
        }
    }

    /// A text and where it stands.
    public struct Place: Sendable, Hashable {
        /// Path of the memory.
        public let path: String
        /// The text, or what there is to say about it.
        public let text: String

        /// Describes a place.
        public init(path: String, text: String) {
            self.path = path
            self.text = text
        }
    }

    /// A name with sizes: a week, a folder, a span of time.
    public struct Size: Sendable, Hashable {
        /// The name, such as the first day of a week.
        public let name: String
        /// Number of memories.
        public let memories: Int
        /// Estimate of language-model tokens.
        public let tokens: Int

        /// Describes a size.
        public init(name: String, memories: Int, tokens: Int) {
            self.name = name
            self.memories = memories
            self.tokens = tokens
        }
    }

    /// What is looked at, such as `memory/production at v3`.
    public var subject = ""
    /// When, as a date.
    public var date = ""
    /// The whole store.
    public var total = Size(name: "", memories: 0, tokens: 0)
    /// Number of items.
    public var items = 0
    /// What is wrong.
    public var findings: [Finding] = []
    /// The store at the end of each week, oldest first; empty without a history.
    public var weeks: [Size] = []
    /// Memories by the time since they last changed.
    public var ages: [Size] = []
    /// Folders at the top, largest first.
    public var folders: [Size] = []
    /// Version of the tool.
    public var toolVersion = ""

    /// Makes figures of nothing.
    public init() {}
}
