/// The words that say what a text is about.
struct Subject: Sendable, Hashable {
    /// The stems, sorted, each once.
    let stems: [String]
    private let set: Set<String>

    init(_ stems: some Sequence<String>) {
        set = Set(stems)
        self.stems = set.sorted()
    }

    var isEmpty: Bool { stems.isEmpty }
    var count: Int { stems.count }

    /// Whether the text has a form of the word.
    func has(_ stem: String) -> Bool {
        set.contains(stem) || stems.contains { Stem.agree($0, stem) }
    }

    /// The share of this text's words that another has; 0 for a text without words.
    func share(in other: Subject) -> Double {
        guard !stems.isEmpty else { return 0 }
        return Double(stems.reduce(0) { $0 + (other.has($1) ? 1 : 0) }) / Double(stems.count)
    }

    /// This text's words that another has not.
    func words(missingIn other: Subject) -> [String] { stems.filter { !other.has($0) } }

    func union(_ other: Subject) -> Subject { Subject(stems + other.stems) }
}
