/// A question to a store, and which memory must answer it.
public struct Probe: Sendable, Hashable {
    /// Its name.
    public var id: String
    /// The question.
    public var question: String
    /// What one of the best answers must say, each of them, word for word but for case and punctuation.
    public var answers: [String] = []
    /// What none of the best answers may say.
    public var refused: [String] = []
    /// Where an answer must stand; anywhere when empty.
    public var places: [PathPattern] = []
    /// Number of the best answers that count.
    public var depth = 3

    /// Makes a probe without expectations.
    public init(id: String, question: String) {
        self.id = id
        self.question = question
    }
}
