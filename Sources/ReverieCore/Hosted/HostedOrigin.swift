/// The hosted service's own names for what a proposal was made of, and what it cost.
public struct HostedOrigin: Sendable, Hashable, Codable {
    /// The dream there; nil where the content of a hosted store was taken as it was found.
    public var dream: String?
    /// The hosted memory store that was read.
    public var input: String
    /// The hosted memory store that held the result; `input` itself where it was rewritten, or only looked at.
    public var output: String
    /// What the service counted.
    public var usage: Usage?

    /// Tokens that a dream used.
    public struct Usage: Sendable, Hashable, Codable {
        /// Tokens read, without those that came from a cache.
        public var input: Int
        /// Tokens written.
        public var output: Int
        /// Tokens read from a cache or put into one.
        public var cached: Int

        /// Describes a use of tokens.
        public init(input: Int, output: Int, cached: Int) {
            self.input = input
            self.output = output
            self.cached = cached
        }
    }

    /// Describes an origin.
    public init(dream: String?, input: String, output: String, usage: Usage? = nil) {
        self.dream = dream
        self.input = input
        self.output = output
        self.usage = usage
    }

    /// The texts in it, which are somebody else's.
    var names: [String] { [dream, input, output].compactMap { $0 } }
}
